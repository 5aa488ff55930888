import { RE2JS } from 're2js'
import { cleanPath } from './path.ts'

const quote = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')

const classPattern = /^\[([!^]?)(\]?[^\]]*)\]/

/**
 * A glob as a regular expression: `*` and `?` stay within a name, `**` as a whole name stands for any number of directories,
 * `[a-z]` and `{a,b}` are alternatives, `\` takes the meaning off. `undefined` when it is malformed.
 */
const globPattern = (glob: string): string | undefined => {
  let pattern = ''
  let braces = 0
  for (let at = 0; at < glob.length; at += 1) {
    const rest = glob.slice(at)
    const character = glob.charAt(at)
    const startsName = at === 0 || glob.charAt(at - 1) === '/'
    if (startsName && rest.startsWith('**/')) {
      pattern += '(?:[^/]+/)*'
      at += 2
    } else if (startsName && rest === '**') {
      pattern += '.*'
      at += 1
    } else if (character === '*') pattern += '[^/]*'
    else if (character === '?') pattern += '[^/]'
    else if (character === '[') {
      const [whole, negation, members] = classPattern.exec(rest) ?? []
      if (whole === undefined || members === undefined || members === '') return undefined
      pattern += `[${negation === '' ? '' : '^/'}${members.replace(/[[\]^]/g, '\\$&')}]`
      at += whole.length - 1
    } else if (character === '{') {
      pattern += '(?:'
      braces += 1
    } else if (character === '}' && braces > 0) {
      pattern += ')'
      braces -= 1
    } else if (character === ',' && braces > 0) pattern += '|'
    // Alternatives are within one name.
    else if (character === '/' && braces > 0) return undefined
    else if (character === '\\') {
      at += 1
      if (at >= glob.length) return undefined
      pattern += quote(glob.charAt(at))
    } else pattern += quote(character)
  }
  return braces === 0 ? `(?s)\\A${pattern}\\z` : undefined
}

export interface Glob {
  /** The directory that everything it can match is below. */
  readonly base: string
  /** Whether a path relative to the base matches. */
  matches(path: string): boolean
}

/** `undefined` when the pattern is malformed. */
export const readGlob = (given: string): Glob | undefined => {
  const names = cleanPath(given).split('/')
  const first = names.findIndex(name => /[*?[{\\]/.test(name))
  const split = first < 0 ? names.length - 1 : first
  const pattern = globPattern(names.slice(split).join('/'))
  if (pattern === undefined) return undefined
  try {
    const expression = RE2JS.compile(pattern)
    return { base: names.slice(0, split).join('/'), matches: path => expression.matcher(path).find() }
  } catch {
    return undefined
  }
}
