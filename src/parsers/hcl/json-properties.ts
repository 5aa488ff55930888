import type { Node } from 'jsonc-parser'

/** The properties of an object, or of all objects in an array of them. */
export const propertiesOf = (node: Node): readonly (readonly [name: string, value: Node, property: Node])[] => {
  if (node.type === 'array') return (node.children ?? []).flatMap(propertiesOf)
  if (node.type !== 'object') return []
  return (node.children ?? []).flatMap(property => {
    const [key, value] = property.children ?? []
    return key === undefined || value === undefined ? [] : [[String(key.value), value, property] as const]
  })
}
