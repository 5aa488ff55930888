import { displayValue } from '../model/deciders.ts'
import type { Action } from '../model/entity.ts'
import type { Request } from '../model/trace.ts'
import { isKnown, isReadable, type Value } from '../model/value.ts'
import { formatUrl, parseRequest } from './parse-request.ts'

type Redirect = Extract<Action, { type: 'redirect' }>

/**
 * Where a redirect action sends a request (ELB guide, "Redirect actions"). Parts that are not given keep the request's own:
 * an unchanged `#{port}` stays the port even where the protocol changes. A list of values instead: what is not known.
 */
export const redirectTarget = (
  { protocol, host, port, path, query, statusCode }: Redirect,
  request: Request,
): { readonly location: string; readonly status: number; readonly isLoop: boolean } | readonly Value[] => {
  const parts = { protocol, host, port, path, query, statusCode }
  const open = Object.values(parts).filter(part => part !== undefined && !isReadable(part)) as Value[]
  if (open.length > 0) return open
  const placeholders: Record<string, string> = {
    protocol: request.scheme,
    host: request.host,
    port: String(request.port),
    path: request.path.slice(1),
    query: request.query,
  }
  const fill = (part: Value | undefined, standard: string): string =>
    (part === undefined || (isKnown(part) && part.value === null) ? standard : displayValue(part)).replace(
      /#\{(protocol|host|port|path|query)\}/g,
      (_, name: string) => placeholders[name] ?? '',
    )
  const scheme = fill(protocol, '#{protocol}').toLowerCase()
  const search = fill(query, '#{query}')
  const url = `${scheme}://${fill(host, '#{host}')}:${fill(port, '#{port}')}${fill(path, '/#{path}')}${search === '' ? '' : `?${search}`}`
  const target = parseRequest(url)
  const location = typeof target === 'string' ? url : formatUrl(target)
  return {
    location,
    status: displayValue(statusCode).endsWith('301') ? 301 : 302,
    isLoop: location === formatUrl(request),
  }
}
