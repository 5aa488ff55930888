import xterm from '@xterm/headless'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Line, Span } from '../../src/ui/line.ts'
import { column, fitLine, line, linked, span } from '../../src/ui/line.ts'
import { placePieces } from '../../src/ui/place-pieces.ts'
import { screenChanges } from '../../src/ui/screen-changes.ts'
import { painter } from '../../src/ui/theme.ts'
import { linkOn } from './link-on.ts'

const width = 40
const plain = painter(false)

/** Lines of texts between gaps, some of them with blanks that can be seen. */
const frames = fc.array(
  fc.array(
    fc.record({
      text: fc.constantFrom(
        'a',
        'DNS  ',
        '     ',
        '漢字',
        'かな    ',
        '①',
        'e\u0301',
        '╎',
        'long text with spaces',
        '',
        '👩‍👩‍👧',
      ),
      role: fc.constantFrom(undefined, 'selected' as const, 'error' as const, 'location' as const),
      link: fc.constantFrom(undefined, undefined, 'file://h/a', 'file://h/b'),
    }),
    { maxLength: 6 },
  ),
  { maxLength: 5 },
)

const lineOf = (
  spans: readonly {
    readonly text: string
    readonly role: 'selected' | 'error' | 'location' | undefined
    readonly link: string | undefined
  }[],
) =>
  fitLine(
    spans.map(({ text, role, link }) => linked(span(text, role), link)),
    width,
    '...',
  )

const addressed = (part: Span): string =>
  part.link === undefined ? plain.line([part]) : `\u001b]8;;${part.link}\u001b\\${plain.line([part])}\u001b]8;;\u001b\\`

/** Every cell of a terminal, and how it looks. */
const cellsOn = async (write: (terminal: InstanceType<typeof xterm.Terminal>) => void): Promise<readonly string[]> => {
  const terminal = new xterm.Terminal({ cols: width, rows: 6, allowProposedApi: true })
  write(terminal)
  await new Promise<void>(resolve => terminal.write('', resolve))
  return Array.from({ length: 6 }, (_, row) => {
    const buffer = terminal.buffer.active.getLine(row)
    return Array.from({ length: width }, (_, x) => {
      const cell = buffer?.getCell(x)
      const text = cell?.getChars() || ' '
      const link = linkOn(terminal, row, x)
      // Bold cannot be seen on a blank, and whether a blank belongs to a link does not matter; xterm.js underlines links.
      const isBlank = text === ' '
      const looks = cell
        ? [cell.isInverse(), isBlank && link !== '' ? 0 : cell.isUnderline(), isBlank ? 0 : cell.isBold()]
        : []
      return text + looks.map(Boolean).map(Number).join('') + (isBlank ? '' : link)
    }).join('')
  })
}

describe('changes of the screen', () => {
  it('leave what drawing everything anew leaves', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(frames, { minLength: 1, maxLength: 4 }), async given => {
        const drawn = given.map(frame => frame.map(lineOf))
        const steps = [[], ...drawn]
        const stepped = await cellsOn(terminal => {
          for (const [index, after] of steps.entries()) {
            const { erased, pieces } = screenChanges(steps[index - 1] ?? [], after, plain)
            terminal.write(placePieces(erased, pieces, undefined))
          }
        })
        const anew = await cellsOn(terminal => {
          for (const [row, text] of (drawn.at(-1) ?? []).entries())
            terminal.write(`\u001b[${row + 1};1H${text.map(addressed).join('')}`)
        })
        expect(stepped).toEqual(anew)
      }),
      { numRuns: 60 },
    )
  })

  const row = (name: string): Line => [column(name, 4, ''), span('      '), span('same', 'error')]
  it('are the pieces that differ, without the gaps', () => {
    const { erased, pieces } = screenChanges([row('one'), row('two')], [row('one'), row('2')], plain)
    expect(erased).toEqual([{ row: 1, column: 0, cells: 4 }])
    expect(pieces).toEqual([{ row: 1, column: 0, text: '2   ' }])
  })
  it('are none where nothing changed', () => {
    expect(screenChanges([row('one')], [row('one')], plain)).toEqual({ erased: [], pieces: [] })
  })
  it('are whole rows where a terminal may measure otherwise', () => {
    const { erased, pieces } = screenChanges([row('①')], [row('②')], plain)
    expect(erased).toEqual([{ row: 0, column: 0 }])
    expect(pieces.map(({ column }) => column)).toEqual([0])
  })
  it('are one update that leaves the cursor where it belongs', () => {
    const pieces = [{ row: 1, column: 0, text: 'x' }]
    expect(placePieces([{ row: 1, column: 2, cells: 3 }], pieces, undefined)).toBe(
      '\u001b[?2026h\u001b[?25l\u001b[2;3H\u001b[3X\u001b[2;1Hx\u001b[1;1H\u001b[?2026l',
    )
    expect(placePieces([], [], { x: 2, y: 0 })).toBe('\u001b[?2026h\u001b[?25l\u001b[1;3H\u001b[?25h\u001b[?2026l')
  })
  it('go round an address, and take nothing else for one', () => {
    const piece = { row: 0, column: 0, text: 'x' }
    expect(placePieces([], [{ ...piece, link: 'file://h/a' }], undefined)).toContain(
      '\u001b[1;1H\u001b]8;;file://h/a\u001b\\x\u001b]8;;\u001b\\',
    )
    for (const link of ['', 'a b', 'file://h/\u0007', '\u001b\\', 'file://h/é', `file://h/${'a'.repeat(2080)}`])
      expect(placePieces([], [{ ...piece, link }], undefined)).toBe(placePieces([], [piece], undefined))
  })
  it('are blanks where there was something', () => {
    expect(screenChanges([line('gone')], [], plain)).toEqual({ erased: [{ row: 0, column: 0, cells: 4 }], pieces: [] })
  })
})
