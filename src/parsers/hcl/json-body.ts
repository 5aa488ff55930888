import type { Node } from 'jsonc-parser'
import type { Attribute, Block, Body } from './ast.ts'
import { propertiesOf } from './json-properties.ts'
import type { JsonReader } from './read-hcl-json.ts'

/** A block type of Terraform's language: how many labels it has, and which of its properties are blocks in turn. */
interface BlockSchema {
  readonly labels: number
  readonly blocks: Schema
}
type Schema = { readonly [type: string]: BlockSchema }

const plain: BlockSchema = { labels: 0, blocks: {} }
const labelled: BlockSchema = { labels: 1, blocks: {} }
const checks: Schema = { precondition: plain, postcondition: plain }
/** `dynamic` blocks may hold further ones in their content. */
const content: BlockSchema = {
  labels: 0,
  get blocks() {
    return { dynamic }
  },
}
const dynamic: BlockSchema = { labels: 1, blocks: { content } }
const resource: BlockSchema = {
  labels: 2,
  blocks: {
    lifecycle: { labels: 0, blocks: checks },
    connection: plain,
    provisioner: { labels: 1, blocks: { connection: plain } },
    dynamic,
  },
}
const root: Schema = {
  terraform: {
    labels: 0,
    blocks: {
      required_providers: plain,
      backend: labelled,
      cloud: { labels: 0, blocks: { workspaces: plain } },
      provider_meta: labelled,
    },
  },
  provider: labelled,
  variable: { labels: 1, blocks: { validation: plain } },
  locals: plain,
  output: { labels: 1, blocks: checks },
  module: labelled,
  resource,
  data: resource,
  ephemeral: resource,
  check: { labels: 1, blocks: { data: resource, assert: plain } },
  moved: plain,
  import: plain,
  removed: { labels: 0, blocks: { lifecycle: plain } },
}

export const readJsonBody = (reader: JsonReader, node: Node): Body => readBody(reader, node, root)

const readBody = (reader: JsonReader, node: Node, schema: Schema): Body => {
  const attributes = new Map<string, Attribute>()
  const blocks: Block[] = []
  for (const [name, value, property] of propertiesOf(node)) {
    if (name === '//') continue
    const block = Object.hasOwn(schema, name) ? schema[name] : undefined
    if (block === undefined) reader.addAttribute(attributes, name, value, property)
    else addBlocks(reader, blocks, name, [], block, value, property)
  }
  return { syntax: 'json', attributes, blocks, at: reader.at(node) }
}

/** One block for every object that is found below as many names as the type has labels. */
const addBlocks = (
  reader: JsonReader,
  blocks: Block[],
  type: string,
  labels: readonly string[],
  schema: BlockSchema,
  value: Node,
  property: Node,
): void => {
  if (value.type === 'array') {
    for (const item of value.children ?? []) addBlocks(reader, blocks, type, labels, schema, item, property)
  } else if (value.type === 'object') {
    if (labels.length === schema.labels) {
      const body = readBody(reader, value, schema.blocks)
      blocks.push({
        type,
        labels,
        body,
        header: reader.at(property.children?.[0] ?? property),
        at: reader.at(property),
      })
    }
    // Where labels stand, Terraform takes "//" for one of them.
    else
      for (const [label, inner, at] of propertiesOf(value))
        addBlocks(reader, blocks, type, [...labels, label], schema, inner, at)
  } else if (value.type !== 'null')
    reader.error(
      'Incorrect JSON value type',
      `Either a JSON object or a JSON array is required, representing the contents of one or more "${type}" blocks.`,
      reader.at(value),
    )
}
