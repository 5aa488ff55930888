import type { SourceLocation } from '../../model/source-location.ts'
import { known, type Value } from '../../model/value.ts'
import { passTo } from './derive-value.ts'
import { isText, joinText } from './join-text.ts'
import table from './resource-types.generated.json' with { type: 'json' }
import type { DeclaredResource, Scope } from './stack.ts'
import { entryOf } from './template-node.ts'

interface ResourceType {
  /** How Ref follows from properties: `${BucketName}`; null where AWS decides. */
  readonly ref: string | null
  readonly attributes: Readonly<Record<string, string | null>>
}

const types = new Map<string, ResourceType>(Object.entries(table))

/** Whether a type is known to have no attribute of this name; types that the table does not hold may have any. */
export const lacksAttribute = (type: string, attribute: string): boolean => {
  const known = types.get(type)
  return known !== undefined && !Object.hasOwn(known.attributes, attribute)
}

const pseudoOf: Readonly<Record<string, string>> = {
  Partition: 'AWS::Partition',
  Region: 'AWS::Region',
  Account: 'AWS::AccountId',
}

/**
 * The name or ARN that a resource will have, where the template fixes all that it is made of; else `undefined`. A property that is itself a reference
 * comes back as that reference.
 */
export const physicalName = (
  resource: DeclaredResource,
  attribute: string | undefined,
  at: SourceLocation,
  scope: Scope,
): Value | undefined => {
  const type = types.get(resource.type)
  const pattern =
    attribute === undefined
      ? type?.ref
      : type && Object.hasOwn(type.attributes, attribute)
        ? type.attributes[attribute]
        : null
  if (pattern === null || pattern === undefined) return undefined
  const whole = /^\$\{(\w+)\}$/.exec(pattern)?.[1]
  const parts: Value[] = []
  for (const [text, name, option] of pattern.matchAll(/\$\{(\w+)(?:\|([^}]+))?\}|[^$]+|\$/g)) {
    const value = name === undefined ? known(text, { at, origins: [] }) : variable(name, option, resource, at, scope)
    if (value === undefined || (whole === undefined && !isText(value))) return undefined
    if (value.kind === 'unknown' && pseudoOf[name ?? ''] === undefined) return undefined
    parts.push(value)
  }
  const only = parts[0]
  const value = whole !== undefined && only !== undefined ? passTo(only, at) : joinText(parts, at)
  if (value?.kind !== 'known') return value?.kind === 'template' && !isOwnText(value) ? undefined : value
  const to = { source: scope.stack.source, name: `${scope.stack.prefix}${resource.id}` }
  return { ...value, names: { to, attribute: attribute === undefined ? [] : [attribute] } }
}

/** A template of which no part is known says less than the reference itself. */
const isOwnText = (value: Value): boolean =>
  value.kind === 'template' && value.parts.some(part => part.kind === 'known')

const variable = (
  name: string,
  option: string | undefined,
  resource: DeclaredResource,
  at: SourceLocation,
  scope: Scope,
): Value | undefined => {
  const pseudo = pseudoOf[name]
  if (pseudo !== undefined) return scope.stack.pseudo(pseudo, at)
  const properties = entryOf(resource.node, 'Properties')
  if (entryOf(properties, 'Fn::Transform') !== undefined) return undefined
  const node = entryOf(properties, name)
  const value = node && scope.tentative().evaluateText(node)
  if (value === undefined) return option?.startsWith('/') ? known(option, { at, origins: [] }) : undefined
  return option === 'lower' && value.kind === 'known' ? { ...value, value: String(value.value).toLowerCase() } : value
}
