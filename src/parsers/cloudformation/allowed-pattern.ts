import { RE2JS } from 're2js'

/**
 * Whether an AllowedPattern (a Java regular expression) matches an entire value; `undefined` when that cannot be decided in bounded time.
 * Linear-time matching first; look-around and backreferences, which it lacks, only where backtracking stays short.
 */
export const matchesEntirely = (pattern: string, value: string): boolean | undefined => {
  if (pattern.length > 4096) return undefined
  try {
    return RE2JS.compile(`(?:${pattern})`).matches(value)
  } catch {
    return matchesByBacktracking(pattern, value)
  }
}

const matchesByBacktracking = (pattern: string, value: string): boolean | undefined => {
  const repeatsRepetition = /[*+}]\)[*+{]|\)[*+{].*\)[*+{]/.test(pattern)
  if (value.length > (repeatsRepetition ? 16 : 256) || (pattern.match(/[*+{]/g)?.length ?? 0) > 8) return undefined
  const portable = pattern
    .replace(/\\A|\\Z|\\z/g, anchor => (anchor === '\\A' ? '^' : '$'))
    .replace(/([*+?}])\+/g, '$1')
  try {
    return new RegExp(`^(?:${portable})$`, 'u').test(value)
  } catch {
    try {
      return new RegExp(`^(?:${portable})$`).test(value)
    } catch {
      return undefined
    }
  }
}
