import { graphemes } from './functions/graphemes.ts'

/** Terraform remembers at most this many bytes of a known start. */
const maxBytes = 128
const encoder = new TextEncoder()
const decoder = new TextDecoder()

/** ASCII after which Terraform takes it that no combining character follows. */
const delimiter = /[-!"#$%&'()*+,./:;?@[\\\]^_{|}~ \t]$/

/** The start of a text that stays the same whatever is appended: its last character could still combine with what follows. */
export const safePrefix = (text: string): string => {
  const bytes = encoder.encode(text.slice(0, maxBytes + 1))
  const start = bytes.length > maxBytes ? decoder.decode(bytes.slice(0, maxBytes)).replace(/\ufffd+$/, '') : text
  return delimiter.test(start) ? start : graphemes(start).slice(0, -1).join('')
}
