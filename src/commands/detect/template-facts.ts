import type { TemplateFacts } from '../../config/discover/detectors.ts'
import { readText, type SourceTree } from '../../model/source-tree.ts'
import { readTemplate } from '../../parsers/cloudformation/read-template.ts'
import { entryOf, type TemplateNode, textOf } from '../../parsers/cloudformation/template-node.ts'

/** A quick look before anything is parsed: most YAML and JSON of a repository is no template. */
const looksLikeTemplate = (text: string): boolean =>
  text.length < 4 * 1024 * 1024 && /\bResources\b/.test(text) && /\bAWS::[A-Z]\w+::[A-Z]/.test(text)

const entriesOf = (node: TemplateNode | undefined): readonly (readonly [string, TemplateNode])[] =>
  node?.kind === 'map' ? [...node.entries].map(([name, { node: value }]) => [name, value]) : []

/** Recognises a template by its content: resources, of which at least one has a CloudFormation type or is a loop. */
export const templateFacts = (tree: SourceTree, file: string): TemplateFacts | undefined => {
  const text = readText(tree, file)
  if (typeof text !== 'string' || !looksLikeTemplate(text)) return undefined
  const { root } = readTemplate(file, text)
  const isResource = ([name, resource]: readonly [string, TemplateNode]): boolean =>
    name.startsWith('Fn::ForEach') || /^(AWS|Custom|Alexa)::/.test(textOf(entryOf(resource, 'Type')) ?? '')
  if (!entriesOf(entryOf(root, 'Resources')).some(isResource)) return undefined
  const parameters = entriesOf(entryOf(root, 'Parameters')).map(([name, parameter]) => {
    const allowed = entryOf(parameter, 'AllowedValues')
    return [
      name,
      {
        hasDefault: entryOf(parameter, 'Default') !== undefined,
        allowed: allowed?.kind === 'list' ? allowed.items.flatMap(item => textOf(item) ?? []) : [],
      },
    ] as const
  })
  const mappings = entriesOf(entryOf(root, 'Mappings')).map(
    ([name, mapping]) => [name, entriesOf(mapping).map(([key]) => key)] as const,
  )
  return { parameters: new Map(parameters), mappings: new Map(mappings) }
}
