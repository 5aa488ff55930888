import type { SourceLocation } from '../model/source-location.ts'
import { startOf } from '../model/source-location.ts'
import type { Runtime } from './runtime.ts'

/** What is given on the command line has no file. */
export const argumentLocation = (option: string): SourceLocation => startOf(`<${option}>`)

/** The process environment, as the tools themselves would read it: only of commands that stand in for them. */
export const processVariables = ({
  env,
}: Runtime): ReadonlyMap<string, { readonly text: string; readonly at: SourceLocation }> =>
  new Map(
    Object.entries(env)
      .filter(
        (entry): entry is [string, string] =>
          entry[1] !== undefined && /^(TF_VAR_|AWS_(DEFAULT_)?REGION$)/.test(entry[0]),
      )
      .map(([name, text]) => [name, { text, at: startOf(`<environment>`) }]),
  )
