import { afterEach, describe, expect, it } from 'vitest'
import { cellsOf, setAmbiguousWidth } from '../../src/ui/cells.ts'
import type { Remembered } from '../../src/ui/remembered.ts'
import { FakeSession } from './fake-session.ts'
import { fixtureAnalysis } from './fixture-analysis.ts'

const size = { columns: 120, rows: 40 }
afterEach(() => setAmbiguousWidth(1))

describe('what the session does outside', () => {
  it('writes a waiver, analyses again, keeps the selection and says where it is', async () => {
    const written: unknown[] = []
    const session = new FakeSession(size, {
      waive: async (finding, terms) => {
        written.push([finding.rule, terms])
        return 'sotsu.expect.yaml'
      },
      undoWaive: async () => written.pop() !== undefined,
      reload: async () => structuredClone(fixtureAnalysis),
      suggestedUntil: '2027-01-31',
    }).type('2j')
    session.type('a').type('meant so').type('\t').type('@kumo').type('\r\r')
    const screen = await session.until(text => text.includes('Marked as intended in sotsu.expect.yaml'))
    expect(screen).toContain('❯ ✗ error       certificate-does-not-cove')
    const terms = { reason: 'meant so', owner: '@kumo', until: '2027-01-31' }
    expect(written).toEqual([['certificate-does-not-cover-host', terms]])
    session.type('u')
    await session.until(text => text.includes('Taken back'))
    session.type('u')
    await session.until(text => text.includes('Nothing to take back'))
    session.type('\u0003')
  })

  it('begins as the session before ended, all but its filter, and leaves the same to the next', async () => {
    const left: Remembered[] = []
    const remember = (what: Remembered): void => void left.push(what)
    const first = new FakeSession(size, { remember }).type('c').type('j\r').type('2').type('sSbv')
    first.type('f').type('sev:error').type('\r').type('i').type('asked 会計').type('\r').type('q')
    await first.exit
    const next = new FakeSession(size, { remember, ...(left[0] ? { remembered: left[0] } : {}) }).type('2')
    const screen = await next.screen()
    expect(screen).toContain('staging ▸ dr')
    expect(screen).toContain('by rule, reversed  grouped by subject  1 note')
    expect(screen).not.toContain('filtered')
    expect(await next.type('.').screen()).toContain('filtered 2 of 2: sev:error')
    await next.type('q').exit
    expect(left[1]).toEqual(left[0])
  })

  it('leaves nothing where there was no analysis', async () => {
    const left: Remembered[] = []
    const remember = (what: Remembered): void => void left.push(what)
    await new FakeSession(size, { analysis: new Promise(() => {}), remember }).type('\u0003').exit
    expect(left).toEqual([])
  })

  it('says why a waiver was not written', async () => {
    const waive = async (): Promise<string> => {
      throw new Error('--until 2020-01-01 has passed already')
    }
    const session = new FakeSession(size, { waive, suggestedUntil: '2020-01-01' })
    session.type('a').type('x').type('\t').type('y').type('\r\r')
    await session.until(text => text.includes('Not written: --until 2020-01-01 has passed already'))
    session.type('\u0003')
  })

  it('exports a report and names it again after quitting', async () => {
    const session = new FakeSession(size, {
      exportFormats: ['text', 'html'],
      exportReport: async format => `sotsu-report.${format}`,
    })
    session.type('x').type('j\r')
    await session.until(text => text.includes('Written to sotsu-report.html'))
    session.type('q')
    await session.exit
    expect(await session.until(text => !text.includes('Overview'))).toContain('sotsu-report.html')
  })

  it('compares another pair and shows it', async () => {
    const [first] = fixtureAnalysis.comparisons
    const session = new FakeSession(size, {
      compare: async (staging, production) => ({
        ...fixtureAnalysis,
        comparisons: [...fixtureAnalysis.comparisons, ...(first ? [{ ...first, staging, production }] : [])],
      }),
    })
    session.type('c').type('jj\r')
    await session.until(text => text.includes('production ▸ staging'))
    session.type('\u0003')
  })

  it('says that files have changed, or analyses again by itself', async () => {
    let change = (): void => {}
    const watch = (onChange: () => void) => {
      change = onChange
      return () => {}
    }
    const told = new FakeSession(size, { watch })
    change()
    await told.until(text => text.includes('files changed'))
    told.type('\u0003')
    const redone = new FakeSession(size, {
      watch,
      reloadsOnChange: true,
      reload: async () => structuredClone(fixtureAnalysis),
    })
    change()
    await redone.until(text => text.includes('Analysed again'))
    redone.type('\u0003')
  })

  it('watches what has been analysed, once it is known, and again after each analysis', async () => {
    const events: string[] = []
    let finish = (_: typeof fixtureAnalysis): void => {}
    const session = new FakeSession(size, {
      analysis: () =>
        new Promise(resolve => {
          finish = analysis => {
            events.push('analysed')
            resolve(analysis)
          }
        }),
      reload: async () => structuredClone(fixtureAnalysis),
      watch: () => {
        events.push('watch')
        return () => events.push('unwatch')
      },
    })
    finish(fixtureAnalysis)
    await session.until(text => text.includes('Look at these first'))
    expect(events).toEqual(['analysed', 'watch'])
    session.type('r')
    await session.until(text => text.includes('Analysed again'))
    expect(events).toEqual(['analysed', 'watch', 'unwatch', 'watch'])
    session.type('\u0003')
    await session.exit
    expect(events.at(-1)).toBe('unwatch')
  })

  it('shows what the analysis is at, and keeps keys working', async () => {
    let finish = (_: typeof fixtureAnalysis): void => {}
    const session = new FakeSession(size, {
      onProgress: listener => listener('evaluating staging'),
      analysis: () =>
        new Promise(resolve => {
          finish = resolve
        }),
    })
    expect(await session.screen()).toContain('evaluating staging')
    session.type('2')
    session.type('?')
    expect(await session.screen()).toContain('Keys that work here')
    session.type('\u001b')
    await session.until(text => !text.includes('Keys that work here'))
    finish(fixtureAnalysis)
    await session.until(text => text.includes('1/7'))
    session.type('\u0003')
  })

  it('ends at once, on the normal screen, with an error that is for the user', async () => {
    class Wrong extends Error {}
    const session = new FakeSession(size, {
      analysis: async () => {
        throw new Wrong('no such environment')
      },
      isForUser: error => error instanceof Wrong,
    })
    await expect(session.exit).rejects.toThrow('no such environment')
    await session.screen()
    expect(session.isAlternate).toBe(false)
    expect(session.stdin.isRaw).toBe(false)
  })
})

describe('the terminal', () => {
  it('is asked how wide it draws ambiguous characters, and is believed', async () => {
    const session = new FakeSession(size)
    expect(session.written.join('')).toContain('\u2460\u001b[6n')
    session.type('\u001b[1;3R')
    expect(cellsOf('①')).toBe(2)
    expect(await session.screen()).toContain('7 of 12 production paths')
    session.type('\u001b[1;2R')
    expect(cellsOf('①')).toBe(1)
    session.type('\u0003')
  })

  it('is not believed where the environment says otherwise', () => {
    const session = new FakeSession(size, { ambiguousIsWide: true })
    session.type('\u001b[1;2R')
    expect(cellsOf('①')).toBe(2)
    session.type('\u0003')
  })

  it('sends the mouse, until that is switched off, and never after', async () => {
    const session = new FakeSession(size).type('2')
    session.type('\u001b[<0;20;5M')
    expect(await session.screen()).toContain('2/7')
    session.type('\u001b[<65;20;5M\u001b[<65;20;5M')
    expect(await session.screen()).toContain('4/7')
    session.type('M')
    expect(session.written.join('')).toContain('\u001b[?1006l\u001b[?1000l')
    session.type('\u0003')
    await session.exit
    const silent = new FakeSession(size, { mouse: false })
    expect(silent.written.join('')).not.toContain('?1000h')
    silent.type('\u0003')
  })
})
