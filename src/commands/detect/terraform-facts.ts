import type { TerraformFacts, VariableValue, Written } from '../../config/discover/detectors.ts'
import { joinPath, readText, type SourceTree } from '../../model/source-tree.ts'
import { type Block, type Body, type Expression, literalText } from '../../parsers/hcl/ast.ts'
import { readHcl } from '../../parsers/hcl/read-hcl.ts'
import { readHclJson } from '../../parsers/hcl/read-hcl-json.ts'

const readBody = (file: string, text: string): Body =>
  file.endsWith('.json')
    ? readHclJson(file, text, /\.tfvars\.json$/.test(file) ? 'values' : 'configuration').body
    : readHcl(file, text).body

const isTerraform = (name: string): boolean => /\.(tf|tofu)(\.json)?$/.test(name) && !name.startsWith('.')

const keysOf = (expression: Expression | undefined): readonly string[] | undefined => {
  if (expression?.kind !== 'object') return undefined
  return expression.items.flatMap(({ key }) => {
    if (key.kind === 'name') return [key.name]
    const text = literalText(key)
    return text === undefined ? [] : [text]
  })
}

/** A map's keys; of a map that only holds maps by name (`environments = { … }` in a value file), its own. */
const variableValue = (expression: Expression | undefined): VariableValue => {
  const text = expression && (literalText(expression) ?? (expression.kind === 'number' ? expression.text : undefined))
  const keys = keysOf(expression)
  return { ...(text === undefined ? {} : { text }), ...(keys === undefined ? {} : { keys }) }
}

const written = (expression: Expression | undefined): Written | undefined => {
  if (expression === undefined) return undefined
  const text = literalText(expression)
  if (text !== undefined) return { text }
  if (expression.kind === 'template' && expression.parts.length === 1) {
    const [part] = expression.parts
    return part?.kind === 'interpolation' ? written(part.expression) : undefined
  }
  if (expression.kind === 'tuple') return expression.items.length === 1 ? written(expression.items[0]) : undefined
  const isVariable =
    expression.kind === 'attribute' && expression.object.kind === 'variable' && expression.object.name === 'var'
  return isVariable ? { variable: expression.name } : undefined
}

const blocksOf = (body: Body, type: string): readonly Block[] => body.blocks.filter(block => block.type === type)
const argument = (block: Block, name: string): Expression | undefined => block.body.attributes.get(name)?.expression

const localDirectory = (directory: string, source: string | undefined): string | undefined =>
  source !== undefined && /^\.\.?(\/|$)/.test(source) ? joinPath(directory, source) : undefined

/** `condition = contains(["dev", "prod"], var.environment)` */
const allowedValues = ({ body }: Block): readonly string[] | undefined => {
  for (const validation of blocksOf(body, 'validation')) {
    const condition = argument(validation, 'condition')
    const [list] = condition?.kind === 'call' && condition.name === 'contains' ? condition.arguments : []
    if (list?.kind === 'tuple') return list.items.flatMap(item => literalText(item) ?? [])
  }
  return undefined
}

/** What a directory's Terraform files say about how they are used. Nothing is evaluated. */
export const terraformFacts = async (tree: SourceTree, directory: string): Promise<TerraformFacts | undefined> => {
  const files = (tree.list(directory) ?? []).filter(({ kind, name }) => kind === 'file' && isTerraform(name))
  const read = files.flatMap(({ name }) => {
    const file = joinPath(directory, name) ?? name
    const text = readText(tree, file)
    return typeof text === 'string' ? [{ text, body: readBody(file, text) }] : []
  })
  if (read.length === 0) return undefined
  const bodies = read.map(({ body }) => body)
  const blocks = (type: string): readonly Block[] => bodies.flatMap(body => blocksOf(body, type))
  const settings = blocks('terraform').flatMap(({ body }) => [...blocksOf(body, 'backend'), ...blocksOf(body, 'cloud')])
  const [backend] = settings
  const key = backend && argument(backend, 'key')
  const keyText = key && literalText(key)
  const provider = blocks('provider').find(block => block.labels[0] === 'aws' && argument(block, 'alias') === undefined)
  const region = provider && written(argument(provider, 'region'))
  const account = provider && written(argument(provider, 'allowed_account_ids'))
  return {
    ...(backend
      ? { backend: { type: backend.labels[0] ?? 'cloud', ...(keyText === undefined ? {} : { key: keyText }) } }
      : {}),
    calls: blocks('module').map(block => {
      const source = argument(block, 'source')
      const called = localDirectory(directory, source && literalText(source))
      const texts = [...block.body.attributes].flatMap(([name, { expression }]) => {
        const text = literalText(expression)
        return text === undefined ? [] : [[name, text] as const]
      })
      return {
        name: block.labels[0] ?? '',
        texts: new Map(texts),
        ...(called === undefined ? {} : { directory: called }),
      }
    }),
    remoteStates: blocks('data')
      .filter(({ labels }) => labels[0] === 'terraform_remote_state')
      .flatMap(block => remoteKey(argument(block, 'config')) ?? []),
    variables: new Map(
      blocks('variable').map(block => {
        const byDefault = argument(block, 'default')
        const allowed = allowedValues(block)
        return [
          block.labels[0] ?? '',
          {
            ...variableValue(byDefault),
            hasDefault: byDefault !== undefined,
            ...(allowed === undefined ? {} : { allowed }),
          },
        ] as const
      }),
    ),
    usesWorkspace: read.some(({ text }) => /\bterraform\.workspace\b/.test(text)),
    localMaps: blocks('locals').flatMap(({ body }) =>
      [...body.attributes].flatMap(([name, { expression }]) => {
        const keys = keysOf(expression)
        return keys === undefined ? [] : [{ name: `local.${name}`, keys }]
      }),
    ),
    ...(region ? { region } : {}),
    ...(account ? { account } : {}),
  }
}

const remoteKey = (config: Expression | undefined): string | undefined => {
  if (config?.kind !== 'object') return undefined
  const item = config.items.find(({ key }) => (key.kind === 'name' ? key.name : literalText(key)) === 'key')
  return item && literalText(item.value)
}

/** The top-level values of a variable file. */
export const variableFileValues = async (
  tree: SourceTree,
  file: string,
): Promise<ReadonlyMap<string, VariableValue>> => {
  const text = readText(tree, file)
  if (typeof text !== 'string') return new Map()
  return new Map(
    [...readBody(file, text).attributes].map(([name, { expression }]) => [name, variableValue(expression)]),
  )
}
