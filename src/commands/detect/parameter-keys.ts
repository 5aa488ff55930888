import { parse } from 'yaml'
import { readText, type SourceTree } from '../../model/source-tree.ts'

const largest = 256 * 1024

const isMap = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const isScalar = (value: unknown): boolean => typeof value !== 'object' || value === null
const keyOfAssignment = (value: unknown): string | undefined =>
  typeof value === 'string' ? /^([A-Za-z][A-Za-z\d]*)=/.exec(value)?.[1] : undefined

/**
 * The keys of a parameter file, in any shape that deployments use: `[{ParameterKey, ParameterValue}]`, `{Parameters: {}}`, `["K=V"]`,
 * `K=V` lines, or a flat map. Whether they are a template's parameters the caller decides.
 */
export const parameterKeys = (tree: SourceTree, file: string): readonly string[] | undefined => {
  const text = readText(tree, file)
  if (typeof text !== 'string' || text.length > largest) return undefined
  if (!/\.(json|ya?ml)$/i.test(file)) return assignments(text)
  const data = parsed(file, text)
  if (Array.isArray(data)) {
    const keys = data.map(item => (isMap(item) ? item.ParameterKey : keyOfAssignment(item)))
    return keys.length > 0 && keys.every(key => typeof key === 'string') ? (keys as string[]) : undefined
  }
  if (!isMap(data)) return undefined
  const { Parameters: inner, Resources: resources } = data
  if (isMap(inner) && resources === undefined) return Object.keys(inner)
  const keys = Object.keys(data)
  return keys.length > 0 && Object.values(data).every(isScalar) ? keys : undefined
}

const parsed = (file: string, text: string): unknown => {
  try {
    return /\.json$/i.test(file) ? JSON.parse(text) : parse(text, { logLevel: 'silent', maxAliasCount: 0 })
  } catch {
    return undefined
  }
}

const assignments = (text: string): readonly string[] | undefined => {
  const keys = text.split(/\r?\n/).flatMap(line => keyOfAssignment(line.trim()) ?? [])
  return keys.length > 0 ? keys : undefined
}
