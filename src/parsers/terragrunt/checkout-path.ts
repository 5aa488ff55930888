import { mapValues } from '../../model/map-values.ts'
import { joinPath } from '../../model/source-tree.ts'
import { dynamicType, stringType } from '../hcl/type.ts'
import type { HclValue } from '../hcl/value.ts'
import { entriesOf, itemsOf, stringOf } from '../hcl/value-access.ts'
import { knownString, notNull, unknownOf } from '../hcl/value-constructors.ts'

/**
 * Terragrunt works with absolute paths, and where the repository is checked out is not known. This name, which no directory has, stands
 * for it while expressions are evaluated; no value leaves Terragrunt's files with it.
 */
const checkout = '\u2039checkout\u203a'
const root = `/${checkout}`
const place = 'the path of the checkout'

/** A path of the tree as Terragrunt's functions give it. */
export const absolutePath = (path: string): string => (path === '' ? root : `${root}/${path}`)

/** The path of the tree that a path in an expression means; `undefined` when it leads outside the repository. */
export const pathInTree = (path: string, directory: string): string | undefined => {
  if (path === root || path.startsWith(`${root}/`)) return joinPath(path.slice(root.length))
  return path.startsWith('/') ? undefined : joinPath(directory, path)
}

/** A message about paths as a person knows them: relative to the root of the repository. */
export const relativeToCheckout = (text: string): string => text.replaceAll(`${root}/`, '').replaceAll(root, '.')

/** The way from one directory of the tree to another. */
export const relativePath = (from: string, to: string): string => {
  const start = from.split('/').filter(Boolean)
  const end = to.split('/').filter(Boolean)
  let shared = 0
  while (shared < start.length && start[shared] === end[shared]) shared += 1
  const path = [...start.slice(shared).map(() => '..'), ...end.slice(shared)].join('/')
  return path === '' ? '.' : path
}

const isTouched = (value: HclValue): boolean => {
  const text = stringOf(value)
  if (text !== undefined) return text.includes(checkout)
  for (const part of itemsOf(value) ?? entriesOf(value)?.values() ?? []) if (isTouched(part)) return true
  return value.state === 'unknown' && value.cause.kind === 'template' && value.cause.parts.some(isTouched)
}

/** The value with the path of the checkout as what it is: not known. */
export const withoutCheckout = (value: HclValue): HclValue => {
  if (!isTouched(value)) return value
  const text = stringOf(value)
  if (text !== undefined) {
    const where = unknownOf(
      stringType,
      { kind: 'reason', why: { kind: 'outside', names: place } },
      notNull,
      value.marks,
    )
    const known = text.split(root)
    if (text === root || known.some(part => part.includes(checkout))) return where
    const parts = known.flatMap((part, index) => [
      ...(index === 0 ? [] : [where]),
      ...(part === '' ? [] : [knownString(part)]),
    ])
    return unknownOf(stringType, { kind: 'template', parts }, notNull, value.marks)
  }
  if (value.state === 'unknown')
    return value.cause.kind === 'template'
      ? { ...value, refinement: notNull, cause: { kind: 'template', parts: value.cause.parts.map(withoutCheckout) } }
      : value
  if (value.state === 'null') return value
  const type = value.type.kind === 'set' ? dynamicType : value.type
  const items = itemsOf(value)
  if (items !== undefined) return { ...value, type, data: items.map(withoutCheckout) }
  const entries = entriesOf(value)
  return entries === undefined ? value : { ...value, data: mapValues(entries, entry => withoutCheckout(entry)) }
}
