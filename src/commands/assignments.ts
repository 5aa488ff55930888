import { UsageError } from '../config/config-error.ts'

/** `NAME=VALUE` arguments; the later one wins. One without a name may be a secret: it is repeated only where it looks like a name. */
export const readAssignments = (option: string, given: readonly string[] | undefined): ReadonlyMap<string, string> =>
  new Map(
    (given ?? []).map(text => {
      const at = text.indexOf('=')
      if (at < 1)
        throw new UsageError(`${option}${/^[a-z_-]{1,24}$/.test(text) ? ` ${text}` : ''}: write it as NAME=VALUE`)
      return [text.slice(0, at), text.slice(at + 1)]
    }),
  )
