const keyPart = String.raw`(?:[A-Za-z0-9_-]+|"(?:\\.|[^"\\\n])*"|'[^'\n]*')`
const dottedKey = String.raw`${keyPart}(?:[^\S\n]*\.[^\S\n]*${keyPart})*`
const header = new RegExp(String.raw`[^\S\n]*(\[\[?)[^\S\n]*(${dottedKey})[^\S\n]*\]\]?[^\n]*`, 'y')
const assignment = new RegExp(String.raw`[^\S\n]*(${dottedKey})[^\S\n]*=[^\S\n]*`, 'y')
const parts = new RegExp(keyPart, 'g')

const keysOf = (dotted: string): string[] =>
  [...dotted.matchAll(parts)].map(([part]) => (part.startsWith('"') || part.startsWith("'") ? part.slice(1, -1) : part))

/** Where each key's value stands in a TOML text: keys joined with NUL → [start, end). Elements of arrays and inline tables included. */
export const tomlPositions = (text: string): ReadonlyMap<string, readonly [number, number]> => {
  const found = new Map<string, readonly [number, number]>()
  const counts = new Map<string, number>()
  let table: readonly string[] = []

  const value = (start: number, path: readonly string[]): number => {
    const end = endOfValue(text, start)
    found.set(path.join('\u0000'), [start, end])
    const open = text[start]
    if ((open !== '[' && open !== '{') || path.length > 60) return end
    let i = start + 1
    let index = 0
    while (i < end - 1) {
      i = skipBlank(text, i, end)
      if (i >= end - 1 || text[i] === ']' || text[i] === '}') break
      if (open === '[') {
        i = value(i, [...path, String(index)])
        index += 1
      } else {
        assignment.lastIndex = i
        const match = assignment.exec(text)
        if (match === null) break
        i = value(assignment.lastIndex, [...path, ...keysOf(match[1] ?? '')])
      }
      i = skipBlank(text, i, end)
      if (text[i] === ',') i += 1
      else break
    }
    return end
  }

  let offset = 0
  while (offset < text.length) {
    header.lastIndex = offset
    assignment.lastIndex = offset
    const section = header.exec(text)
    if (section !== null) {
      const keys = keysOf(section[2] ?? '')
      const name = keys.join('\u0000')
      if (section[1] === '[[') {
        const count = counts.get(name) ?? 0
        counts.set(name, count + 1)
        table = [...keys, String(count)]
      } else table = keys
      found.set(table.join('\u0000'), [offset, header.lastIndex])
      offset = header.lastIndex
    } else {
      const entry = assignment.exec(text)
      if (entry !== null) offset = value(assignment.lastIndex, [...table, ...keysOf(entry[1] ?? '')])
    }
    const next = text.indexOf('\n', offset)
    offset = next === -1 ? text.length : next + 1
  }
  return found
}

const skipBlank = (text: string, from: number, end: number): number => {
  let i = from
  while (i < end) {
    if (text[i] === '#') i = Math.max(i, text.indexOf('\n', i) === -1 ? end : text.indexOf('\n', i))
    else if (/\s/.test(text[i] ?? '')) i += 1
    else break
  }
  return i
}

const endOfValue = (text: string, start: number): number => {
  let depth = 0
  let i = start
  while (i < text.length) {
    const char = text[i]
    if (char === '"' || char === "'") {
      i = endOfString(text, i)
      if (depth === 0) return i
      continue
    }
    if (char === '[' || char === '{') depth += 1
    else if (char === ']' || char === '}') {
      if (depth === 0) break
      depth -= 1
      if (depth === 0) return i + 1
    } else if (depth === 0 && (char === ',' || char === '#' || char === '\n' || char === '\r')) break
    else if (char === '#') i = Math.max(i, text.indexOf('\n', i) === -1 ? text.length : text.indexOf('\n', i))
    i += 1
  }
  while (i > start && /\s/.test(text[i - 1] ?? '')) i -= 1
  return i
}

const endOfString = (text: string, start: number): number => {
  const quote = text[start] ?? ''
  const triple = quote.repeat(3)
  if (text.startsWith(triple, start)) {
    const end = text.indexOf(triple, start + 3)
    return end === -1 ? text.length : end + 3
  }
  for (let i = start + 1; i < text.length; i += 1) {
    if (text[i] === '\\' && quote === '"') i += 1
    else if (text[i] === quote) return i + 1
    else if (text[i] === '\n') return i
  }
  return text.length
}
