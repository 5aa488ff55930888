import type { Diagnostic } from '../../model/diagnostic.ts'
import type { EvaluatedResource, EvaluatedSource } from '../../model/evaluated.ts'
import { mapValues } from '../../model/map-values.ts'
import { digest } from '../../model/secret.ts'
import type { KnownValue, MapValue, Provenance, Value } from '../../model/value.ts'
import { isJsonText, isSecretWhole, nameOfEntry, secretTextsOf, textOfParts } from './secret-texts.ts'

interface Sealing {
  readonly salt: string
  /** Finds any secret of the source in a text, in whatever case a function has put it. */
  readonly pattern: RegExp | undefined
}

/** How a secret may be spelled inside other text: as it is, as JSON and HCL escape it, and as Terraform's `jsonencode` does. */
const spellings = (text: string): readonly string[] => {
  const escaped = JSON.stringify(text).slice(1, -1)
  const forHtml = escaped.replace(/[&<>]/g, sign => `\\u00${sign.charCodeAt(0).toString(16)}`)
  return [...new Set([text, escaped, forHtml])]
}

const patternOf = (texts: readonly string[]): RegExp | undefined =>
  texts.length === 0
    ? undefined
    : new RegExp(
        texts
          .flatMap(spellings)
          .map(text => text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&'))
          .join('|'),
        'gi',
      )

const sealText = (value: KnownValue, { salt }: Sealing): KnownValue => ({
  kind: 'known',
  value: digest(String(value.value), salt),
  from: value.from,
  sensitive: true,
})

/** What a text is put together from, each with its own provenance; the text itself where that is not known. */
const piecesOf = (value: KnownValue, text: string): readonly { readonly text: string; readonly from: Provenance }[] => {
  const pieces = (value.parts ?? []).map(part => ({
    text: part.kind === 'known' ? String(part.value) : '',
    from: part.from,
  }))
  return pieces.map(piece => piece.text).join('') === text ? pieces : [{ text, from: value.from }]
}

/** A text with each secret in it a part of its own; the others are what it was put together from. */
const splitAtSecrets = (value: KnownValue, text: string, pattern: RegExp, salt: string): readonly Value[] => {
  const parts: Value[] = []
  const matches = [...text.matchAll(pattern)]
  let start = 0
  let sealed = 0
  for (const piece of piecesOf(value, text)) {
    const end = start + piece.text.length
    const from = piece.from
    const plainTo = (limit: number) => {
      const first = Math.max(start, sealed)
      if (limit > first) parts.push({ kind: 'known', value: text.slice(first, limit), from })
    }
    for (const { 0: secret, index } of matches) {
      if (index < start || index >= end) continue
      plainTo(index)
      parts.push({ kind: 'known', value: digest(unescaped(secret), salt), from, sensitive: true })
      sealed = index + secret.length
    }
    plainTo(end)
    start = end
  }
  return parts
}

/** A longer text that holds secrets: JSON keeps its structure; any other text is sealed whole. */
const sealInside = (value: KnownValue, text: string, sealing: Sealing): Value => {
  const { pattern, salt } = sealing
  if (pattern === undefined || text.search(pattern) === -1) return value
  if (!isJsonText(text)) return sealText(value, sealing)
  return { kind: 'template', parts: splitAtSecrets(value, text, pattern, salt), from: value.from }
}

/** Parts of a text, which stay where they stood: what is around a secret may be the rest of a document. */
const sealPart = (part: Value, { pattern, salt }: Sealing): readonly Value[] => {
  if (part.kind !== 'known' || part.sensitive || typeof part.value !== 'string') return [part]
  if (pattern === undefined || part.value.search(pattern) === -1) return [part]
  return splitAtSecrets(part, part.value, pattern, salt)
}

/** The same list where nothing in it is a secret. */
const sealParts = (parts: readonly Value[], name: string, sealing: Sealing): readonly Value[] => {
  const isWhole = isSecretWhole(textOfParts(parts), name)
  const sealed = parts.flatMap((part): readonly Value[] =>
    isWhole && part.kind === 'known' && !part.sensitive ? [sealText(part, sealing)] : sealPart(part, sealing),
  )
  return sealed.length === parts.length && sealed.every((part, index) => part === parts[index]) ? parts : sealed
}

const unescaped = (text: string): string => {
  try {
    return text.includes('\\') ? String(JSON.parse(`"${text}"`)) : text
  } catch {
    return text
  }
}

const sealValue = (value: Value, name: string, sealing: Sealing): Value => {
  switch (value.kind) {
    case 'known':
      if (value.sensitive) return value.parts ? { ...value, parts: sealParts(value.parts, name, sealing) } : value
      if (typeof value.value !== 'string') return value
      return isSecretWhole(value.value, name) ? sealText(value, sealing) : sealInside(value, value.value, sealing)
    case 'list':
    case 'set': {
      const items = value.items.map(item => sealValue(item, name, sealing))
      return items.every((item, index) => item === value.items[index]) ? value : { ...value, items }
    }
    case 'map':
      return sealMap(value, sealing)
    case 'template': {
      const parts = sealParts(value.parts, name, sealing)
      if (parts === value.parts) return value
      return { ...value, parts, ...(isSecretWhole(textOfParts(value.parts), name) ? { sensitive: true } : {}) }
    }
    default:
      return value
  }
}

const sealMap = (value: MapValue, sealing: Sealing): MapValue => {
  let isChanged = false
  const entries = mapValues(value.entries, (entry, key) => {
    const sealed = sealValue(entry, nameOfEntry(key, value), sealing)
    isChanged ||= sealed !== entry
    return sealed
  })
  return isChanged ? { ...value, entries } : value
}

const sealResource = (resource: EvaluatedResource, sealing: Sealing): EvaluatedResource => {
  const values = sealMap(resource.values, sealing)
  return {
    ...resource,
    ...(values === resource.values ? {} : { values }),
    ...(resource.existsBecause ? { existsBecause: sealValue(resource.existsBecause, '', sealing) } : {}),
  }
}

const sealDiagnostic = (diagnostic: Diagnostic, pattern: RegExp | undefined): Diagnostic =>
  pattern === undefined
    ? diagnostic
    : {
        ...diagnostic,
        summary: diagnostic.summary.replace(pattern, '(secret)'),
        detail: diagnostic.detail.replace(pattern, '(secret)'),
      }

/**
 * What nobody declared sensitive and is a secret all the same becomes a digest: by the name that it goes by, by its shape, and wherever
 * else in the source its text has come to stand. No text of a secret leaves in a diagnostic either.
 */
export const sealSource = (source: EvaluatedSource, salt: string): EvaluatedSource => {
  const sealing: Sealing = { salt, pattern: patternOf(secretTextsOf(source)) }
  const sealAll = (values: ReadonlyMap<string, Value>): ReadonlyMap<string, Value> =>
    mapValues(values, (value, name) => sealValue(value, name, sealing))
  return {
    ...source,
    inputs: sealAll(source.inputs),
    locals: sealAll(source.locals),
    ...(source.arguments ? { arguments: sealAll(source.arguments) } : {}),
    outputs: mapValues(source.outputs, (output, name) => ({
      ...output,
      value: sealValue(output.value, name, sealing),
    })),
    resources: source.resources.map(resource => sealResource(resource, sealing)),
    ...(source.backend ? { backend: { ...source.backend, config: sealMap(source.backend.config, sealing) } } : {}),
    diagnostics: source.diagnostics.map(diagnostic => sealDiagnostic(diagnostic, sealing.pattern)),
  }
}
