import type { Value } from '../../../model/value.ts'
import { absent, isAbsent, isEmptyText, joinText, textOf, withText } from '../read-value.ts'

/**
 * How a tool writes "the value of X" inside text.
 * `colon`: `${X:default}`, used when X is absent. `shell`: `${X-d}`, `${X:-d}`, `${X:?e}`, `${X:+r}`, `$$`.
 */
export interface PlaceholderGrammar {
  readonly open: '${' | '$('
  readonly defaults: 'colon' | 'shell' | 'none'
  /** `$X` without braces. */
  readonly bare?: true
  /** Backticks protect a default (Micronaut). */
  readonly backticks?: true
  /** What stands for a missing variable: nothing (shell, compose), the placeholder itself (Kubernetes), or an unresolved name. */
  readonly missing: 'empty' | 'literal' | 'unresolved'
  /** An empty value counts as absent for `${X:default}` too. */
  readonly emptyIsAbsent?: true
}

export const springPlaceholders: PlaceholderGrammar = { open: '${', defaults: 'colon', missing: 'unresolved' }
export const quarkusPlaceholders: PlaceholderGrammar = { ...springPlaceholders, emptyIsAbsent: true }
export const micronautPlaceholders: PlaceholderGrammar = { ...springPlaceholders, backticks: true }
export const shellPlaceholders: PlaceholderGrammar = { open: '${', defaults: 'shell', bare: true, missing: 'empty' }
export const unresolvedShell: PlaceholderGrammar = { ...shellPlaceholders, missing: 'unresolved' }
export const kubernetesPlaceholders: PlaceholderGrammar = { open: '$(', defaults: 'none', missing: 'literal' }

export type Lookup = (name: string) => Value | undefined

/** Replaces the placeholders of a text. A value without any comes back as it is. */
export const resolvePlaceholders = (
  value: Value,
  grammar: PlaceholderGrammar,
  lookup: Lookup,
  budget = { left: 2_000 },
): Value => {
  const text = textOf(value)
  if (value.kind !== 'known' || typeof value.value !== 'string' || text === undefined || !text.includes('$'))
    return value
  const parts: Value[] = []
  let plain = ''
  let i = 0
  const flush = (): void => {
    if (plain !== '') parts.push(withText(value, plain))
    plain = ''
  }
  while (i < text.length) {
    if (text.startsWith('$$', i) && grammar.defaults !== 'colon') {
      plain += '$'
      i += 2
      continue
    }
    if (text[i] === '\\' && text[i + 1] === '$') {
      plain += '$'
      i += 2
      continue
    }
    const bare = grammar.bare ? /^\$([A-Za-z_]\w*)/.exec(text.slice(i, i + 200)) : null
    const end = text.startsWith(grammar.open, i) ? closing(text, i + 2, grammar.open === '${' ? '}' : ')') : -1
    if (bare === null && end === -1) {
      plain += text[i]
      i += 1
      continue
    }
    budget.left -= 1
    if (budget.left <= 0) return absent('placeholders that nest or repeat too far', value.from.at)
    flush()
    const body = bare?.[1] ?? text.slice(i + 2, end)
    parts.push(resolveOne(body, value, grammar, lookup, budget))
    i = bare === null ? end + 1 : i + bare[0].length
  }
  flush()
  return parts.length === 0 ? withText(value, plain) : joinText(parts, value.from.at)
}

const closing = (text: string, from: number, close: string): number => {
  let depth = 0
  for (let i = from; i < text.length; i += 1) {
    if (text[i] === '`') {
      const end = text.indexOf('`', i + 1)
      if (end !== -1) i = end
    } else if (text.startsWith('${', i)) depth += 1
    else if (text[i] === close) {
      if (depth === 0) return i
      depth -= 1
    }
  }
  return -1
}

const resolveOne = (
  body: string,
  value: Value,
  grammar: PlaceholderGrammar,
  lookup: Lookup,
  budget: { left: number },
): Value => {
  const pattern = grammar.defaults === 'shell' ? /^(\w+)(?:(:?[-?+])([\s\S]*))?$/ : /^([^:]*?)(?:(:)([\s\S]*))?$/
  const [, name = body, operator, operand = ''] = pattern.exec(body) ?? []
  const found = lookup(name.trim())
  const emptyCounts = operator?.startsWith(':') && (grammar.defaults === 'shell' || grammar.emptyIsAbsent)
  const missing = isAbsent(found) || (emptyCounts && isEmptyText(found))
  const quoted = grammar.backticks && /^`([\s\S]*)`$/.exec(operand)
  const alternative = (): Value =>
    quoted ? withText(value, quoted[1] ?? '') : resolvePlaceholders(withText(value, operand), grammar, lookup, budget)
  if (operator?.endsWith('+')) return missing ? withText(value, '') : alternative()
  if (!missing && found !== undefined) return found
  if (operator !== undefined && !operator.endsWith('?')) return alternative()
  if (operator === undefined && grammar.missing === 'empty') return withText(value, '')
  if (grammar.missing === 'literal') return withText(value, `$(${body})`)
  return absent(name.trim(), value.from.at)
}
