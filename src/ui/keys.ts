/**
 * One keypress: a printable grapheme as itself (`a`, `G`, `/`), everything else by name (`up`, `ctrl-d`, `shift-tab`).
 * Pasted text is one key, so that a thousand characters are one change of state.
 */
export type Key =
  | { readonly name: string }
  | { readonly paste: string }
  /** A cell of the screen that was clicked, counted from 0. */
  | { readonly click: { readonly x: number; readonly y: number } }

const segmenter = new Intl.Segmenter()

const isText = (key: Key | undefined): boolean =>
  key !== undefined &&
  !('click' in key) &&
  ('paste' in key || key.name === 'space' || segmenter.segment(key.name).containing(0)?.segment === key.name)

/** Text that arrives at once, taken together as if it were pasted: for places where keys are text. */
export const textRun = (keys: readonly Key[]): { readonly key: Key | undefined; readonly length: number } => {
  const end = keys.findIndex(key => !isText(key))
  const run = keys.slice(0, end < 0 ? undefined : end)
  if (run.length < 2) return { key: keys[0], length: 1 }
  const paste = run
    .map(key => ('paste' in key ? key.paste : 'name' in key && key.name !== 'space' ? key.name : ' '))
    .join('')
  return { key: { paste }, length: run.length }
}

const sequences: Readonly<Record<string, string>> = {
  '[A': 'up',
  '[B': 'down',
  '[C': 'right',
  '[D': 'left',
  '[H': 'home',
  '[F': 'end',
  '[Z': 'shift-tab',
  '[1~': 'home',
  '[2~': 'insert',
  '[3~': 'delete',
  '[4~': 'end',
  '[5~': 'page-up',
  '[6~': 'page-down',
  '[7~': 'home',
  '[8~': 'end',
  OA: 'up',
  OB: 'down',
  OC: 'right',
  OD: 'left',
  OH: 'home',
  OF: 'end',
}

const controls: Readonly<Record<string, string>> = {
  '\r': 'enter',
  '\n': 'enter',
  '\t': 'tab',
  '\u007f': 'backspace',
  '\b': 'backspace',
  ' ': 'space',
}

const pasteStart = '\u001b[200~'
const pasteEnd = '\u001b[201~'
const isComplete = (sequence: string): boolean => /^(?:O[A-Za-z]|\[[0-?]*[ -/]*[@-~])/.test(sequence)
const isPartial = (sequence: string): boolean => /^(?:O|\[[0-?]*[ -/]*)?$/.test(sequence)

const controlKey = (character: string): Key | undefined => {
  const named = controls[character]
  if (named !== undefined) return { name: named }
  const code = character.charCodeAt(0)
  if (code >= 1 && code <= 26) return { name: `ctrl-${String.fromCharCode(code + 96)}` }
  return code < 32 ? undefined : { name: character }
}

/** A mouse report in SGR form (xterm, "Extended coordinates"): the wheel as keys, the left button as a click, the rest as nothing. */
const mouseKey = (sequence: string): Key | undefined => {
  const [, button, x, y, end] = /^\[<(\d+);(\d+);(\d+)([Mm])$/.exec(sequence) ?? []
  if (end !== 'M') return undefined
  if (button === '64') return { name: 'wheel-up' }
  if (button === '65') return { name: 'wheel-down' }
  return button === '0' ? { click: { x: Number(x) - 1, y: Number(y) - 1 } } : undefined
}

/**
 * Keys from terminal input, and the start of a sequence whose rest has not come yet. With `isEnd` nothing is expected any more:
 * a lone ESC is the Escape key. Sequences that mean nothing here are swallowed whole.
 */
export const decodeKeys = (input: string, isEnd = false): { readonly keys: readonly Key[]; readonly rest: string } => {
  const keys: Key[] = []
  let at = 0
  while (at < input.length) {
    if (input.startsWith(pasteStart, at)) {
      const end = input.indexOf(pasteEnd, at)
      if (end < 0 && !isEnd) return { keys, rest: input.slice(at) }
      keys.push({ paste: input.slice(at + pasteStart.length, end < 0 ? undefined : end) })
      at = end < 0 ? input.length : end + pasteEnd.length
      continue
    }
    if (input[at] !== '\u001b') {
      const next = input.indexOf('\u001b', at)
      const text = input.slice(at, next < 0 ? undefined : next)
      for (const { segment } of segmenter.segment(text)) {
        // A carriage return and line feed are one grapheme, and one Enter.
        const key = segment === '\r\n' ? { name: 'enter' } : controlKey(segment)
        if (key) keys.push(key)
      }
      at += text.length
      continue
    }
    const tail = input.slice(at + 1)
    if (isPartial(tail) && !isEnd) return { keys, rest: input.slice(at) }
    const digit = /^\d/.exec(tail)?.[0]
    if (digit !== undefined) {
      keys.push({ name: `alt-${digit}` })
      at += 2
      continue
    }
    const sequence = isComplete(tail) ? /^(?:O[A-Za-z]|\[[0-?]*[ -/]*[@-~])/.exec(tail)?.[0] : undefined
    if (sequence === undefined) {
      keys.push({ name: 'escape' })
      at += 1
      continue
    }
    const name = sequences[sequence]
    const key = name === undefined ? mouseKey(sequence) : { name }
    if (key !== undefined) keys.push(key)
    at += 1 + sequence.length
  }
  return { keys, rest: '' }
}
