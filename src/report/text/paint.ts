import picocolors from 'picocolors'
import type { Severity } from '../../model/finding.ts'

/** How text of a report is emphasised; without colour every function gives its text back. */
export type Paint = Readonly<Record<'bold' | 'dim' | 'red' | 'yellow' | 'green' | 'cyan', (text: string) => string>>

export const paintFor = (color: boolean): Paint => {
  const { bold, dim, red, yellow, green, cyan } = picocolors.createColors(color)
  return { bold, dim, red, yellow, green, cyan }
}

/** A mark says by itself what its colour says. */
export const marks = { error: '✗', warning: '!', info: 'i', undetermined: '?', ok: '✓' } as const

export const paintSeverity = (paint: Paint, severity: Severity | 'undetermined', text: string): string =>
  severity === 'error' ? paint.red(text) : severity === 'info' ? paint.cyan(text) : paint.yellow(text)
