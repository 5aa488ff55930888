/** Plain JSON data, as read; nothing is known about its shape. */
export type JsonRecord = Readonly<Record<string, unknown>>

export const isRecord = (value: unknown): value is JsonRecord =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

export const recordAt = (value: unknown, ...path: readonly string[]): JsonRecord | undefined => {
  let current = value
  for (const key of path) current = isRecord(current) && Object.hasOwn(current, key) ? current[key] : undefined
  return isRecord(current) ? current : undefined
}

export const recordsAt = (value: JsonRecord | undefined, key: string): readonly JsonRecord[] => {
  const list = value?.[key]
  return Array.isArray(list) ? list.filter(isRecord) : []
}

export const textAt = (value: JsonRecord | undefined, key: string): string | undefined => {
  const text = value?.[key]
  return typeof text === 'string' ? text : undefined
}
