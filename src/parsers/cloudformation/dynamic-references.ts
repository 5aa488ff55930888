import { unknown, type Value } from '../../model/value.ts'
import { passTo, provenance } from './derive-value.ts'
import { describeText, joinText } from './join-text.ts'

const marker = '{{resolve:'

/** Whether resolving can change a value: most values hold no reference. */
const mentions = (value: Value): boolean => {
  switch (value.kind) {
    case 'known':
      return typeof value.value === 'string' && value.value.includes(marker)
    case 'list':
    case 'set':
      return value.items.some(mentions)
    case 'map':
      return [...value.entries.values()].some(mentions)
    case 'template':
      return value.parts.some(mentions)
    default:
      return false
  }
}

/**
 * `{{resolve:ssm:name[:version]}}` replaced by the stored text, once all functions are done. Secrets (`ssm-secure`, `secretsmanager`) are never
 * known: they compare by the text of the reference. https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references.html
 */
export const resolveDynamicReferences = (value: Value, ssm: ReadonlyMap<string, Value>): Value => {
  if (!mentions(value)) return value
  switch (value.kind) {
    case 'list':
    case 'set':
      return { ...value, items: value.items.map(item => resolveDynamicReferences(item, ssm)) }
    case 'map': {
      const entries = [...value.entries].map(([key, entry]): [string, Value] => [
        key,
        resolveDynamicReferences(entry, ssm),
      ])
      return { ...value, entries: new Map(entries) }
    }
    case 'known':
    case 'template':
      return inText(value, ssm)
    default:
      return value
  }
}

/** A reference may be spread over several parts, when its name is partly unknown. */
const inText = (value: Value, ssm: ReadonlyMap<string, Value>): Value => {
  const parts = value.kind === 'template' ? value.parts : [value]
  const done: Value[] = []
  let open: Value[] | undefined
  const piece = (part: Value, text: string): Value => ({ ...part, value: text }) as Value
  for (const part of parts) {
    if (part.kind !== 'known') {
      ;(open ?? done).push(part)
      continue
    }
    let text = String(part.value)
    while (text !== '') {
      const at = text.indexOf(open ? '}}' : marker)
      if (at < 0) {
        ;(open ?? done).push(piece(part, text))
        break
      }
      if (open) {
        done.push(resolved([...open, piece(part, text.slice(0, at))], value, ssm))
        open = undefined
        text = text.slice(at + 2)
      } else {
        if (at > 0) done.push(piece(part, text.slice(0, at)))
        open = []
        text = text.slice(at + marker.length)
      }
    }
  }
  if (open) done.push({ kind: 'known', value: marker, from: value.from }, ...open)
  return joinText(done, value.from.at) ?? value
}

const resolved = (reference: readonly Value[], within: Value, ssm: ReadonlyMap<string, Value>): Value => {
  const text = reference
    .map(part => (part.kind === 'known' ? describeText(part) : `\${${describeText(part)}}`))
    .join('')
  const from = provenance(within.from.at, ...reference)
  const [service] = text.split(':', 1)
  if (service === 'ssm') {
    const name = text.slice('ssm:'.length)
    const found = ssm.get(name)
    if (found === undefined) return unknown({ kind: 'outside', names: `ssm:${name}` }, from)
    const joined =
      found.kind === 'list'
        ? { ...found, kind: 'known' as const, value: found.items.map(describeText).join(',') }
        : found
    return passTo(joined, within.from.at)
  }
  if (service === 'ssm-secure' || service === 'secretsmanager')
    return { ...unknown({ kind: 'outside', names: text }, from), sensitive: true }
  return unknown({ kind: 'unsupported', names: `resolve:${text}` }, from)
}
