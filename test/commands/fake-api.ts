import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface FakeComment {
  id: number
  author: string
  body: string
}

export interface FakeApi {
  readonly url: string
  readonly comments: FakeComment[]
  /** `POST /path`, in order. */
  readonly calls: string[]
  /** Headers of each call. */
  readonly tokens: (string | undefined)[]
  /** Taken one by one before the API works: a status, with headers and with what is done all the same. */
  readonly trouble: {
    readonly status: number
    readonly headers?: Readonly<Record<string, string>>
    readonly message?: string
    readonly carriedOut?: boolean
    readonly only?: string
  }[]
  readonly close: () => Promise<void>
}

const read = async (request: IncomingMessage): Promise<string> => {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString()
}

/** Comments of one pull or merge request, served as GitHub and GitLab serve them. */
export const fakeApi = async (
  kind: 'github' | 'gitlab',
  { login, mayAsk = true, limit }: { readonly login: string; readonly mayAsk?: boolean; readonly limit?: number },
): Promise<FakeApi> => {
  const comments: FakeComment[] = []
  const calls: string[] = []
  const tokens: (string | undefined)[] = []
  const trouble: FakeApi['trouble'] = []
  let next = 1000
  const shown = ({ id, author, body }: FakeComment) =>
    kind === 'github'
      ? { id, body, user: { login: author } }
      : { id, body, system: false, author: { username: author } }
  const act = (method: string, path: string, query: URLSearchParams, body: string): readonly [number, unknown] => {
    if (path === '/user') {
      if (!mayAsk) return [403, { message: 'Resource not accessible by integration' }]
      return [200, kind === 'github' ? { login } : { username: login }]
    }
    const list =
      kind === 'github' ? /^\/repos\/kumo\/card\/issues\/7\/comments$/ : /^\/projects\/42\/merge_requests\/7\/notes$/
    const one =
      kind === 'github'
        ? /^\/repos\/kumo\/card\/issues\/comments\/(\d+)$/
        : /^\/projects\/42\/merge_requests\/7\/notes\/(\d+)$/
    if (method === 'GET' && list.test(path)) {
      const size = Number(query.get('per_page') ?? 20)
      const page = Number(query.get('page') ?? 1)
      return [200, comments.slice((page - 1) * size, page * size).map(shown)]
    }
    const text = body === '' ? '' : (JSON.parse(body) as { body: string }).body
    if (limit !== undefined && text.length > limit) return [422, { message: 'Validation Failed: body is too long' }]
    if (method === 'POST' && list.test(path)) {
      const comment = { id: next++, author: login, body: text }
      comments.push(comment)
      return [201, shown(comment)]
    }
    const id = Number(one.exec(path)?.[1])
    const found = comments.find(comment => comment.id === id)
    if (found === undefined) return [404, { message: 'Not Found' }]
    if (method === 'DELETE') {
      comments.splice(comments.indexOf(found), 1)
      return [204, undefined]
    }
    if (method !== (kind === 'github' ? 'PATCH' : 'PUT')) return [405, { message: 'no' }]
    found.body = text
    return [200, shown(found)]
  }
  const server: Server = createServer(async (request, response) => {
    const url = new URL(request.url ?? '/', 'http://x')
    const method = request.method ?? 'GET'
    const body = await read(request)
    calls.push(`${method} ${url.pathname}`)
    tokens.push(request.headers.authorization ?? (request.headers['private-token'] as string | undefined))
    const [first] = trouble
    if (first && (first.only === undefined || first.only === method)) {
      trouble.shift()
      if (first.carriedOut) act(method, url.pathname, url.searchParams, body)
      response.writeHead(first.status, first.headers).end(JSON.stringify({ message: first.message ?? 'trouble' }))
      return
    }
    const [status, answer] = act(method, url.pathname, url.searchParams, body)
    response
      .writeHead(status, { 'content-type': 'application/json' })
      .end(answer === undefined ? '' : JSON.stringify(answer))
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    comments,
    calls,
    tokens,
    trouble,
    close: () => new Promise(resolve => server.close(() => resolve())),
  }
}
