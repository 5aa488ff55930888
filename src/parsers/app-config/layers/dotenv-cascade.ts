import type { Value } from '../../../model/value.ts'
import type { AppFile, AppFiles } from '../app-files.ts'
import { type DotenvFlavour, readDotenv } from '../formats/dotenv.ts'
import { joinText, withText } from '../read-value.ts'
import { type Lookup, type PlaceholderGrammar, resolvePlaceholders, shellPlaceholders } from './placeholders.ts'
import { spellingsOf } from './profile-names.ts'

/**
 * How a loader expands `${X}` inside env files. `none`: as written. `in-order`: X must be set before (dotenv-expand: else empty).
 * `anywhere`: also from later lines and other files (Next.js).
 */
export type Expansion = 'none' | 'in-order' | 'anywhere'

export interface DotenvCascade {
  /** Lowest precedence first. */
  readonly files: readonly string[]
  readonly flavour: DotenvFlavour
  readonly expansion: Expansion
  /** The files beat the process environment (`override: true`). */
  readonly overrides?: boolean
  /** Inside single quotes nothing is expanded. */
  readonly quotesProtect?: boolean
}

/** The orders of well-known loaders, lowest first; `*` stands for the environment's name. */
export const cascadeOrders = {
  next: ['.env', '.env.*', '.env.local', '.env.*.local'],
  vite: ['.env', '.env.local', '.env.*', '.env.*.local'],
  rails: ['.env', '.env.*', '.env.local', '.env.*.local'],
  plain: ['.env'],
  profile: ['.env', '.env.*'],
} as const

/** The files of an order that exist, with the environment's own spelling first and its other common spellings after it. */
export const cascadeFiles = (files: AppFiles, order: readonly string[], profile: string): readonly string[] =>
  order.flatMap(pattern => {
    if (pattern.includes('.local') && profile === 'test' && pattern === '.env.local') return []
    const names = pattern.includes('*') ? spellingsOf(profile).map(name => pattern.replace('*', name)) : [pattern]
    const found = names.find(name => files.get(name) !== undefined)
    return found === undefined ? [] : [found]
  })

/** The variables that a cascade of env files gives a process whose own variables are `processVariables`. */
export const loadCascade = (
  files: AppFiles,
  cascade: DotenvCascade,
  processVariables: ReadonlyMap<string, Value>,
): ReadonlyMap<string, Value> => {
  const merged = new Map<string, { value: Value; quote: string }>()
  for (const path of cascade.files) {
    const file = files.get(path)
    if (file === undefined) continue
    const { entries, diagnostics } = readDotenv(file.source, cascade.flavour)
    files.diagnostics.push(...diagnostics)
    for (const { name, value, quote } of entries) {
      if (value === undefined) continue
      merged.delete(name)
      merged.set(name, { value, quote })
    }
  }
  const result = new Map<string, Value>()
  const winner: Lookup = name => (cascade.overrides ? undefined : processVariables.get(name))
  const resolving = new Set<string>()
  const expand = (name: string): Value | undefined => {
    const entry = merged.get(name)
    const done = winner(name) ?? result.get(name)
    if (done !== undefined || entry === undefined) return done ?? processVariables.get(name)
    const isProtected = cascade.quotesProtect === true && entry.quote === "'"
    if (cascade.expansion === 'none' || isProtected || resolving.has(name)) return entry.value
    resolving.add(name)
    const value = resolvePlaceholders(entry.value, grammarOf(cascade), other =>
      cascade.expansion === 'anywhere'
        ? expand(other)
        : (winner(other) ?? result.get(other) ?? processVariables.get(other)),
    )
    resolving.delete(name)
    return value
  }
  for (const name of merged.keys()) {
    const value = expand(name)
    if (value !== undefined) result.set(name, value)
  }
  for (const [name, value] of processVariables) if (!cascade.overrides || !result.has(name)) result.set(name, value)
  return result
}

const grammarOf = (_cascade: DotenvCascade): PlaceholderGrammar => shellPlaceholders

/** Variables of one env file as a container runtime reads it. */
export const envFileEntries = (file: AppFile, lookup: Lookup): ReadonlyMap<string, Value> => {
  const result = new Map<string, Value>()
  for (const { name, value, quote } of readDotenv(file.source, 'compose').entries) {
    if (value === undefined) {
      const passed = lookup(name)
      if (passed !== undefined) result.set(name, passed)
    } else if (quote === "'") result.set(name, value)
    else {
      const resolved = resolvePlaceholders(value, shellPlaceholders, other => result.get(other) ?? lookup(other))
      result.set(
        name,
        resolved.kind === 'known' ? withText(resolved, String(resolved.value)) : joinText([resolved], value.from.at),
      )
    }
  }
  return result
}
