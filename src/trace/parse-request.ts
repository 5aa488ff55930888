import type { Request } from '../model/trace.ts'

export interface RequestOptions {
  readonly method?: string
  readonly headers?: ReadonlyMap<string, readonly string[]>
  readonly sourceIp?: string
  readonly token?: { readonly iss?: string; readonly aud?: readonly string[] }
}

/**
 * A URL as a request. Nothing is decoded or normalised (`//` and `..` stay as they are written), since a load balancer's rules see them so.
 * A text instead of a request says what is wrong with the URL.
 */
export const parseRequest = (url: string, options: RequestOptions = {}): Request | string => {
  const match = /^([hH][tT]{2}[pP][sS]?):\/\/([^/?#]*)([^?#]*)(?:\?([^#]*))?(?:#.*)?$/s.exec(url.trim())
  if (!match) return `"${url}" is not an http or https URL; write it as https://host/path`
  const [, rawScheme = '', authority = '', path = '', query = ''] = match
  const scheme = rawScheme.toLowerCase() === 'https' ? 'https' : 'http'
  const [, host = '', port] = /^(?:[^@]*@)?(.*?)(?::(\d*))?$/s.exec(authority) ?? []
  if (host === '') return `"${url}" has no host`
  if (port !== undefined && port !== '' && (Number(port) < 1 || Number(port) > 65535))
    return `"${url}" has a port outside 1 to 65535`
  return {
    scheme,
    host: host.toLowerCase().replace(/\.$/, ''),
    port: port ? Number(port) : scheme === 'https' ? 443 : 80,
    path: path === '' ? '/' : path,
    query,
    method: options.method ?? 'GET',
    headers: new Map([...(options.headers ?? [])].map(([name, values]) => [name.toLowerCase(), values])),
    ...(options.sourceIp === undefined ? {} : { sourceIp: options.sourceIp }),
    ...(options.token === undefined ? {} : { token: options.token }),
  }
}

/** The request's URL, with the port only where it is not the scheme's own. */
export const formatUrl = ({ scheme, host, port, path, query }: Request): string => {
  const ownPort = scheme === 'https' ? 443 : 80
  return `${scheme}://${host}${port === ownPort ? '' : `:${port}`}${path}${query === '' ? '' : `?${query}`}`
}
