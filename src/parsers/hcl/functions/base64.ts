/** Where a text stops being base64 (standard alphabet, with padding; line breaks do not count); `undefined` when it is. */
export const base64Problem = (text: string): number | undefined => {
  let count = 0
  for (let index = 0; index < text.length; index += 1) {
    const character = text.charAt(index)
    if (character === '\n' || character === '\r') continue
    if (character === '=') {
      const rest = text.slice(index).replace(/[\r\n]/g, '')
      const expected = count % 4 === 2 ? '==' : count % 4 === 3 ? '=' : undefined
      return rest === expected ? undefined : index
    }
    if (!/[A-Za-z0-9+/]/.test(character)) return index
    count += 1
  }
  return count % 4 === 0
    ? undefined
    : text.length - (count % 4 === 1 ? 1 : 0) - (count % 4 === 2 ? 2 : 0) - (count % 4 === 3 ? 3 : 0)
}

export const decodeBase64 = (text: string): Uint8Array | undefined =>
  base64Problem(text) === undefined ? Buffer.from(text, 'base64') : undefined

/** Bytes as text, `undefined` unless they are valid UTF-8. A BOM stays. */
export const decodeUtf8 = (bytes: Uint8Array): string | undefined => {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return undefined
  }
}
