import type { Analysis } from '../model/analysis.ts'
import { digest } from '../model/secret.ts'
import type { Value } from '../model/value.ts'

const collect = (value: Value, digests: Set<string>): void => {
  switch (value.kind) {
    case 'known':
      if (value.sensitive) digests.add(String(value.value))
      return
    case 'list':
    case 'set':
      for (const item of value.items) collect(item, digests)
      return
    case 'map':
      for (const entry of value.entries.values()) collect(entry, digests)
      return
    case 'template':
      for (const part of value.parts) collect(part, digests)
  }
}

/** Tells whether a text is a secret that this run has sealed. */
export const sealedTexts = (analysis: Analysis | undefined, salt: string): ((text: string) => boolean) => {
  const digests = new Set<string>()
  for (const { sources, apps } of analysis?.environments ?? []) {
    for (const { inputs, resources } of sources) {
      for (const value of inputs.values()) collect(value, digests)
      for (const { values } of resources) collect(values, digests)
    }
    for (const { settings } of apps) for (const { value } of settings) collect(value, digests)
  }
  return text => digests.has(digest(text, salt))
}
