import { baseName, directoryOf, joinPath, type SourceTree } from '../../model/source-tree.ts'
import type { FoundStack } from './cloudformation.ts'
import type { Detectors } from './detectors.ts'
import { environmentsAmong } from './names.ts'
import { stackNameOf } from './stack-name.ts'

/** Stacks that a samconfig deploys for an environment by its name, by template. Its `default` environment names none. */
export const findSamStacks = (
  tree: SourceTree,
  files: readonly string[],
  isTemplate: ReadonlySet<string>,
  detectors: Detectors,
): ReadonlyMap<string, readonly FoundStack[]> => {
  const found = new Map<string, readonly FoundStack[]>()
  for (const file of files.filter(path => /^samconfig\.(toml|ya?ml)$/.test(baseName(path)))) {
    const deployments = detectors.samConfig(tree, file)
    const names = environmentsAmong(deployments.map(({ environment }) => environment))
    for (const { environment: written, parameters, template: given, stackName } of deployments) {
      const environment = names.get(written)
      const template = ['template.yaml', 'template.yml', ...(given === undefined ? [] : [given])]
        .flatMap(path => joinPath(directoryOf(file), path) ?? [])
        .findLast(path => isTemplate.has(path))
      if (environment === undefined || template === undefined) continue
      const stack: FoundStack = {
        environment,
        group: file,
        config: {
          template,
          parameterFiles: [],
          parameters,
          stackName: stackName ?? stackNameOf(template, environment),
        },
        because: `${template}: ${file} deploys it with --config-env ${written}`,
      }
      found.set(template, [...(found.get(template) ?? []), stack])
    }
  }
  return found
}
