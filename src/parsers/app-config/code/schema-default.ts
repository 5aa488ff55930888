import { type Code, type CodeFile, lastName } from './expression.ts'

/** The default that a schema of the environment has for a variable: `z.string().default(…)`, envalid's `str({ default: … })`. */
export const schemaDefault = (files: readonly CodeFile[], variable: string): Code | undefined => {
  for (const file of files) {
    if (file.language !== 'javascript' || !/\b(parse|safeParse|cleanEnv|createEnv)\s*\(/.test(file.text)) continue
    for (const call of file.calls) {
      for (const argument of call.args) {
        const entry =
          argument.kind === 'object'
            ? argument.entries.find(
                one => !('spread' in one) && one.key.kind === 'literal' && one.key.value === variable,
              )
            : undefined
        const found = entry && !('spread' in entry) ? defaultIn(entry.value) : undefined
        if (found !== undefined) return found
      }
    }
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
