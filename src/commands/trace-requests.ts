import type { Request } from '../model/trace.ts'
import { parseRequest } from '../trace/parse-request.ts'

/** One request to trace; without `env`, through every environment asked for. */
export interface AskedRequest {
  readonly id?: unknown
  readonly request: Request
  readonly env?: string
  readonly at?: string
}

/** A line that cannot be traced, and why. */
export interface RefusedRequest {
  readonly id?: unknown
  readonly error: string
}

export interface TypedOptions {
  readonly method?: string | undefined
  readonly header?: readonly string[] | undefined
  readonly sourceIp?: string | undefined
  readonly tokenIssuer?: string | undefined
  readonly tokenAudience?: readonly string[] | undefined
}

const tokenOf = (
  iss: string | undefined,
  aud: readonly string[] | undefined,
): { readonly iss?: string; readonly aud?: readonly string[] } | undefined =>
  iss === undefined && aud === undefined
    ? undefined
    : { ...(iss === undefined ? {} : { iss }), ...(aud === undefined ? {} : { aud }) }

/** `Name: value` lines; a text says which one is none. */
const readHeaders = (lines: readonly string[]): ReadonlyMap<string, readonly string[]> | string => {
  const headers = new Map<string, readonly string[]>()
  for (const line of lines) {
    const [, name, value] = /^\s*([!#$%&'*+.^_`|~\w-]+)\s*:\s*(.*?)\s*$/.exec(line) ?? []
    if (name === undefined) return `"${line}" is no header; write it as 'Name: value'`
    headers.set(name.toLowerCase(), [...(headers.get(name.toLowerCase()) ?? []), value ?? ''])
  }
  return headers
}

/** A request as it is typed on the command line. */
export const readTypedRequest = (url: string, options: TypedOptions): Request | string => {
  const headers = readHeaders(options.header ?? [])
  if (typeof headers === 'string') return headers
  const token = tokenOf(options.tokenIssuer, options.tokenAudience)
  return parseRequest(url, {
    headers,
    ...(options.method === undefined ? {} : { method: options.method.toUpperCase() }),
    ...(options.sourceIp === undefined ? {} : { sourceIp: options.sourceIp }),
    ...(token === undefined ? {} : { token }),
  })
}

const isMap = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const textAt = (row: Readonly<Record<string, unknown>>, key: string): string | undefined => {
  const value = row[key]
  return typeof value === 'string' ? value : undefined
}
const textsOf = (value: unknown): readonly string[] | undefined =>
  typeof value === 'string' ? [value] : Array.isArray(value) ? value.map(String) : undefined

/** Reads JSON lines of requests; every line gives an answer, in order. */
export const readRequestLines = (text: string): readonly (AskedRequest | RefusedRequest)[] =>
  text.split('\n').flatMap((line, index) => (line.trim() === '' ? [] : [readLine(line, index + 1)]))

const readLine = (line: string, number: number): AskedRequest | RefusedRequest => {
  let row: unknown
  try {
    row = JSON.parse(line)
  } catch {
    return { error: `line ${number} is not JSON` }
  }
  if (!isMap(row)) return { error: `line ${number} is no JSON object` }
  const id = row.id === undefined ? {} : { id: row.id }
  const url = textAt(row, 'url')
  if (url === undefined) return { ...id, error: `line ${number} has no "url"` }
  const headers = new Map<string, readonly string[]>()
  if (isMap(row.headers))
    for (const [name, value] of Object.entries(row.headers)) headers.set(name, textsOf(value) ?? [String(value)])
  const token = isMap(row.token) ? tokenOf(textAt(row.token, 'iss'), textsOf(row.token.aud)) : undefined
  const sourceIp = textAt(row, 'sourceIp')
  const method = textAt(row, 'method')
  const request = parseRequest(url, {
    headers,
    ...(method === undefined ? {} : { method }),
    ...(sourceIp === undefined ? {} : { sourceIp }),
    ...(token === undefined ? {} : { token }),
  })
  if (typeof request === 'string') return { ...id, error: request }
  const env = textAt(row, 'env')
  const at = textAt(row, 'at')
  return { ...id, request, ...(env === undefined ? {} : { env }), ...(at === undefined ? {} : { at }) }
}
