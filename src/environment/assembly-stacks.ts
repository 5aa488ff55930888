import type { CloudFormationConfig } from '../config/resolved-config.ts'
import type { Diagnostic } from '../model/diagnostic.ts'
import type { EvaluatedResource } from '../model/evaluated.ts'
import { directoryOf, type SourceTree } from '../model/source-tree.ts'
import { known, type Value } from '../model/value.ts'
import { type Assembly, readAssembly } from '../parsers/cloudformation/cdk/read-assembly.ts'

/** A directory that the CDK synthesised stands for the stacks in it; a template for itself. */
export const assemblyStacks = (
  tree: SourceTree,
  config: CloudFormationConfig,
): { readonly stacks: readonly CloudFormationConfig[]; readonly diagnostics: readonly Diagnostic[] } => {
  const assembly = tree.list(config.template) === undefined ? undefined : readAssembly(tree, config.template)
  if (assembly === undefined) return { stacks: [config], diagnostics: [] }
  const stacks = assembly.stacks
    .filter(({ stackName }) => config.stackName === undefined || config.stackName === stackName)
    .map(({ template, stackName, parameters, region, account }) => ({
      ...config,
      template,
      stackName,
      parameters: new Map<string, { readonly value: string | Value; readonly at: Place }>([
        ...parameters,
        ...config.parameters,
      ]),
      ...(region === undefined ? {} : { region }),
      ...(account === undefined ? {} : { account }),
    }))
  return { stacks, diagnostics: assembly.diagnostics }
}

type Place = EvaluatedResource['at']

/** What the CDK looked up for a template of an assembly: the manifest lies beside it. */
export const contextOf = (tree: SourceTree, template: string): Pick<Assembly, 'zones' | 'stored'> | undefined =>
  readAssembly(tree, directoryOf(template))

/** SSM values that the CDK looked up, as the stack gets them. */
export const storedValues = (context: Pick<Assembly, 'stored'> | undefined): ReadonlyMap<string, Value> =>
  new Map([...(context?.stored ?? [])].map(([name, { value, at }]) => [name, known(value, { at, origins: [] })]))

/** The hosted zones that a stack's records name by id, as look-ups: the template has the id only, the context the name too. */
export const lookedUpZones = (
  context: Pick<Assembly, 'zones'> | undefined,
  stack: string,
  resources: readonly EvaluatedResource[],
): readonly EvaluatedResource[] => {
  const ids = new Set<string>()
  const visit = (value: Value): void => {
    if (value.kind === 'known' && typeof value.value === 'string' && context?.zones.has(value.value))
      ids.add(value.value)
    else if (value.kind === 'list' || value.kind === 'set') value.items.forEach(visit)
    else if (value.kind === 'map') value.entries.forEach(visit)
  }
  for (const { values } of (context?.zones.size ?? 0) > 0 ? resources : []) visit(values)
  return [...ids].flatMap((id): readonly EvaluatedResource[] => {
    const zone = context?.zones.get(id)
    if (zone === undefined) return []
    const from = { at: zone.at, origins: [] }
    return [
      {
        address: { source: stack, name: `hosted zone ${id}` },
        dialect: 'cloudformation',
        type: 'AWS::Route53::HostedZone',
        mode: 'data',
        values: {
          kind: 'map',
          entries: new Map([
            ['Name', known(zone.name, from)],
            ['zone_id', known(id, from)],
          ]),
          from,
        },
        exists: 'yes',
        at: zone.at,
      },
    ]
  })
}
