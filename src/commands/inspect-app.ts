import { basename } from 'node:path'
import { UsageError } from '../config/config-error.ts'
import { evaluateApp } from '../parsers/app-config/evaluate-app.ts'
import { inspectApp } from '../parsers/app-config/inspect-app.ts'
import { renderApp } from '../report/text/model-lines.ts'
import { argumentLocation } from './argument-location.ts'
import { readAssignments } from './assignments.ts'
import { type ColorMode, usesColor } from './color.ts'
import { exitCodes } from './exit-code.ts'
import { insideRoot, openTree, type RepositoryOptions } from './repository.ts'
import type { Runtime } from './runtime.ts'

export interface InspectAppOptions extends RepositoryOptions {
  readonly format: 'text' | 'json'
  readonly color: ColorMode
  readonly profile?: string | undefined
  readonly framework?: string | undefined
  readonly envVar?: readonly string[] | undefined
}

/** `sotsu inspect --app DIR --profile NAME`: an application's configuration for one environment. */
export const inspectAppDirectory = async (
  runtime: Runtime,
  app: string,
  options: InspectAppOptions,
): Promise<number> => {
  if (options.profile === undefined) throw new UsageError('--app needs --profile: which environment is it for?')
  const { root, tree } = openTree(runtime, options)
  const dir = insideRoot(runtime, root, app)
  if (tree.list(dir) === undefined) throw new UsageError(`there is no directory ${app}`)
  const at = argumentLocation('env-var')
  const evaluated = evaluateApp({
    tree,
    dir,
    name: basename(dir === '' ? root : dir),
    framework: options.framework ?? 'auto',
    profile: options.profile,
    variables: new Map(
      [...readAssignments('--env-var', options.envVar)].map(([name, text]) => [name, { text, at }] as const),
    ),
    salt: runtime.salt,
  })
  runtime.stdout.write(
    options.format === 'json'
      ? `${JSON.stringify(inspectApp(evaluated), null, 2)}\n`
      : renderApp(evaluated, { color: usesColor(options.color, runtime.stdout, runtime) }),
  )
  return exitCodes.ok
}
