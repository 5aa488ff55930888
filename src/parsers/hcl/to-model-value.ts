import { digest } from '../../model/secret.ts'
import type { SourceLocation } from '../../model/source-location.ts'
import type { Provenance, Value } from '../../model/value.ts'
import { toFloat64 } from './number.ts'
import { printNumber } from './number-text.ts'
import type { HclValue, Marks } from './value.ts'
import { boolOf, entriesOf, itemsOf, numericOf, stringOf } from './value-access.ts'

/**
 * An evaluated value as the rest of sotsu sees it. `at` is where it is used; sensitive scalars, alone or in something sensitive, become
 * digests that are equal for equal secrets under one salt. Numbers that JavaScript cannot hold exactly are rounded.
 */
export const toModelValue = (value: HclValue, at: SourceLocation, salt: string): Value =>
  convert(value, at, salt, { sensitive: false, through: [] })

/** What holds for all that is in a value: that it is a secret, and which way it came as a whole. */
interface Around {
  readonly sensitive: boolean
  readonly through: readonly SourceLocation[]
}

const convert = (value: HclValue, at: SourceLocation, salt: string, around: Around): Value => {
  const isSensitive = around.sensitive || value.marks.sensitive
  const through = wayOf(value.marks, around.through)
  const inside: Around = { sensitive: isSensitive, through }
  // What a text is made of knows by itself what is secret: a text with a secret in it is one, its other parts are not.
  const inText: Around = { sensitive: around.sensitive, through }
  const { origins } = value.marks
  const from: Provenance = through.length === 0 ? { at, origins } : { at, origins, through }
  const common = isSensitive ? { from, sensitive: true as const } : { from }
  if (value.state === 'null') return { kind: 'known', value: isSensitive ? digest('null', salt) : null, ...common }
  if (value.state === 'unknown') {
    const { cause } = value
    switch (cause.kind) {
      case 'reference':
        return { kind: 'reference', to: cause.to, attribute: cause.attribute, ...common }
      case 'template':
        return { kind: 'template', parts: cause.parts.map(part => convert(part, at, salt, inText)), ...common }
      case 'reason':
        return { kind: 'unknown', why: cause.why, ...common }
    }
  }
  const entries = entriesOf(value)
  if (entries !== undefined) {
    const converted = [...entries].map(([key, entry]) => [key, convert(entry, at, salt, inside)] as const)
    return { kind: 'map', entries: new Map(converted), ...common }
  }
  const items = itemsOf(value)
  if (items !== undefined) {
    const kind = value.type.kind === 'set' ? 'set' : 'list'
    return { kind, items: items.map(item => convert(item, at, salt, inside)), ...common }
  }
  const number = numericOf(value)
  const parts = value.parts ? { parts: value.parts.map(part => convert(part, at, salt, inText)) } : {}
  if (isSensitive) {
    const text = stringOf(value) ?? (number === undefined ? String(boolOf(value)) : printNumber(number))
    return { kind: 'known', value: digest(text, salt), ...common, ...parts }
  }
  const scalar = stringOf(value) ?? boolOf(value) ?? (number === undefined ? null : toFloat64(number))
  return { kind: 'known', value: scalar, ...common, ...parts }
}

/** The latest step first. A part came its own way until it was put into the whole. */
const wayOf = ({ trail }: Marks, around: readonly SourceLocation[]): readonly SourceLocation[] => {
  if (trail === undefined) return around
  const through = [...around]
  for (let step: Marks['trail'] = trail; step !== undefined && through.length < maxTrail; step = step.next)
    if (!around.includes(step.at)) through.push(step.at)
  return through
}

/** Longer ways are cut: nobody follows them. */
const maxTrail = 50
