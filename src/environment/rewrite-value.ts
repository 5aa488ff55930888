import type { KnownValue, Value } from '../model/value.ts'
import { isKnown } from '../model/value.ts'

/** Gives another value in place of one, or the same. It is asked for leaves first, then for partly known text as a whole. */
export type Rewrite = (value: Value) => Value

const isWritable = (part: Value): part is KnownValue => isKnown(part) && part.sensitive === undefined

/** Adjacent known texts become one; text that is known as a whole is no template any more. */
const joinParts = (template: Extract<Value, { kind: 'template' }>, parts: readonly Value[]): Value => {
  const joined: Value[] = []
  for (const part of parts.flatMap(each => (each.kind === 'template' ? each.parts : [each]))) {
    const last = joined.at(-1)
    if (last && isWritable(last) && isWritable(part)) {
      const origins = [...last.from.origins, ...part.from.origins.filter(origin => !last.from.origins.includes(origin))]
      joined[joined.length - 1] = { ...last, value: `${last.value}${part.value}`, from: { ...last.from, origins } }
    } else joined.push(part)
  }
  const [only] = joined
  if (joined.length !== 1 || only === undefined) return { ...template, parts: joined }
  const through = [...(template.from.through ?? []), ...(only.from.through ?? [])]
  return { ...only, from: { ...only.from, at: template.from.at, ...(through.length > 0 ? { through } : {}) } }
}

const same = (before: readonly Value[], after: readonly Value[]): boolean =>
  before.every((value, index) => value === after[index])

/** A value with every leaf in it rewritten. Where nothing changes, the very same value comes back. */
export const rewriteValue = (value: Value, rewrite: Rewrite): Value => {
  switch (value.kind) {
    case 'list':
    case 'set': {
      const items = value.items.map(item => rewriteValue(item, rewrite))
      return same(value.items, items) ? value : { ...value, items }
    }
    case 'map': {
      const before = [...value.entries.values()]
      const after = before.map(member => rewriteValue(member, rewrite))
      if (same(before, after)) return value
      return { ...value, entries: new Map([...value.entries.keys()].map((key, index) => [key, after[index] as Value])) }
    }
    case 'template': {
      const parts = value.parts.map(part => rewriteValue(part, rewrite))
      if (same(value.parts, parts)) return rewrite(value)
      const joined = joinParts(value, parts)
      return joined.kind === 'template' || joined.kind === 'known' ? rewrite(joined) : joined
    }
    default:
      return rewrite(value)
  }
}
