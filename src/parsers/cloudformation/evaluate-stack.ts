import type { EvaluatedOutput, EvaluatedResource } from '../../model/evaluated.ts'
import { unknown, type Value } from '../../model/value.ts'
import { bindParameters } from './bind-parameters.ts'
import { checkRules } from './check-rules.ts'
import { evaluateConditions } from './condition-table.ts'
import { scopeOf } from './evaluate-node.ts'
import { evaluateOutputs } from './evaluate-outputs.ts'
import { evaluateResource } from './evaluate-resource.ts'
import { expandLoops, hasLoops } from './expand-loops.ts'
import { nestedStacks } from './nested-stack.ts'
import { lacksAttribute, physicalName } from './physical-name.ts'
import { type Deployment, pseudoParameters } from './pseudo-parameters.ts'
import { expandServerless } from './sam/expand-serverless.ts'
import { declaredResources, sectionsOf } from './sections.ts'
import type { ConditionResult, DeclaredResource, Run, Sections, Stack } from './stack.ts'
import { entryOf, type MapNode, nameOf } from './template-node.ts'

export interface StackInput {
  readonly run: Run
  readonly file: string
  readonly source: string
  readonly prefix: string
  readonly deployment: Deployment
  readonly given: ReadonlyMap<string, Value>
  readonly others?: Value | undefined
  readonly undeclared: 'error' | 'ignore'
  /** Templates around this one, outermost first. */
  readonly ancestors: readonly string[]
}

export interface EvaluatedStack {
  readonly parameters: ReadonlyMap<string, Value>
  readonly conditions: ReadonlyMap<string, ConditionResult>
  readonly resources: readonly EvaluatedResource[]
  readonly outputs: ReadonlyMap<string, EvaluatedOutput>
}

const nothing: EvaluatedStack = { parameters: new Map(), conditions: new Map(), resources: [], outputs: new Map() }

/** One stack, its nested stacks included, evaluated in the order in which CloudFormation does it. */
export const evaluateStack = (input: StackInput): EvaluatedStack => {
  const { run, file } = input
  const read = run.readTemplate(file)
  for (const diagnostic of read?.diagnostics ?? []) run.report(diagnostic)
  const written = read?.root && sectionsOf(read.root, run.report)
  if (written === undefined) return nothing

  const parameters = bindParameters({
    declarations: written.parameters,
    given: input.given,
    others: input.others,
    ssm: run.ssm,
    undeclared: input.undeclared,
    report: run.report,
  })
  const conditions = new Map<string, ConditionResult>()
  const expanded = withoutLoops(declareStack(input, written, parameters, conditions))
  const sections = expanded.transforms.serverless ? expandServerless(expanded, run.report) : expanded
  const stack = declareStack(input, sections, parameters, conditions)

  evaluateConditions(sections.conditions, conditions, scopeOf(stack, 'condition'), run.report)
  checkRules(scopeOf(stack, 'rule'))
  const scope = scopeOf(stack, 'resource')
  const resources: EvaluatedResource[] = []
  for (const resource of stack.resources.values()) {
    const evaluated = evaluateResource(resource, scope)
    if (evaluated === undefined) continue
    resources.push(evaluated)
    if (resource.type !== 'AWS::CloudFormation::Stack') continue
    for (const inner of stack.nested(resource).resources) resources.push(inner)
  }
  return { parameters, conditions, resources, outputs: evaluateOutputs(scope) }
}

const withoutLoops = (stack: Stack): Sections => {
  const { sections } = stack
  const scope = scopeOf(stack, 'loop')
  const expand = (section: MapNode | undefined): MapNode | undefined => {
    const expanded = section && hasLoops(section) ? expandLoops(section, scope) : section
    return expanded?.kind === 'map' ? expanded : undefined
  }
  return {
    ...sections,
    conditions: expand(sections.conditions),
    resources: expand(sections.resources) ?? sections.resources,
    outputs: expand(sections.outputs),
  }
}

const declareStack = (
  input: StackInput,
  sections: Sections,
  parameters: ReadonlyMap<string, Value>,
  conditions: ReadonlyMap<string, ConditionResult>,
): Stack => {
  const { run, file, source, prefix } = input
  const nested = nestedStacks([...input.ancestors, file], (resource, template) =>
    evaluateStack({
      ...input,
      file: template.file,
      prefix: `${prefix}${resource.id}/`,
      given: template.given,
      others: undefined,
      undeclared: 'error',
      ancestors: [...input.ancestors, file],
      deployment: { ...input.deployment, stackName: generatedName(resource) },
    }),
  )
  const deriving = new Set<string>()
  const stack: Stack = {
    run,
    file,
    source,
    prefix,
    sections,
    parameters,
    resources: declaredResources(sections.resources, run.report),
    pseudo: pseudoParameters(file, input.deployment),
    condition: name => conditions.get(name),
    existence: resource => existenceOf(resource, stack),
    nested: resource => nested(resource, scopeOf(stack, 'resource')),
    physical: (resource, attribute, at) => {
      if (attribute !== undefined && lacksAttribute(resource.type, attribute))
        run.report({
          severity: 'warning',
          summary: `Unknown attribute ${attribute.slice(0, 60)}`,
          detail: `${resource.type} is not known to have an attribute "${attribute.slice(0, 60)}". Check its spelling.`,
          at,
        })
      // Names may refer to each other in a circle: the inner one then stays a reference.
      if (deriving.has(resource.id)) return undefined
      deriving.add(resource.id)
      const value = physicalName(resource, attribute, at, scopeOf(stack, 'resource'))
      deriving.delete(resource.id)
      return value
    },
  }
  return stack
}

const generatedName = ({ id, key }: DeclaredResource): Value =>
  unknown({ kind: 'computed', names: `AWS::StackName of ${id}` }, { at: key, origins: [] })

const existenceOf = (resource: DeclaredResource, stack: Stack): ConditionResult => {
  const node = entryOf(resource.node, 'Condition')
  const name = nameOf(node)
  if (node === undefined) return perhapsRewritten(resource, { truth: 'yes', origins: [] }, stack)
  const condition = name === undefined ? undefined : stack.condition(name)
  if (condition !== undefined) return perhapsRewritten(resource, condition, stack)
  const because = scopeOf(stack, 'resource').invalid(
    node.at,
    `Undefined condition ${name ?? ''}`.trim(),
    `Conditions has no "${name ?? ''}". Define it, or correct the name.`,
  )
  return { truth: 'undetermined', because, origins: [] }
}

/** A macro of the whole template may change or drop any resource: it is evaluated as written, and its existence is not certain. */
const perhapsRewritten = ({ key }: DeclaredResource, existence: ConditionResult, stack: Stack): ConditionResult => {
  const [macro] = stack.sections.transforms.macros
  if (macro === undefined || existence.truth !== 'yes') return existence
  const because = unknown({ kind: 'unsupported', names: `transform:${macro}` }, { at: key, origins: [] })
  return { truth: 'undetermined', because, origins: existence.origins }
}
