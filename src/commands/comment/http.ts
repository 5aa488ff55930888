import { UsageError } from '../../config/config-error.ts'

/** The service could not be reached or would not do it now: the same request may work later. */
export class Unavailable extends UsageError {
  override readonly name = 'Unavailable'
}

/** The token may not do this. */
export class Forbidden extends UsageError {
  override readonly name = 'Forbidden'
}

/** There is nothing at the address. */
export class NotFound extends UsageError {
  override readonly name = 'NotFound'
}

export interface ApiOptions {
  /** `https://api.github.com`; the token is sent nowhere else. */
  readonly base: string
  readonly headers: Readonly<Record<string, string>>
  readonly wait: (milliseconds: number) => Promise<void>
}

export type Method = 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE'
export type Call = (method: Method, path: string, body?: unknown) => Promise<unknown>

const attempts = 4
const longestWait = 60_000
const timeout = 30_000
const largestAnswer = 50_000_000

const isLoopback = ({ hostname }: URL): boolean => /^(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(hostname)

/** A token goes over TLS only, except to this machine. */
const checkedBase = (base: string): string => {
  const url = URL.canParse(base) ? new URL(base) : undefined
  if (url === undefined || !(url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url))))
    throw new UsageError('the address of the API must be https')
  return base.replace(/\/+$/, '')
}

/** How long to wait before another attempt; `undefined`: it is no use. A POST that may have been carried out is not repeated here. */
const pauseAfter = (response: Response, method: Method, attempt: number): number | undefined => {
  const { status, headers } = response
  const isLimited =
    status === 429 || (status === 403 && (headers.has('retry-after') || headers.get('x-ratelimit-remaining') === '0'))
  if (!isLimited && (status < 500 || method === 'POST')) return undefined
  const asked = Number(headers.get('retry-after') ?? Number.NaN)
  return Math.min(longestWait, Number.isFinite(asked) && asked >= 0 ? asked * 1000 : 1000 * 2 ** attempt)
}

const failureOf = (response: Response, told: string): Error => {
  const { status } = response
  const what = `the API answered ${status}${told === '' ? '' : `: ${told}`}`
  if (status === 401) return new UsageError(`${what}. The token is not valid`)
  if (status === 429 || status >= 500 || response.headers.get('x-ratelimit-remaining') === '0')
    return new Unavailable(what)
  if (status === 403) return new Forbidden(`${what}. The token may not write comments here`)
  if (status === 404) return new NotFound(`${what}. Is the repository right, and may the token see it?`)
  return new UsageError(what)
}

/** What the service says about a failure, in a line; never more of its answer than that. */
const messageOf = (text: string): string => {
  try {
    const { message, error } = JSON.parse(text) as { readonly message?: unknown; readonly error?: unknown }
    const told =
      typeof message === 'string' ? message : typeof error === 'string' ? error : JSON.stringify(message ?? '')
    return told.replace(/[\p{Control}\p{Format}]/gu, ' ').slice(0, 200)
  } catch {
    return ''
  }
}

/** Calls of one API. Redirects are not followed: they could lead elsewhere with the token. */
export const apiOf = ({ base, headers, wait }: ApiOptions): Call => {
  const root = checkedBase(base)
  return async (method, path, body) => {
    for (let attempt = 0; ; attempt++) {
      const response = await fetch(root + path, {
        method,
        headers: {
          ...headers,
          'user-agent': 'sotsu',
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        },
        redirect: 'manual',
        signal: AbortSignal.timeout(timeout),
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }).catch((error: unknown) => (error instanceof Error ? error : new Error('it failed')))
      if (response instanceof Error) {
        if (method === 'POST' || attempt + 1 >= attempts)
          throw new Unavailable(`cannot reach the API at ${new URL(root).host}`)
        await wait(1000 * 2 ** attempt)
        continue
      }
      const text = (await response.text().catch(() => '')).slice(0, largestAnswer)
      if (response.ok) {
        try {
          return text === '' ? undefined : (JSON.parse(text) as unknown)
        } catch {
          throw new UsageError('the API answered with something that is not JSON')
        }
      }
      const pause = pauseAfter(response, method, attempt)
      if (pause === undefined || attempt + 1 >= attempts) throw failureOf(response, messageOf(text))
      await wait(pause)
    }
  }
}
