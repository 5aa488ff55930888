import type { SourceLocation } from '../../../model/source-location.ts'
import type { Value } from '../../../model/value.ts'
import { getPath } from '../layers/merge.ts'
import { absent, isAbsent, joinText, textOf, withText } from '../read-value.ts'

/** Methods that give back what they are called on, or a copy of it. */
const transparent =
  /^(to_?string|into|clone|cloned|as_str|as_ref|as_deref|to_owned|unwrap|expect|to_s|to_str|freeze|call|valueOf|href|collect|to_vec|iter|into_iter|borrow|get_secret_value|asText|build|unwrap_or_default|ok|presence|toList|toArray|ToArray|ToList|copied|deref|dup|trim_end|as_slice|getString|getList)$/i

/** Methods that read a key of a settings object by its path. */
const readers =
  /^(get|getOrThrow|fetch|GetValue|GetSection|GetRequiredSection|GetString|GetStringSlice|get_string|get_array|get_table|Get|getProperty|getRequiredProperty|dig|value|item|has|getString|getStringList|opt|query)$/

/** What a method of a value gives, for the few that settings pass through; `undefined`: not known here. */
export const callMethod = (
  on: Value,
  method: string,
  args: readonly Value[],
  at: SourceLocation,
  sameKey?: (key: string) => string,
): Value | undefined => {
  const [first, second] = args
  if (isAbsent(on)) {
    if (
      /^(unwrap_or|unwrap_or_else|or|orElse|getOrElse|ifBlank|ifEmpty|unwrap_or_default|or_else|get_or_insert)$/.test(
        method,
      )
    )
      return first ?? on
    return on
  }
  if (
    /^(unwrap_or|unwrap_or_else|ok_or|ok_or_else|orElse|orElseThrow|getOrElse|map_err|context|with_context|wrap_err)$/.test(
      method,
    )
  )
    return on
  // `section.Get<T>()` binds what the section holds.
  if (args.length === 0 && /^(Get|get|Value|value)$/.test(method)) return on
  if (on.kind === 'map' && readers.test(method)) return readKey(on, args, at, sameKey)
  if (transparent.test(method) && !(on.kind === 'map' && method === 'get')) return on
  if (on.kind === 'list') return onList(on.items, on, method, first, at)
  const text = textOf(on)
  if (text === undefined || on.kind !== 'known') return undefined
  return onText(text, on, method, first, second, args, at)
}

const readKey = (
  on: Value,
  args: readonly Value[],
  at: SourceLocation,
  sameKey?: (key: string) => string,
): Value | undefined => {
  const [first, second] = args
  const key = textOf(first)
  if (key === undefined) return args.length === 0 ? on : undefined
  const direct = getPath(on, [key], sameKey)
  const path = /[:./]/.test(key) ? key.split(/[:./]/) : [key]
  const rest = args.slice(1).flatMap(arg => textOf(arg) ?? [])
  const found =
    direct ?? getPath(on, path, sameKey) ?? (rest.length > 0 ? getPath(on, [key, ...rest], sameKey) : undefined)
  return found ?? second ?? absent(key, at)
}

const onList = (
  items: readonly Value[],
  on: Value,
  method: string,
  first: Value | undefined,
  at: SourceLocation,
): Value | undefined => {
  if (method === 'join') {
    const separator: Value = first ?? { kind: 'known', value: ',', from: { at, origins: [] } }
    return joinText(
      items.flatMap((item, i) => (i === 0 ? [item] : [separator, item])),
      at,
    )
  }
  if (/^(map|flatMap|flat|sort|reverse|Select|compact|uniq)$/.test(method)) {
    return {
      kind: 'list',
      items: items.map(item =>
        item.kind === 'known' && typeof item.value === 'string' ? withText(item, item.value.trim()) : item,
      ),
      from: on.from,
    }
  }
  if (/^(filter|Where|reject)$/.test(method))
    return { kind: 'list', items: items.filter(item => textOf(item) !== ''), from: on.from }
  if (method === 'concat' && first?.kind === 'list')
    return { kind: 'list', items: [...items, ...first.items], from: on.from }
  if (/^(at|first|nth|ElementAt|FirstOrDefault|First)$/.test(method)) return items[Number(textOf(first) ?? 0)]
  if (method === 'last') return items.at(-1)
  return undefined
}

const onText = (
  text: string,
  on: Value,
  method: string,
  first: Value | undefined,
  second: Value | undefined,
  args: readonly Value[],
  at: SourceLocation,
): Value | undefined => {
  const argument = textOf(first)
  switch (method) {
    case 'split':
    case 'Split': {
      const pieces = argument === undefined || argument === '' ? text.split(/[,\s]+/) : text.split(argument)
      return { kind: 'list', items: pieces.map(piece => withText(on, piece)), from: on.from }
    }
    case 'trim':
    case 'strip':
    case 'Trim':
    case 'chomp':
      return withText(on, text.trim())
    case 'toLowerCase':
    case 'lower':
    case 'downcase':
    case 'ToLower':
    case 'ToLowerInvariant':
    case 'to_lowercase':
      return withText(on, text.toLowerCase())
    case 'toUpperCase':
    case 'upper':
    case 'upcase':
    case 'ToUpper':
      return withText(on, text.toUpperCase())
    case 'concat':
      return joinText([on, ...args], at)
    case 'rstrip':
    case 'TrimEnd':
    case 'trim_end_matches':
      return withText(on, stripEnd(text, argument ?? ' '))
    case 'replace':
    case 'replaceAll':
    case 'Replace': {
      const replacement = textOf(second)
      return argument === undefined || replacement === undefined
        ? undefined
        : withText(on, text.replaceAll(argument, replacement))
    }
    case 'format':
      return format(on, text, args, at)
    default:
      return undefined
  }
}

const stripEnd = (text: string, chars: string): string => {
  let end = text.length
  while (end > 0 && chars.includes(text[end - 1] ?? '')) end -= 1
  return text.slice(0, end)
}

/** `%s`, `%v`, `{}`, `{0}`, `{name}`: text with its arguments in order, or by name. */
export const format = (
  pattern: Value,
  text: string,
  args: readonly Value[],
  at: SourceLocation,
  named?: (name: string) => Value | undefined,
): Value | undefined => {
  const parts: Value[] = []
  let next = 0
  let last = 0
  for (const match of text.matchAll(/%[svdq]|\{(\w*)(?::[^}]*)?\}/g)) {
    const name = match[1] ?? ''
    const isName = name !== '' && !/^\d+$/.test(name)
    if (isName && named === undefined) continue
    const argument = isName ? named?.(name) : args[name === '' ? next++ : Number(name)]
    if (argument === undefined) return undefined
    parts.push(withText(pattern, text.slice(last, match.index)), argument)
    last = match.index + match[0].length
  }
  parts.push(withText(pattern, text.slice(last)))
  return joinText(parts, at)
}
