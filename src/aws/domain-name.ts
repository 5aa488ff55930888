import type { Value } from '../model/value.ts'
import { isString } from '../model/value.ts'

const mapText = (value: Value, change: (text: string) => string): Value =>
  isString(value) ? { ...value, value: change(value.value) } : value

/** Changes the last known text of a value: the text itself, or the last part of partly known text. */
const mapEnd = (value: Value, change: (text: string) => string): Value =>
  value.kind === 'template'
    ? {
        ...value,
        parts: value.parts.map((part, index) => (index === value.parts.length - 1 ? mapText(part, change) : part)),
      }
    : mapText(value, change)

export const withoutTrailingDot = (name: Value): Value => mapEnd(name, text => text.replace(/\.$/, ''))

/** Route 53 keeps names in lower case and shows `*` as itself; providers may write it as `\052`. */
export const canonicalName = (name: Value): Value => {
  const lower = (text: string): string => text.toLowerCase().replace(/^\\052/, '*')
  const cased =
    name.kind === 'template' ? { ...name, parts: name.parts.map(part => mapText(part, lower)) } : mapText(name, lower)
  return withoutTrailingDot(cased)
}

/**
 * The host that an alias record points at. The console puts `dualstack.` in front of a load balancer's name: it is the same target
 * (Route 53 guide, "Values specific for alias records"), so `dualstack.${aws_lb.main.dns_name}` is that reference.
 */
export const aliasTarget = (target: Value): Value => {
  if (target.kind !== 'template') return mapText(canonicalName(target), text => text.replace(/^dualstack\./, ''))
  const [first, second, third] = target.parts
  const isRest = third === undefined || (isString(third) && third.value === '.')
  if (isString(first) && /^dualstack\.$/i.test(first.value) && second && isRest && target.parts.length <= 3)
    return { ...second, from: target.from }
  if (first && isString(second) && second.value === '.' && target.parts.length === 2)
    return { ...first, from: target.from }
  return target
}
