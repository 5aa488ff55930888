import { resolve } from 'node:path'
import { suggestName } from '../config/closest-name.ts'
import { UsageError } from '../config/config-error.ts'
import { readNamedFile } from '../io/read-input.ts'
import type { EnvironmentModel } from '../model/environment-model.ts'
import type { Trace } from '../model/trace.ts'
import { type Language, phrasesOf } from '../report/phrases.ts'
import { reportWidth } from '../report/text/layout.ts'
import { paintFor } from '../report/text/paint.ts'
import { traceSides } from '../report/text/trace-sides.ts'
import { traceToJson } from '../report/trace-json.ts'
import { traceRequest } from '../trace/trace-request.ts'
import { analyzeRepository } from './check.ts'
import { type ColorMode, usesColor } from './color.ts'
import { exitCodes } from './exit-code.ts'
import { ownRequest } from './own-request.ts'
import { openRepository, type RepositoryOptions } from './repository.ts'
import type { Runtime } from './runtime.ts'
import {
  type AskedRequest,
  type RefusedRequest,
  readRequestLines,
  readTypedRequest,
  type TypedOptions,
} from './trace-requests.ts'

export interface TraceCommandOptions extends RepositoryOptions, TypedOptions {
  readonly requests?: string | undefined
  readonly env?: readonly string[] | undefined
  readonly at?: string | undefined
  readonly format: 'text' | 'json'
  readonly color: ColorMode
  readonly lang: Language
}

const readAsked = async (
  runtime: Runtime,
  url: string | undefined,
  options: TraceCommandOptions,
): Promise<readonly (AskedRequest | RefusedRequest)[]> => {
  if (options.requests !== undefined) {
    if (url !== undefined) throw new UsageError('give a URL or --requests, not both')
    const text =
      options.requests === '-'
        ? await runtime.readStdin()
        : await readNamedFile(resolve(runtime.cwd, options.requests)).catch(() => undefined)
    if (text === undefined) throw new UsageError(`cannot read ${options.requests}`)
    return readRequestLines(text)
  }
  if (url === undefined) throw new UsageError('which request? Give a URL, or --requests FILE')
  const request = readTypedRequest(url, options)
  if (typeof request === 'string') throw new UsageError(request)
  return [{ request }]
}

/** `sotsu trace`: the path of requests through the environments. Nothing is sent anywhere. */
export const trace = async (
  runtime: Runtime,
  url: string | undefined,
  options: TraceCommandOptions,
): Promise<number> => {
  const asked = await readAsked(runtime, url, options)
  const repository = await openRepository(runtime, options)
  const names = repository.config.environments.map(({ name }) => name)
  const wanted = new Set(options.env?.length ? options.env : names)
  for (const name of options.env ?? [])
    if (!names.includes(name)) throw new UsageError(`there is no environment ${name}. ${suggestName(name, names)}`)
  const needed = new Set([...wanted, ...asked.flatMap(row => ('env' in row && row.env !== undefined ? [row.env] : []))])
  const config = {
    ...repository.config,
    environments: repository.config.environments.filter(({ name }) => needed.has(name)),
    comparisons: [],
    journeys: [],
  }
  const { environments } = await analyzeRepository(runtime, { ...repository, config }, 'every')
  const answers = asked.map(row => ({ row, traces: tracesOf(row, environments, wanted, options.at) }))
  if (options.format === 'json') {
    const lines = answers.flatMap(({ row, traces }): readonly unknown[] =>
      typeof traces === 'string'
        ? [{ ...(row.id === undefined ? {} : { id: row.id }), error: traces }]
        : traces.map(one => traceToJson(one, row.id)),
    )
    runtime.stdout.write(lines.map(line => `${JSON.stringify(line)}\n`).join(''))
    return exitCodes.ok
  }
  const width = Math.max(reportWidth, Math.min(runtime.stdout.columns ?? reportWidth, 160))
  const style = {
    phrases: phrasesOf(options.lang),
    paint: paintFor(usesColor(options.color, runtime.stdout, runtime)),
    width,
  }
  const blocks = answers.map(({ traces }) =>
    (typeof traces === 'string' ? [traces] : traceSides(traces, style)).join('\n'),
  )
  runtime.stdout.write(`${blocks.join('\n\n')}\n`)
  return exitCodes.ok
}

/** A text says why there are none. */
const tracesOf = (
  row: AskedRequest | RefusedRequest,
  environments: readonly EnvironmentModel[],
  wanted: ReadonlySet<string>,
  at: string | undefined,
): readonly Trace[] | string => {
  if ('error' in row) return row.error
  const models = environments.filter(({ name }) => (row.env === undefined ? wanted.has(name) : name === row.env))
  if (models.length === 0)
    return row.env === undefined ? 'there are no environments' : `there is no environment ${row.env}`
  const entry = row.at ?? at
  // Side by side, each environment is asked by its own name; one that was named, or an entry, is asked exactly as given.
  const isSideBySide = entry === undefined && row.env === undefined && models.length > 1
  return models.map(model => {
    const request = isSideBySide ? ownRequest(model, models, row.request) : row.request
    return traceRequest(model, request, entry === undefined ? {} : { at: entry })
  })
}
