import { isString, type Value } from '../model/value.ts'

/** Scheme, host and port of a URL of which parts may not be known: `http://${aws_lb.main.dns_name}:8080/{proxy}`. */
export const splitUrl = (
  url: Value,
): { readonly scheme: 'http' | 'https'; readonly host: Value; readonly port: number | undefined } | undefined => {
  const [first, ...rest] = url.kind === 'template' ? url.parts : [url]
  const [, scheme, after] = isString(first) ? (/^([hH][tT]{2}[pP][sS]?):\/\/(.*)$/s.exec(first.value) ?? []) : []
  if (first === undefined || after === undefined) return undefined
  const parts: Value[] = after === '' ? [] : [{ ...first, value: after } as Value]
  let port: string | undefined
  const cut = (text: string): string => {
    const [, host = '', given] = /^([^/:?#]*)(?::(\d+))?/.exec(text) ?? []
    port = given
    return host
  }
  const host: Value[] = []
  for (const part of [...parts, ...rest]) {
    if (!isString(part)) {
      host.push(part)
      continue
    }
    const text = cut(part.value)
    if (text !== '') host.push({ ...part, value: text })
    if (text !== part.value) break
  }
  const [only] = host
  if (only === undefined) return undefined
  return {
    scheme: scheme?.toLowerCase() === 'http' ? 'http' : 'https',
    host: host.length === 1 ? only : { kind: 'template', parts: host, from: url.from },
    port: port === undefined ? undefined : Number(port),
  }
}
