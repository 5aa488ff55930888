import { UsageError } from '../config/config-error.ts'

/** `NAME=VALUE` arguments; the later one wins. */
export const readAssignments = (option: string, given: readonly string[] | undefined): ReadonlyMap<string, string> =>
  new Map(
    (given ?? []).map(text => {
      const at = text.indexOf('=')
      if (at < 1) throw new UsageError(`${option} ${text}: write it as NAME=VALUE`)
      return [text.slice(0, at), text.slice(at + 1)]
    }),
  )
