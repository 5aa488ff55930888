import { joinPath, type SourceTree } from '../../model/source-tree.ts'
import type { FoundStack } from './cloudformation.ts'
import type { AssemblyStack, Detectors } from './detectors.ts'
import { environmentsAmong, isEnvironmentName } from './names.ts'
import type { WalkedDirectory } from './walk.ts'

/** A stage that is called like an environment is one; without stages the names of the stacks tell. */
const environmentOf = (stack: AssemblyStack, byStack: ReadonlyMap<string, string>): string | undefined =>
  stack.stages.find(isEnvironmentName) ?? byStack.get(stack.stackName)

/** What `cdk synth` left in `cdk.out`: the stacks of each stage. */
export const findAssemblies = (
  tree: SourceTree,
  directories: readonly WalkedDirectory[],
  detectors: Detectors,
): readonly FoundStack[] =>
  directories.flatMap(({ path }) => {
    const directory = joinPath(path, 'cdk.out') ?? 'cdk.out'
    const stacks = tree.list(directory) === undefined ? undefined : detectors.assembly(tree, directory)
    if (stacks === undefined) return []
    const byStack = environmentsAmong(
      stacks
        .filter(({ stages }) => stages.length === 0)
        .map(({ stackName }) => (stackName.toLowerCase() === stackName ? stackName : kebab(stackName))),
    )
    const byName = new Map(
      stacks.map(({ stackName }) => [stackName, byStack.get(stackName) ?? byStack.get(kebab(stackName))]),
    )
    return stacks.flatMap((stack): readonly FoundStack[] => {
      const environment = environmentOf(
        stack,
        new Map([...byName].flatMap(([name, value]) => (value ? [[name, value]] : []))),
      )
      if (environment === undefined) return []
      const { template, stackName, parameters, region, account } = stack
      return [
        {
          environment: environment.toLowerCase() === environment ? environment : kebab(environment),
          group: directory,
          config: { template, parameterFiles: [], parameters, stackName },
          ...(region === undefined ? {} : { region }),
          ...(account === undefined ? {} : { account }),
          because: `${template}: ${directory} has it as stack ${stackName}${stack.stages.length > 0 ? ` of stage ${stack.stages.join('/')}` : ''}`,
        },
      ]
    })
  })

/** `ApiStackProd` → `api-stack-prod`. */
const kebab = (name: string): string => name.replace(/([a-z0-9])([A-Z])/g, '$1-$2').toLowerCase()
