import type { ListenerRule, Patterns } from '../model/entity.ts'
import type { Request } from '../model/trace.ts'
import { isKnown, isReadable } from '../model/value.ts'

/** A text that a pattern matches: `*` filled with `x` where it stands alone at the end of a path segment, else with nothing; `?` with `x`. */
export const fillPattern = (pattern: string): string =>
  pattern
    .replace(/(^|\/)\*(?=\/|$)/g, '$1x')
    .replaceAll('*', '')
    .replaceAll('?', 'x')

const knownTexts = (patterns: Patterns): readonly string[] =>
  'unknown' in patterns ? [] : patterns.flatMap(value => (isReadable(value) ? [String(value.value)] : []))

/**
 * Requests to one host that meet the conditions of a rule: one for each of its path patterns (or methods), so that each value is exercised.
 * A rule with conditions that no request can be made up for (an unknown value, a regular expression) gives none.
 */
export const witnessesOf = (rule: ListenerRule, host: string): readonly Request[] => {
  let paths: readonly string[] = ['/']
  let methods: readonly string[] = ['GET']
  let query = ''
  let sourceIp: string | undefined
  const headers = new Map<string, readonly string[]>()
  for (const condition of rule.conditions) {
    switch (condition.field) {
      case 'host-header':
        break
      case 'path-pattern':
        paths = knownTexts(condition.values).map(fillPattern)
        break
      case 'http-request-method':
        methods = knownTexts(condition.values)
        break
      case 'http-header': {
        const [value] = knownTexts(condition.values)
        if (!isKnown(condition.name) || value === undefined) return []
        headers.set(String(condition.name.value).toLowerCase(), [fillPattern(value)])
        break
      }
      case 'query-string': {
        const [pair] = 'unknown' in condition.pairs ? [] : condition.pairs
        if (!pair || !isKnown(pair.value) || (pair.key && !isKnown(pair.key))) return []
        query = `${pair.key ? fillPattern(String(pair.key.value)) : 'x'}=${fillPattern(String(pair.value.value))}`
        break
      }
      case 'source-ip': {
        const [range] = knownTexts(condition.values)
        sourceIp = range?.split('/')[0]
        if (sourceIp === undefined) return []
        break
      }
      case 'unsupported':
        return []
    }
  }
  return paths.flatMap(path =>
    methods.map(method => ({
      scheme: 'https' as const,
      host,
      port: 443,
      path,
      query,
      method,
      headers,
      ...(sourceIp === undefined ? {} : { sourceIp }),
    })),
  )
}
