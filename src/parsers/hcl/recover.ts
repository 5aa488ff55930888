/**
 * Where to go on reading after an item that could not be read: at the next line that starts an item of the same kind (block or argument)
 * with the same indentation, outside of heredocs. An unclosed block so costs itself, not what follows.
 */
export const recoverAfter = (text: string, itemStart: number, limit: number): number => {
  // Made here, where a file is broken: see identifier.ts.
  const item =
    /^[\p{ID_Start}_][\p{ID_Continue}-]*(?:(?:[ \t]+(?:"[^"\n]*"|[\p{ID_Continue}-]+))*[ \t]*\{|[ \t]*=(?!=))/u
  const heredocStart = /<<-?([\p{ID_Start}_][\p{ID_Continue}-]*)\r?$/u
  const lineStart = text.lastIndexOf('\n', itemStart - 1) + 1
  const indentation = text.slice(lineStart, itemStart)
  const wanted = item.exec(lineAt(text, itemStart, limit))?.[0].at(-1)
  let marker: string | undefined
  for (let from = lineStart; from < limit; ) {
    const newline = text.indexOf('\n', from)
    const end = newline === -1 || newline > limit ? limit : newline
    const line = text.slice(from, end)
    if (marker !== undefined) {
      if (line.trim() === marker) marker = undefined
    } else {
      if (from > itemStart && line.startsWith(indentation)) {
        const found = item.exec(line.slice(indentation.length))?.[0].at(-1)
        if (found !== undefined && (wanted === undefined || wanted === found)) return from
      }
      marker = heredocStart.exec(line)?.[1]
      if (marker !== undefined && !hasLine(text, marker, end, limit)) marker = undefined
    }
    from = end + 1
  }
  return limit
}

const lineAt = (text: string, from: number, limit: number): string => {
  const newline = text.indexOf('\n', from)
  return text.slice(from, newline === -1 || newline > limit ? limit : newline)
}

/** Whether a heredoc is closed at all: one that is not would hide the rest of the file. */
const hasLine = (text: string, marker: string, from: number, limit: number): boolean => {
  for (let at = text.indexOf(marker, from); at !== -1 && at < limit; at = text.indexOf(marker, at + 1))
    if (lineAt(text, text.lastIndexOf('\n', at) + 1, limit).trim() === marker) return true
  return false
}
