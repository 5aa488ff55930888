import type { EvaluatedSource } from '../../model/evaluated.ts'
import type { MapValue, Value } from '../../model/value.ts'
import { isString } from '../../model/value.ts'
import { isSecretNamed, isSecretText } from '../cloudformation/secret-text.ts'
import { isGibberish } from './gibberish.ts'

const mostTexts = 2_000
const words = /^[a-z]+([-_. ][a-z]+)*[-_]?\d{0,4}$/i

/**
 * Whether a secret may be looked for in other text. One that is short or made of words (`postgres`, `example`) is sealed where it stands
 * as a secret, but much else is spelled like it.
 */
export const isDistinctive = (text: string): boolean =>
  text.length >= 8 && (!words.test(text) || (text.length >= 12 && isGibberish(text)))

/** In `{ name = "DB_PASSWORD", value = … }` the value goes by the other member; in a SecureString it is a secret under any name. */
export const nameOfEntry = (key: string, { entries }: MapValue): string => {
  if (key.toLowerCase() !== 'value') return key
  const type = entries.get('type') ?? entries.get('Type')
  if (isString(type) && type.value === 'SecureString') return 'secret'
  const name = entries.get('name') ?? entries.get('Name') ?? entries.get('key') ?? entries.get('Key')
  return isString(name) ? name.value : key
}

/** A name begins where none goes on: in a long text without a sign every letter would be tried as the first of one. */
const assignment =
  /(?<![\w.-])[\d_.-]*([A-Za-z][\w.-]{1,400})["']?([ \t]{0,8}[:=][ \t]{0,8})(?:"([^"\n]{6,4000})"|'([^'\n]{6,4000})'|([\w+/=.~@%!#&*^-]{6,4000}))/g

/** Without quotes it may be code: there only what has digits, or what a shell or an env file sets, is a text. */
const isBareText = (name: string, sign: string, value: string): boolean =>
  /\d/.test(value) || (/^[A-Z][A-Z\d_]*$/.test(name) && sign === '=')

const longestText = 200_000

export const isJsonText = (text: string): boolean => /^\s*[[{]/.test(text)

/** Whether a text as a whole is a secret. A document is one by its name only: what is in it is looked at piece by piece. */
export const isSecretWhole = (text: string, name: string): boolean =>
  isJsonText(text) ? isSecretNamed(text, name) : isSecretText(text, name)

const hole = '\uE000'

/** A text of which some parts are not known, with a mark in place of each; in JSON the mark is a text of its own where a value stands. */
export const textOfParts = (parts: readonly Value[]): string => {
  let text = ''
  let isInString = false
  for (const part of parts) {
    if (part.kind !== 'known' || part.sensitive) {
      text += isInString ? hole : `"${hole}"`
      continue
    }
    const piece = String(part.value)
    for (let index = 0; index < piece.length; index++) {
      if (isInString && piece[index] === '\\') index++
      else if (piece[index] === '"') isInString = !isInString
    }
    text += piece
  }
  return isJsonText(text) ? text : text.replaceAll(`"${hole}"`, hole)
}

/** Secrets inside a longer text: JSON, YAML, a script that exports variables. */
const secretsInside = (text: string): readonly string[] => {
  const found: string[] = []
  if (isJsonText(text)) {
    try {
      collectJson(JSON.parse(text), '', found, 0)
      return found
    } catch {
      // Not JSON: read as lines.
    }
  }
  for (const [, name = '', sign = '', double, single, bare = ''] of text.slice(0, longestText).matchAll(assignment)) {
    const value = double ?? single ?? (isBareText(name, sign, bare) ? bare : '')
    if (value !== '' && isSecretText(value, name)) found.push(value)
  }
  return found
}

const isRecord = (json: unknown): json is Readonly<Record<string, unknown>> => typeof json === 'object' && json !== null

const collectJson = (json: unknown, name: string, found: string[], depth: number): void => {
  if (depth > 60) return
  if (typeof json === 'string') {
    if (isSecretText(json, name)) found.push(json)
    else if (json.length > 20) found.push(...secretsInside(json))
  } else if (Array.isArray(json)) for (const item of json) collectJson(item, name, found, depth + 1)
  else if (isRecord(json))
    for (const [key, value] of Object.entries(json)) {
      const given = key.toLowerCase() === 'value' ? (json.name ?? json.Name ?? json.key ?? json.Key) : undefined
      collectJson(value, typeof given === 'string' ? given : key, found, depth + 1)
    }
}

/** The secrets that a source holds in plain text, known by the names that they go by or by their shape. */
export const secretTextsOf = (source: EvaluatedSource): readonly string[] => {
  const texts = new Set<string>()
  const add = (text: string): void => {
    if (isDistinctive(text) && texts.size < mostTexts) texts.add(text)
  }
  const visitParts = (parts: readonly Value[], name: string): void => {
    const text = textOfParts(parts)
    if (isSecretWhole(text, name)) for (const part of parts) if (isString(part) && !part.sensitive) add(part.value)
    for (const found of secretsInside(text)) for (const piece of found.split(hole)) add(piece)
  }
  const visit = (value: Value, name: string): void => {
    switch (value.kind) {
      case 'known':
        if (value.sensitive && value.parts) visitParts(value.parts, name)
        if (value.sensitive || typeof value.value !== 'string') return
        if (isSecretWhole(value.value, name)) add(value.value)
        if (value.value.length > 20) for (const text of secretsInside(value.value)) add(text)
        return
      case 'list':
      case 'set':
        for (const item of value.items) visit(item, name)
        return
      case 'map':
        value.entries.forEach((entry, key) => {
          visit(entry, nameOfEntry(key, value))
        })
        return
      case 'template':
        visitParts(value.parts, name)
    }
  }
  source.inputs.forEach(visit)
  source.locals.forEach(visit)
  source.outputs.forEach(({ value }, name) => {
    visit(value, name)
  })
  for (const { values } of source.resources) visit(values, '')
  if (source.backend) visit(source.backend.config, '')
  return [...texts].sort((one, other) => other.length - one.length)
}
