import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Analysis } from '../../src/model/analysis.ts'
import type { Finding } from '../../src/model/finding.ts'
import { cellsOf } from '../../src/ui/cells.ts'
import { frame } from '../../src/ui/frame.ts'
import { painter } from '../../src/ui/theme.ts'
import { anyText } from './any-text.ts'
import { Drive } from './drive.ts'
import { fixtureAnalysis } from './fixture-analysis.ts'
import { fixtureContext } from './fixture-host.ts'

const contexts = [fixtureContext(), fixtureContext({ lang: 'ja' }), fixtureContext({ ascii: true })]
const size = fc.record({ columns: fc.integer({ min: 1, max: 170 }), rows: fc.integer({ min: 1, max: 60 }) })
const key = fc.constantFrom(
  ...[
    '1',
    '2',
    '3',
    '4',
    'enter',
    'escape',
    'tab',
    'j',
    'k',
    'G',
    't',
    'f',
    '/',
    'y',
    'c',
    '?',
    'v',
    'n',
    's',
    'i',
    'down',
  ],
  ...['漢', 'e\u0301', '🚀', 'ctrl-d', 'page-down', 'a', ':', 'backspace'],
)

/** The fixture with any text in every place that comes from outside. */
const analysisWith = (text: string): Analysis => ({
  ...fixtureAnalysis,
  environments: fixtureAnalysis.environments.map(model => ({ ...model, name: model.name + text })),
  comparisons: fixtureAnalysis.comparisons.map(comparison => ({
    ...comparison,
    production: comparison.production + text,
    findings: comparison.findings.map(
      (finding): Finding => ({
        ...finding,
        rule: finding.rule + text,
        subject: text,
        message: text + finding.message,
        evidence: finding.evidence.map(entry => ({
          ...entry,
          label: text,
          value: text,
          at: { ...entry.at, file: text },
        })),
        ...(finding.traces
          ? {
              traces: {
                staging: finding.traces.staging,
                production: {
                  ...finding.traces.production,
                  environment: text,
                  hops: finding.traces.production.hops.map(hop => ({ ...hop, detail: text })),
                },
              },
            }
          : {}),
      }),
    ),
  })),
  diagnostics: fixtureAnalysis.diagnostics.map(diagnostic => ({ ...diagnostic, summary: text, detail: text })),
})

describe('a frame', () => {
  it('is one row lower than the terminal and exactly as wide, whatever is shown', () => {
    fc.assert(
      fc.property(
        anyText,
        size,
        fc.array(key, { maxLength: 12 }),
        fc.constantFrom(...contexts),
        (text, given, keys, context) => {
          const readable = { ...context, linesOf: () => [text, `${text}${text}`], explainRule: () => text }
          const drive = new Drive(given, readable).do({ kind: 'analysed', analysis: analysisWith(text) }).press(...keys)
          const { lines, caret } = frame(drive.state, readable)
          expect(lines).toHaveLength(Math.max(1, given.rows - 1))
          for (const line of lines) expect(cellsOf(line.map(part => part.text).join(''))).toBe(given.columns)
          if (caret) expect(caret.x < given.columns && caret.y < lines.length).toBe(true)
        },
      ),
      { numRuns: 120 },
    )
  })

  it('sends no control character of a source to the terminal', () => {
    const drive = new Drive().do({ kind: 'analysed', analysis: analysisWith('\u001b]0;x\u0007\u202e') }).press('2')
    expect(drive.text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/)
    expect(drive.text).toContain('\\x1b]0;x\\x07\\u202e')
  })

  it('says when the terminal is too small, and recovers', () => {
    const drive = Drive.ready({ columns: 39, rows: 12 })
    expect(drive.text.trim()).toBe('terminal too small (need 40x12)')
    expect(drive.do({ kind: 'resized', size: { columns: 40, rows: 12 } }).text).toContain('Look at these first')
  })

  it('tells the verdict, the coverage and the counts', () => {
    const { text } = Drive.ready()
    for (const expected of [
      '1 request that works in staging fails in production',
      '7 of 12 production paths (58 %)',
      '3 errors',
      'PARTNER_AUDIENCE',
      '13 matter',
    ])
      expect(text).toContain(expected)
  })

  it('calls nothing fine that cannot be told', () => {
    const [comparison] = fixtureAnalysis.comparisons
    if (comparison === undefined) throw new Error('the fixture has a comparison')
    const [pair] = comparison.traces
    const calm = { ...comparison, findings: [], undetermined: [] }
    const verdict = (traces: typeof comparison.traces): string =>
      new Drive().do({ kind: 'analysed', analysis: { ...fixtureAnalysis, comparisons: [{ ...calm, traces }] } }).text
    const passing = pair && { ...pair, production: pair.staging }
    const open = passing && {
      ...passing,
      production: {
        ...passing.production,
        disposition: {
          kind: 'undetermined',
          decides: [
            {
              names: 'var.host',
              at: {
                file: 'a',
                start: { line: 1, column: 1, offset: 0 },
                end: { line: 1, column: 1, offset: 0 },
                path: [],
              },
            },
          ],
        },
      } as const,
    }
    expect(verdict(passing ? [passing] : [])).toContain('✓ Every request that works in staging works in production.')
    expect(verdict(open ? [open] : [])).toContain(
      '? No failure found in production, but 1 request could not be followed to the end.',
    )
    expect(verdict([])).toContain('? No failure found in production, but no request could be compared.')
  })

  it('says in words what it says in colour', () => {
    const drive = Drive.ready().press('2')
    const painted =
      drive.screen.length > 0 ? frame(drive.state, drive.context).lines.map(painter(false).line).join('\n') : ''
    // Attributes are allowed, colours are not.
    expect(painted).not.toMatch(/\u001b\[[0-9;]*(?:3[0-9]|9[0-7])m/)
    for (const word of ['❯ ✗ error', '! warning', 'i info', '? cannot tell']) expect(painted).toContain(word)
  })

  it('leaves room in the footer for the help, however narrow', () => {
    for (const columns of [40, 60, 80, 200])
      expect(Drive.ready({ columns, rows: 24 }).screen.at(-1)).toContain('? help')
  })

  it('speaks Japanese', () => {
    const { text } = Drive.ready(undefined, fixtureContext({ lang: 'ja' }))
    expect(text).toContain('staging で通るのに production で失敗するリクエストが 1 件あります')
  })
})
