import type { EvaluatedOutput, EvaluatedResource } from '../../model/evaluated.ts'
import { mapValues } from '../../model/map-values.ts'
import type { MapValue, Value } from '../../model/value.ts'
import { isSecretText } from './secret-text.ts'

/** What becomes of secrets when they leave the evaluator: digests, or text where whoever asks has just given it. */
export type Secrets = { readonly digest: (text: string) => string } | 'shown'

/** While a stack is evaluated, secrets are text with a mark, since conditions and functions work on them; from here on only digests are left. */
export const sealValue = (value: Value, secrets: Secrets, name?: string): Value => {
  switch (value.kind) {
    case 'known': {
      const isSecret = value.sensitive || (typeof value.value === 'string' && isSecretText(value.value, name))
      if (!isSecret) return value
      if (secrets !== 'shown') return { ...value, value: secrets.digest(String(value.value)), sensitive: true }
      const { sensitive: _, ...shown } = value
      return shown
    }
    case 'list':
    case 'set':
      return { ...value, items: value.items.map(item => sealValue(item, secrets, name)) }
    case 'map':
      return sealMap(value, secrets)
    case 'template':
      return { ...value, parts: value.parts.map(part => sealValue(part, secrets)) }
    default:
      return value
  }
}

const sealMap = (value: MapValue, secrets: Secrets): MapValue => ({
  ...value,
  entries: mapValues(value.entries, (entry, key) => sealValue(entry, secrets, nameOf(key, value))),
})

/** In `{ Name: DB_PASSWORD, Value: … }`, as in `{ Key, Value }`, the value goes by the other member. */
const nameOf = (key: string, map: MapValue): string => {
  const given = key.toLowerCase() === 'value' ? (map.entries.get('Name') ?? map.entries.get('Key')) : undefined
  return given?.kind === 'known' ? String(given.value) : key
}

export const sealResource = (resource: EvaluatedResource, secrets: Secrets): EvaluatedResource => ({
  ...resource,
  values: sealMap(resource.values, secrets),
  ...(resource.attributes && { attributes: sealMap(resource.attributes, secrets) }),
  ...(resource.existsBecause && { existsBecause: sealValue(resource.existsBecause, secrets) }),
})

export const sealOutput = (output: EvaluatedOutput, secrets: Secrets): EvaluatedOutput => ({
  ...output,
  value: sealValue(output.value, secrets),
  ...(output.exportName && { exportName: sealValue(output.exportName, secrets) }),
  ...(output.existsBecause && { existsBecause: sealValue(output.existsBecause, secrets) }),
})
