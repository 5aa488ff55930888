import type { SourceLocation } from '../../model/source-location.ts'
import type { ListValue, Value } from '../../model/value.ts'
import { hiddenLike, provenance } from './derive-value.ts'
import { joinText } from './join-text.ts'

/** No ARN, id, name or address of AWS holds one of these: a reference between them is a whole member. */
const neverInsideReferences = /^[,|;\s]+$/

/**
 * Text cut at a delimiter. Partly known text can be cut where its unknown parts are references that cannot hold the delimiter;
 * `undefined` where the members are not known.
 */
export const splitText = (text: Value, delimiter: string, at: SourceLocation): ListValue | undefined => {
  const from = provenance(at, text)
  const piece = (value: string): Value => hiddenLike({ kind: 'known', value, from }, text)
  if (text.kind === 'known') return { kind: 'list', items: String(text.value).split(delimiter).map(piece), from }
  if (text.kind === 'reference' && neverInsideReferences.test(delimiter)) return { kind: 'list', items: [text], from }
  if (text.kind !== 'template' || !neverInsideReferences.test(delimiter)) return undefined
  const members: Value[][] = [[]]
  for (const part of text.parts) {
    if (part.kind === 'known') {
      const [head = '', ...rest] = String(part.value).split(delimiter)
      members.at(-1)?.push(piece(head))
      members.push(...rest.map(tail => [piece(tail)]))
    } else if (part.kind === 'reference') members.at(-1)?.push(part)
    else return undefined
  }
  const items = members.map(parts => joinText(parts, at)).filter(item => item !== undefined)
  return { kind: 'list', items, from }
}
