import type { Key } from './keys.ts'
import { decodeKeys } from './keys.ts'
import type { Size } from './state.ts'

// Asked on the screen that is drawn over at once: a character that is ambiguous in width, and where the cursor is after it.
const askWidth = '\u2460\u001b[6n\u001b[H\u001b[2K'
const enterScreen = `\u001b[?1049h\u001b[2J\u001b[H\u001b[?2004h\u001b[?25l${askWidth}`
const mouseOn = '\u001b[?1000h\u001b[?1006h'
const mouseOff = '\u001b[?1006l\u001b[?1000l'
const clearScreen = '\u001b[2J\u001b[H'
// Where there is no other screen (GNU screen as it comes, the console of Linux) what follows is at least not written into the last frame.
const leaveScreen = `${mouseOff}\u001b[?2004l\u001b[?25h${clearScreen}\u001b[?1049l`
// After this long without more input an ESC is the Escape key, not the start of a sequence.
const escapeMilliseconds = 25
const resizeMilliseconds = 30
const cursorAnswer = new RegExp(`${'\u001b'}\\[1;(\\d+)R`, 'g')

export interface TerminalEvents {
  readonly onKeys: (keys: readonly Key[]) => void
  readonly onResize: (size: Size) => void
  /** The cells that this terminal takes for a character of ambiguous width, as it answered. */
  readonly onAmbiguousWidth?: (cells: 1 | 2) => void
  /** The terminal hung up, or a signal asked to end; the screen is restored already. */
  readonly onEnd: (signal: 'SIGTERM' | 'SIGHUP') => void
}

export interface Terminal {
  readonly size: () => Size
  readonly isEntered: () => boolean
  /** Takes the terminal: alternate screen, raw input, bracketed paste, no cursor. */
  readonly enter: (hasMouse: boolean) => void
  readonly setMouse: (isOn: boolean) => void
  /** Gives it back as it was. Safe to call at any time and more than once. */
  readonly leave: () => void
  readonly clear: () => void
  /** Leaves for good and stops listening. */
  readonly close: () => void
}

/**
 * Owns the terminal: modes, input, size, and its restoration however the process ends. A crash goes on as Node reports it, on the
 * normal screen.
 */
export const openTerminal = (
  stdin: NodeJS.ReadStream,
  stdout: NodeJS.WriteStream,
  events: TerminalEvents,
): Terminal => {
  let isEntered = false
  let pending = ''
  let escapeTimer: NodeJS.Timeout | undefined
  let resizeTimer: NodeJS.Timeout | undefined

  const size = (): Size => ({ columns: stdout.columns || 80, rows: stdout.rows || 24 })

  /** Takes the answer about the width out of what was typed. */
  const withoutAnswer = (text: string): string =>
    text.replace(cursorAnswer, (_, column: string) => {
      events.onAmbiguousWidth?.(column === '3' ? 2 : 1)
      return ''
    })

  const decode = (text: string, isEnd: boolean): void => {
    const { keys, rest } = decodeKeys(withoutAnswer(pending + text), isEnd)
    pending = rest
    // A paste is waited for until it ends; a lone ESC is not.
    const isPaste = rest.startsWith('\u001b[200~')
    if (rest !== '' && !isPaste) escapeTimer = setTimeout(() => decode('', true), escapeMilliseconds)
    if (keys.length > 0) events.onKeys(keys)
  }
  const onData = (chunk: string | Buffer): void => {
    clearTimeout(escapeTimer)
    decode(chunk.toString(), false)
  }
  const onResize = (): void => {
    clearTimeout(resizeTimer)
    resizeTimer = setTimeout(() => events.onResize(size()), resizeMilliseconds)
  }

  const enter = (hasMouse: boolean): void => {
    if (isEntered) return
    isEntered = true
    stdin.setRawMode(true)
    stdin.setEncoding('utf8')
    stdin.on('data', onData)
    stdin.resume()
    stdout.write(enterScreen + (hasMouse ? mouseOn : ''))
  }
  const leave = (): void => {
    if (!isEntered) return
    isEntered = false
    clearTimeout(escapeTimer)
    pending = ''
    stdout.write(leaveScreen)
    stdin.off('data', onData)
    stdin.setRawMode(false)
    stdin.pause()
  }

  const onSignal = (signal: NodeJS.Signals): void => {
    leave()
    // Later: whoever else is told of the signal now (Ink's signal-exit) must find this listener, or it kills the process itself.
    if (signal === 'SIGTERM' || signal === 'SIGHUP') setImmediate(() => events.onEnd(signal))
  }
  const close = (): void => {
    leave()
    clearTimeout(resizeTimer)
    stdout.off('resize', onResize)
    process.off('SIGTERM', onSignal)
    process.off('SIGHUP', onSignal)
    process.off('exit', leave)
    process.off('uncaughtExceptionMonitor', leave)
  }

  stdout.on('resize', onResize)
  process.on('SIGTERM', onSignal)
  process.on('SIGHUP', onSignal)
  process.on('exit', leave)
  process.on('uncaughtExceptionMonitor', leave)
  const setMouse = (isOn: boolean): void => void (isEntered && stdout.write(isOn ? mouseOn : mouseOff))
  return {
    size,
    isEntered: () => isEntered,
    enter,
    setMouse,
    leave,
    clear: () => void stdout.write(clearScreen),
    close,
  }
}
