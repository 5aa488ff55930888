import type { Container, Patterns, TaskDefinition } from '../model/entity.ts'
import type { EvaluatedResource } from '../model/evaluated.ts'
import type { Value } from '../model/value.ts'
import { isString, itemsOf, unknown } from '../model/value.ts'
import { entityFacts, given } from './entity-base.ts'
import { parseJsonValue } from './json-text.ts'
import { argument, asNumber, asText, blocks, identifier, patterns, required } from './read-argument.ts'

/** A list of name and value pairs as a map; a pair whose name is not known is left out, since nothing can ask for it. */
const readPairs = (container: Value, list: string, valueName: string): ReadonlyMap<string, Value> => {
  const pairs = new Map<string, Value>()
  for (const pair of blocks(container, list)) {
    const [name, value] = [argument(pair, 'name'), argument(pair, valueName)]
    if (isString(name) && value) pairs.set(name.value, asText(value))
  }
  return pairs
}

/** What is run: the entry point, then its arguments. */
const commandOf = (container: Value): Patterns | undefined => {
  const parts = [patterns(argument(container, 'entry_point')), patterns(argument(container, 'command'))]
  const written = parts.filter(part => part !== undefined)
  const hidden = written.find(part => 'unknown' in part)
  return written.length === 0 ? undefined : (hidden ?? written.flatMap(part => ('unknown' in part ? [] : part)))
}

const readContainer = (resource: EvaluatedResource, container: Value): Container => ({
  name: required(resource, 'container_definitions.name', argument(container, 'name')),
  ports: blocks(container, 'port_mappings').map(mapping =>
    asNumber(
      required(resource, 'container_definitions.portMappings.containerPort', argument(mapping, 'container_port')),
    ),
  ),
  environment: readPairs(container, 'environment', 'value'),
  secrets: readPairs(container, 'secrets', 'value_from'),
  ...given({ command: commandOf(container) }),
})

const readContainers = (resource: EvaluatedResource, definitions: Value): TaskDefinition['containers'] => {
  const items = itemsOf(definitions)
  if (items === undefined) return { unknown: definitions }
  const hidden = items.find(item => item.kind !== 'map')
  return hidden ? { unknown: hidden } : items.map(item => readContainer(resource, item))
}

const readTaskDefinition = (resource: EvaluatedResource, definitions: Value): readonly TaskDefinition[] => [
  {
    kind: 'task-definition',
    ...entityFacts(resource),
    ...given({ family: identifier(resource, 'family') }),
    containers: readContainers(resource, definitions),
  },
]

/**
 * `container_definitions` is JSON text, mostly of `jsonencode` or a template. The same resource with the structure that the text stands for:
 * to be had before anything is put in place of the text's unknown parts, since a part may stand for a whole JSON value.
 */
export const withStructuredContainers = (resource: EvaluatedResource): EvaluatedResource => {
  const definitions = argument(resource, 'container_definitions')
  if (definitions?.kind !== 'known' && definitions?.kind !== 'template') return resource
  const structure = parseJsonValue(definitions)
  if (structure === undefined) return resource
  const entries = new Map(resource.values.entries).set('container_definitions', structure)
  return { ...resource, values: { ...resource.values, entries } }
}

export const fromTerraform = (resource: EvaluatedResource): readonly TaskDefinition[] => {
  const definitions = required(
    resource,
    'container_definitions',
    argument(withStructuredContainers(resource), 'container_definitions'),
  )
  const isText =
    (definitions.kind === 'known' || definitions.kind === 'template') && definitions.sensitive === undefined
  const why = { kind: 'invalid', names: `${resource.address.name}.container_definitions` } as const
  return readTaskDefinition(resource, isText ? unknown(why, definitions.from) : definitions)
}

export const fromCloudFormation = (resource: EvaluatedResource): readonly TaskDefinition[] => {
  const definitions = argument(resource, 'ContainerDefinitions')
  return readTaskDefinition(resource, definitions ?? { kind: 'list', items: [], from: resource.values.from })
}
