import { type Code, type CodeFile, lastName } from './expression.ts'

const defaultsOf = new WeakMap<CodeFile, ReadonlyMap<string, Code>>()

/** The defaults of all schemas in a file, by the name of what they are for. */
const defaultsIn = (file: CodeFile): ReadonlyMap<string, Code> => {
  const present = defaultsOf.get(file)
  if (present !== undefined) return present
  const defaults = new Map<string, Code>()
  if (file.language === 'javascript' && /\b(parse|safeParse|cleanEnv|createEnv)\s*\(/.test(file.text))
    for (const argument of file.calls.flatMap(call => call.args))
      for (const entry of argument.kind === 'object' ? argument.entries : []) {
        if ('spread' in entry || entry.key.kind !== 'literal' || typeof entry.key.value !== 'string') continue
        const found = defaults.has(entry.key.value) ? undefined : defaultIn(entry.value)
        if (found !== undefined) defaults.set(entry.key.value, found)
      }
  defaultsOf.set(file, defaults)
  return defaults
}

/** The default that a schema of the environment has for a variable: `z.string().default(…)`, envalid's `str({ default: … })`. */
export const schemaDefault = (files: readonly CodeFile[], variable: string): Code | undefined => {
  for (const file of files) {
    const found = defaultsIn(file).get(variable)
    if (found !== undefined) return found
  }
  return undefined
}

const defaultIn = (schema: Code, depth = 0): Code | undefined => {
  if (schema.kind === 'member') return defaultIn(schema.object, depth)
  if (schema.kind !== 'call' || depth > 20) return undefined
  if (lastName(schema.callee) === 'default') return schema.args[0]
  const [options] = schema.args
  const entry =
    options?.kind === 'object'
      ? options.entries.find(one => !('spread' in one) && one.key.kind === 'literal' && one.key.value === 'default')
      : undefined
  if (entry !== undefined && !('spread' in entry)) return entry.value
  return schema.callee.kind === 'member' ? defaultIn(schema.callee.object, depth + 1) : undefined
}
