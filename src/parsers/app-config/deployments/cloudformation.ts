import type { EvaluatedResource } from '../../../model/evaluated.ts'
import { digest } from '../../../model/secret.ts'
import type { SourceTree } from '../../../model/source-tree.ts'
import type { Value } from '../../../model/value.ts'
import { evaluateTemplate } from '../../cloudformation/evaluate-template.ts'
import { readParameterFile } from '../../cloudformation/parameters/read-parameter-file.ts'
import type { AppFiles } from '../app-files.ts'
import { writtenAt } from '../formats/config-node.ts'
import { getPath } from '../layers/merge.ts'
import { spellingsOf } from '../layers/profile-names.ts'
import type { Container } from './container.ts'
import { taskContainer } from './terraform.ts'

export interface TemplatesOfApp {
  readonly files: AppFiles
  readonly tree: SourceTree
  readonly profile: string
  readonly variables: ReadonlyMap<string, Value>
  readonly salt: string
  /** Resources of templates that are evaluated already, by file. */
  readonly templates: ReadonlyMap<string, readonly EvaluatedResource[]>
}

/** The resources of every CloudFormation or SAM template among an app's files, with the environment's parameter file where there is one. */
export const templateResources = (input: TemplatesOfApp): readonly EvaluatedResource[] => {
  const { files, tree, profile, variables, salt, templates } = input
  const ofProfile = spellingsOf(profile).map(
    name => new RegExp(`(^|/)(parameters?[-./]?)?${name}([-.]param(eter)?s)?\\.(json|ya?ml)$`),
  )
  return files
    .matching(/\.(ya?ml|json|template)$/)
    .filter(file => /AWS::[A-Z]\w*::/.test(file.source.text) && /["']?Resources["']?\s*:/.test(file.source.text))
    .flatMap(file => {
      const evaluated = templates.get(file.source.file)
      if (evaluated !== undefined) return evaluated
      const parameters = new Map<string, Value>()
      const own = files.all.find(other => other !== file && ofProfile.some(pattern => pattern.test(other.path)))
      if (own !== undefined) {
        for (const [name, read] of readParameterFile(own.source.file, own.source.text).values) {
          if (typeof read.value === 'string')
            parameters.set(name, { kind: 'known', value: read.value, from: writtenAt(read.at, name, 'parameter') })
        }
      }
      for (const [name, value] of variables) if (/^[A-Z][a-z]/.test(name)) parameters.set(name, value)
      return evaluateTemplate({
        tree,
        file: file.source.file,
        text: file.source.text,
        stack: file.path,
        parameters,
        undeclaredParameters: 'ignore',
        imports: new Map(),
        ssm: new Map(),
        secrets: { digest: text => digest(text, salt) },
      }).resources
    })
}

export const templateContainers = (resources: readonly EvaluatedResource[]): readonly Container[] =>
  resources.flatMap(({ type, address, values }): Container[] => {
    if (type === 'AWS::Lambda::Function' || type === 'AWS::Serverless::Function') {
      const variables = getPath(values, ['Environment', 'Variables'])
      return variables?.kind === 'map'
        ? [{ name: address.name, image: '', environment: variables.entries, command: [], from: 'cloudformation' }]
        : []
    }
    const definitions = type === 'AWS::ECS::TaskDefinition' ? getPath(values, ['ContainerDefinitions']) : undefined
    return definitions?.kind === 'list'
      ? definitions.items.map(item =>
          taskContainer(item, ['Environment', 'Secrets'], ['Name', 'Value'], 'cloudformation'),
        )
      : []
  })
