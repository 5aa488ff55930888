import ipaddr from 'ipaddr.js'
import { RE2JS } from 're2js'
import { displayValue } from '../model/deciders.ts'
import type { Condition, Patterns } from '../model/entity.ts'
import type { Request } from '../model/trace.ts'
import { every, some, someOf, type Truth, truthOf } from '../model/truth.ts'
import { isReadable, type ReferenceValue, type Value } from '../model/value.ts'
import { matchPattern, matchPatterns } from './match-value.ts'

/**
 * ELB's expressions have no look-around and no back-references, as RE2's. Whether an unanchored one searches or must match the whole text is not
 * documented, nor is what case does: an answer that depends on it is not given.
 */
const matchRegex = (pattern: Value, text: string, ignoreCase: boolean): Truth => {
  if (!isReadable(pattern)) return 'undetermined'
  try {
    const expression = RE2JS.compile(String(pattern.value), ignoreCase ? RE2JS.CASE_INSENSITIVE : 0).matcher(text)
    const found = expression.find()
    return found && !expression.matches() ? 'undetermined' : truthOf(found)
  } catch {
    return 'undetermined'
  }
}

const matchTexts = (
  values: Patterns,
  regexValues: Patterns | undefined,
  texts: readonly string[],
  ignoreCase: boolean,
): Truth =>
  someOf(texts, text => {
    const truth = matchPatterns(values, text, { ignoreCase })
    if (truth === 'yes' || regexValues === undefined) return truth
    const ofRegexes =
      'unknown' in regexValues ? 'undetermined' : someOf(regexValues, regex => matchRegex(regex, text, ignoreCase))
    return some([truth, ofRegexes])
  })

const inRange = (range: Value, address: string | undefined): Truth => {
  if (range.kind !== 'known' || address === undefined) return 'undetermined'
  try {
    const [network, bits] = ipaddr.parseCIDR(String(range.value))
    const peer = ipaddr.process(address)
    return truthOf(peer.kind() === network.kind() && peer.match(network, bits))
  } catch {
    return 'undetermined'
  }
}

/** A text that stands for a value decided at deployment: the same for the same reference. */
export const referenceText = ({ to, attribute }: ReferenceValue): string =>
  `\${${to.source}:${[to.name, ...attribute].join('.')}}`

const queryPairs = (query: string): readonly (readonly [string, string])[] =>
  query
    .split('&')
    .filter(part => part !== '')
    .map(part => {
      const equals = part.indexOf('=')
      return equals < 0 ? [part, ''] : [part.slice(0, equals), part.slice(equals + 1)]
    })

/** Whether a request meets one condition of a rule (ELB guide, "Condition types"). The path and query are compared as they are written, undecoded. */
export const matchCondition = (condition: Condition, request: Request): Truth => {
  switch (condition.field) {
    case 'host-header':
      return matchTexts(condition.values, condition.regexValues, [request.host], true)
    case 'path-pattern':
      return matchTexts(condition.values, condition.regexValues, [request.path], false)
    case 'http-header': {
      if (condition.name.kind !== 'known') return 'undetermined'
      const lines = request.headers.get(String(condition.name.value).toLowerCase()) ?? []
      const isSent =
        !('unknown' in condition.values) &&
        condition.values.some(value => value.kind === 'reference' && lines.includes(referenceText(value)))
      return isSent ? 'yes' : matchTexts(condition.values, condition.regexValues, lines, true)
    }
    case 'http-request-method':
      return 'unknown' in condition.values
        ? 'undetermined'
        : someOf(condition.values, value =>
            value.kind === 'known' ? truthOf(value.value === request.method) : 'undetermined',
          )
    case 'source-ip':
      return 'unknown' in condition.values
        ? 'undetermined'
        : someOf(condition.values, range => inRange(range, request.sourceIp))
    case 'query-string': {
      const options = { ignoreCase: true, escapes: true }
      if ('unknown' in condition.pairs) return 'undetermined'
      return someOf(condition.pairs, ({ key, value }) =>
        someOf(queryPairs(request.query), ([name, text]) =>
          every([key === undefined ? 'yes' : matchPattern(key, name, options), matchPattern(value, text, options)]),
        ),
      )
    }
    case 'unsupported':
      return 'undetermined'
  }
}

const listOf = (patterns: Patterns): string =>
  'unknown' in patterns ? displayValue(patterns.unknown) : patterns.map(displayValue).join(' or ')

/** A condition in one line: `host-header app.example.com or www.example.com`. */
const isSecretHeader = (name: string): boolean =>
  /verify|secret|token|auth|key|password|signature|credential/i.test(name)

export const describeCondition = (condition: Condition): string => {
  switch (condition.field) {
    case 'query-string':
      return `query-string ${
        'unknown' in condition.pairs
          ? displayValue(condition.pairs.unknown)
          : condition.pairs
              .map(({ key, value }) => `${key ? `${displayValue(key)}=` : ''}${displayValue(value)}`)
              .join(' or ')
      }`
    case 'unsupported':
      return `condition ${displayValue(condition.name)}`
    case 'http-header': {
      const name = displayValue(condition.name)
      // A header that only those know who may call is a secret: its value is not shown.
      return `http-header ${name}: ${isSecretHeader(name) ? '…' : listOf(condition.values)}`
    }
    case 'host-header':
    case 'path-pattern':
      return `${condition.field} ${[condition.values, condition.regexValues]
        .filter(patterns => patterns !== undefined && ('unknown' in patterns || patterns.length > 0))
        .map(patterns => listOf(patterns as Patterns))
        .join(' or ')}`
    default:
      return `${condition.field} ${listOf(condition.values)}`
  }
}

/** Every value of a condition, its names included. */
export const valuesOf = (condition: Condition): readonly Value[] => {
  switch (condition.field) {
    case 'unsupported':
      return [condition.name]
    case 'query-string':
      return 'unknown' in condition.pairs
        ? [condition.pairs.unknown]
        : condition.pairs.flatMap(({ key, value }) => (key ? [key, value] : [value]))
    default: {
      const lists = [
        condition.values,
        ...('regexValues' in condition && condition.regexValues ? [condition.regexValues] : []),
      ]
      const name = condition.field === 'http-header' ? [condition.name] : []
      return [...name, ...lists.flatMap(list => ('unknown' in list ? [list.unknown] : list))]
    }
  }
}

/** The values of a condition that are not known. */
export const openValues = (condition: Condition): readonly Value[] =>
  valuesOf(condition).filter(value => !isReadable(value))
