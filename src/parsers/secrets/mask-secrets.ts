import { isSecretText } from '../cloudformation/secret-text.ts'

const token = /"((?:\\.|[^"\\\n]){6,4000})"|'((?:\\.|[^'\\\n]){6,4000})'|([\w+/.~@%&!$-]{6,4000}={0,2})/g
const nameBefore = /([A-Za-z][\w.-]{0,80})["']?\s{0,40}(?:[:=]|=>|,)\s{0,40}["']?$/

/**
 * Source text for people to look at, line by line as it was, with every secret in it covered: what its name or its shape shows, and
 * what `isSealed` knows to be one.
 */
export const maskSecrets = (text: string, isSealed: (text: string) => boolean): string =>
  text.replace(token, (written, double?: string, single?: string, bare?: string, offset = 0) => {
    const value = double ?? single ?? bare ?? ''
    const line = text.slice(Math.max(text.lastIndexOf('\n', offset - 1) + 1, offset - 120), offset)
    const name = nameBefore.exec(line)?.[1]
    if (!isSecretText(value, name) && !isSealed(value)) return written
    return written.replace(value, '(secret)')
  })
