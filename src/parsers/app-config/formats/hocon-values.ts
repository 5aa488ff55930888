import { mapValues } from '../../../model/map-values.ts'
import type { SourceLocation } from '../../../model/source-location.ts'
import type { ListValue, MapValue, TemplateValue, UnknownValue, Value } from '../../../model/value.ts'
import { getPath, mergeLayers, replaceLists, setPath } from '../layers/merge.ts'
import type { Lookup } from '../layers/placeholders.ts'
import { absent, joinText, textOf, usedAt } from '../read-value.ts'
import { emptyMap } from './config-node.ts'

/** `${path}` or `${?path}`, which may name what is written later or in another file. In an included file it is tried at two places. */
export interface Substitution extends UnknownValue {
  readonly substitution: {
    readonly paths: readonly (readonly string[])[]
    readonly isOptional: boolean
    /** What the key had before: it stays where an optional one is not there. */
    readonly before?: Value
  }
}

/** Values beside each other, of which some are not known yet. */
interface Concatenation extends TemplateValue {
  readonly concatenation: true
}

type Deferred = Substitution | Concatenation

const isDeferred = (value: Value | undefined): value is Deferred =>
  value !== undefined && ('substitution' in value || 'concatenation' in value)

const isMap = (value: Value): value is MapValue => value.kind === 'map'
const isList = (value: Value): value is ListValue => value.kind === 'list'

/** Objects merge, lists follow each other, anything else is one text. https://github.com/lightbend/config/blob/main/HOCON.md#value-concatenation */
export const concatenate = (parts: readonly Value[], at: SourceLocation): Value => {
  const [first] = parts
  if (parts.length === 1 && first !== undefined) return first
  if (parts.some(isDeferred)) {
    const flat = parts.flatMap(part => ('concatenation' in part && part.kind === 'template' ? part.parts : [part]))
    const joined: Concatenation = { kind: 'template', parts: flat, from: { at, origins: [] }, concatenation: true }
    return joined
  }
  const values = parts.filter(part => !(part.kind === 'known' && String(part.value).trim() === ''))
  if (values.length > 0 && values.every(isMap))
    return values.reduce<Value>((under, over) => mergeLayers(under, over, replaceLists), emptyMap(at))
  if (values.length > 0 && values.every(isList))
    return { kind: 'list', items: values.flatMap(({ items }) => items), from: { at, origins: [] } }
  return joinText(parts, at)
}

const samePath = (one: readonly string[], other: readonly string[]): boolean =>
  one.length === other.length && one.every((key, index) => key === other[index])

/** A value that names the key it is for has there what the key had before. */
export const withBefore = (value: Value, path: readonly string[], before: Value | undefined): Value => {
  if (before === undefined || !isDeferred(value)) return value
  if ('concatenation' in value)
    return concatenate(
      value.parts.map(part => bindSelf(part, path, before)),
      value.from.at,
    )
  const { substitution } = value
  if (substitution.paths.some(one => samePath(one, path))) return before
  if (!substitution.isOptional || substitution.before !== undefined) return value
  const kept: Substitution = { ...value, substitution: { ...substitution, before } }
  return kept
}

const bindSelf = (part: Value, path: readonly string[], before: Value): Value =>
  'substitution' in part && (part as Substitution).substitution.paths.some(one => samePath(one, path)) ? before : part

/** Puts a value at a key: objects merge into what is there. */
export const assign = (object: Value, path: readonly string[], keys: readonly string[], value: Value): Value => {
  for (let length = 1; length < keys.length; length += 1) {
    const above = getPath(object, keys.slice(0, length))
    if (!isDeferred(above)) continue
    const inside = setPath({ kind: 'map', entries: new Map(), from: value.from }, keys.slice(length), value)
    return setPath(object, keys.slice(0, length), concatenate([above, inside], value.from.at))
  }
  const before = getPath(object, keys)
  const bound = withBefore(value, [...path, ...keys], before)
  const isAdded = bound.kind === 'map' && isDeferred(before)
  return setPath(object, keys, isAdded ? concatenate([before, bound], bound.from.at) : bound)
}

/** A file over another. What names its own key in the upper one has the value of the lower. */
export const layerHocon = (under: Value, over: Value): Value => {
  const bind = (value: Value, path: readonly string[]): Value => {
    if (path.length > 60) return value
    if (value.kind === 'map')
      return {
        ...value,
        entries: mapValues(value.entries, (entry, key) => bind(entry, [...path, key])),
      }
    return withBefore(value, path, getPath(under, path))
  }
  return mergeLayers(under, bind(over, []), replaceLists)
}

const longestText = 100_000

/** Everything that names something else, from the whole of the configuration, else from the environment. */
export const resolveHocon = (root: Value, environment: Lookup): Value => {
  const done = new Map<Value, Value | undefined>()
  const underway = new Set<Value>()

  const find = (path: readonly string[]): Value | undefined => {
    let current: Value | undefined = root
    for (const key of path) {
      if (isDeferred(current)) current = underway.has(current) ? undefined : resolve(current)
      current = current && getPath(current, [key])
    }
    return current === undefined || underway.has(current) ? undefined : resolve(current)
  }

  const substitute = (value: Substitution): Value | undefined => {
    const { paths, isOptional, before } = value.substitution
    const name = (paths.at(-1) ?? []).join('.')
    for (const path of paths) {
      const found = find(path)
      if (found !== undefined) return found.kind === 'known' ? usedAt(found, value.from.at) : found
    }
    const given = environment(name)
    if (given !== undefined && !('absent' in given)) return given
    if (before !== undefined) return resolve(before)
    return isOptional ? undefined : absent(name, value.from.at)
  }

  const resolveDeferred = (value: Deferred): Value | undefined => {
    if (done.has(value)) return done.get(value)
    underway.add(value)
    const found = 'substitution' in value ? substitute(value) : joined(value)
    underway.delete(value)
    done.set(value, found)
    return found
  }

  const joined = ({ parts, from }: Concatenation): Value | undefined => {
    const known = parts.flatMap(part => resolve(part) ?? [])
    if (known.length === 0) return undefined
    const length = known.reduce((sum, part) => sum + (textOf(part)?.length ?? 0), 0)
    return length > longestText ? absent('a text that grows too long', from.at) : concatenate(known, from.at)
  }

  const resolve = (value: Value, depth = 0): Value | undefined => {
    if (depth > 100) return value
    if (isDeferred(value)) return resolveDeferred(value)
    if (value.kind === 'map') {
      const entries = [...value.entries].flatMap(([key, entry]) => {
        const found = resolve(entry, depth + 1)
        return found === undefined ? [] : [[key, found] as const]
      })
      return { ...value, entries: new Map(entries) }
    }
    if (value.kind === 'list') return { ...value, items: value.items.flatMap(item => resolve(item, depth + 1) ?? []) }
    return value
  }
  return resolve(root) ?? root
}
