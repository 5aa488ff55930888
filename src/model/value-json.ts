import type { Value } from './value.ts'

/**
 * A value as commands print it in JSON: known parts as they are, the others as `{"$unknown": why}`, `{"$ref": "address.attribute"}`,
 * `{"$template": [parts]}` and `{"$sensitive": digest}`.
 */
export const valueToJson = (value: Value): unknown => {
  switch (value.kind) {
    case 'known':
      return value.sensitive ? { $sensitive: value.value } : value.value
    case 'list':
    case 'set':
      return value.items.map(valueToJson)
    case 'map':
      return Object.fromEntries([...value.entries].map(([key, entry]) => [key, valueToJson(entry)]))
    case 'reference':
      return { $ref: [value.to.name, ...value.attribute].join('.') }
    case 'template':
      return { $template: value.parts.map(valueToJson) }
    case 'unknown':
      return { $unknown: value.why.names }
  }
}
