import type { Binding, Command, Context } from './keymap.ts'

/** Other keys for a command, everywhere or in one context; as a person wrote it down. */
export interface KeyChange {
  readonly command: string
  readonly context?: string
  readonly keys: readonly string[]
  /** Of the file that says so. */
  readonly line: number
}

export interface KeyProblem {
  readonly line: number
  readonly text: string
}

const named =
  /^(?:up|down|left|right|enter|escape|tab|shift-tab|space|backspace|page-up|page-down|home|end|(?:ctrl|alt)-[a-z])$/

// The way out that always works, and what the digits with Alt count.
const isOurs = (key: string): boolean => key === 'ctrl-c' || /^alt-\d$/.test(key)

const problemWith = ({ command, context, keys }: KeyChange, bindings: readonly Binding[]): string | undefined => {
  const known = bindings.filter(binding => binding.command === command)
  if (known.length === 0) return `no command ${command}`
  if (context !== undefined && !known.some(({ contexts }) => contexts.some(one => one === context)))
    return `${command} is no command in ${context}`
  const bad = keys.find(key => isOurs(key) || (!named.test(key) && [...key].length !== 1))
  return bad === undefined ? undefined : `${bad} is no key that can be given to a command`
}

/** The bindings with one change; a command that had several sets of keys has the new ones in all of them. */
const changed = (bindings: readonly Binding[], { command, context, keys }: KeyChange): readonly Binding[] =>
  bindings.flatMap(binding => {
    if (binding.command !== command || binding.keys.includes('ctrl-c')) return [binding]
    if (context === undefined) return [{ ...binding, keys }]
    const here = binding.contexts.filter(one => one === context)
    const elsewhere = binding.contexts.filter(one => one !== context)
    return [
      ...(elsewhere.length === 0 ? [] : [{ ...binding, contexts: elsewhere }]),
      ...(here.length === 0 ? [] : [{ ...binding, contexts: here, keys }]),
    ]
  })

/** Where keys are text, unless they are bound. */
const typing: readonly Context[] = ['edit', 'prompt', 'form', 'help']

interface Clash {
  readonly key: string
  readonly context: Context
  readonly commands: readonly Command[]
}

const clashesOf = (bindings: readonly Binding[]): readonly Clash[] => {
  const found = new Map<string, Clash>()
  for (const { command, contexts, keys } of bindings)
    for (const context of contexts)
      for (const key of keys) {
        const before = found.get(`${context} ${key}`)?.commands ?? []
        if (!before.includes(command)) found.set(`${context} ${key}`, { key, context, commands: [...before, command] })
      }
  return [...found.values()].filter(({ commands }) => commands.length > 1)
}

/** Bindings as a person wants them, or what is wrong with the wish: what does not exist, and keys that would mean two things. */
export const rebind = (
  bindings: readonly Binding[],
  changes: readonly KeyChange[],
): { readonly bindings: readonly Binding[]; readonly problems: readonly KeyProblem[] } => {
  const problems: KeyProblem[] = []
  let result = bindings
  for (const change of changes) {
    const text = problemWith(change, bindings)
    if (text === undefined) result = changed(result, change)
    else problems.push({ line: change.line, text })
  }
  for (const { key, context, commands } of clashesOf(result)) {
    const cause = changes.findLast(
      change => commands.some(command => command === change.command) && change.keys.includes(key),
    )
    problems.push({ line: cause?.line ?? 0, text: `${key} is both ${commands.join(' and ')} in ${context}` })
  }
  for (const { command, contexts, keys } of result) {
    const context = contexts.find(one => typing.includes(one))
    const key = keys.find(one => [...one].length === 1)
    if (context === undefined || key === undefined) continue
    const cause = changes.findLast(change => change.command === command && change.keys.includes(key))
    problems.push({ line: cause?.line ?? 0, text: `${key} is text in ${context}` })
  }
  return { bindings: result, problems: problems.toSorted((one, other) => one.line - other.line) }
}
