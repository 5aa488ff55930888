import { isRecord } from './json-shape.ts'
import { inMask } from './plan-value.ts'

/** Shorter ones are sealed where they are marked; too much else may be spelled like them. */
const shortest = 6
const mostTexts = 500

/**
 * The texts that a plan or state marks as sensitive anywhere. Providers copy them to attributes that nothing marks, so they are looked for
 * in every other text.
 */
export class PlanSecrets {
  readonly salt: string
  private readonly texts = new Set<string>()

  constructor(salt: string) {
    this.salt = salt
  }

  collect(value: unknown, mask: unknown, depth = 0): void {
    if (mask === undefined || mask === false || depth > 100 || this.texts.size >= mostTexts) return
    if (typeof value === 'string') {
      if (mask === true && value.length >= shortest) this.texts.add(value)
    } else if (Array.isArray(value))
      for (const [index, item] of value.entries()) this.collect(item, inMask(mask, index), depth + 1)
    else if (isRecord(value))
      for (const [key, entry] of Object.entries(value)) this.collect(entry, inMask(mask, key), depth + 1)
  }

  /** Whether a secret is in a text, or is all of it. */
  isInside(text: string): boolean {
    if (text.length < shortest || this.texts.size === 0) return false
    if (this.texts.has(text)) return true
    for (const secret of this.texts) if (text.includes(secret)) return true
    return false
  }
}
