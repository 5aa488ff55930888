import { describe, expect, it } from 'vitest'
import type { Analysis } from '../../src/model/analysis.ts'
import { FakeSession } from './fake-session.ts'
import { fixtureAnalysis } from './fixture-analysis.ts'

const size = { columns: 120, rows: 40 }

describe('a session', () => {
  it('is there at once, follows the analysis, and leaves the terminal as it was with a summary', async () => {
    let finish: (analysis: Analysis) => void = () => {}
    const analysis = new Promise<Analysis>(resolve => {
      finish = resolve
    })
    const session = new FakeSession(size, { analysis, exitCode: () => 1, summaryLines: () => ['Report: sotsu.html'] })
    expect(await session.screen()).toContain('analysing...')
    expect(session.isAlternate).toBe(true)
    expect(session.stdin.isRaw).toBe(true)

    finish(fixtureAnalysis)
    await session.until(screen => screen.includes('7 of 12 production paths'))
    session.type('q')
    expect(await session.exit).toBe(1)
    const left = await session.screen()
    expect(session.isAlternate).toBe(false)
    expect(session.stdin.isRaw).toBe(false)
    expect(left.split('\n')).toEqual([
      '$ sotsu',
      'sotsu: staging -> production. Rehearsal 7 of 12 production paths (58 %)',
      'Findings: 3 errors, 2 warnings, 1 info, Cannot tell 1',
      expect.stringMatching(/^error: partner-api/),
      expect.anything(),
      'Report: sotsu.html',
    ])
    expect(session.written.join('')).toMatch(/\u001b\[\?2004l\u001b\[\?25h\u001b\[2J\u001b\[H\u001b\[\?1049l/)
  })

  it('leaves nothing of itself where there is no other screen to go back to', async () => {
    const session = new FakeSession(size, {}, { hasOtherScreen: false }).type('2').type('q')
    expect(await session.exit).toBe(1)
    expect(await session.screen()).toMatch(
      /^sotsu: staging -> production[^\n]*\n[^\n]*\nerror: partner-api[^\n]*\n\S*$/,
    )
  })

  it('ends with 2 and the reason when the analysis fails', async () => {
    const session = new FakeSession(size, { analysis: Promise.reject(new Error('no environments')) })
    await session.until(screen => screen.includes('no environments'))
    expect(await session.type('q').exit).toBe(2)
    expect(await session.screen()).toContain('The analysis failed: no environments')
  })

  it('ends with 130 when it is interrupted before there is a result', async () => {
    expect(await new FakeSession(size, { analysis: new Promise(() => {}) }).type('\u0003').exit).toBe(130)
  })

  it('draws each frame over the last without leftovers', async () => {
    const session = new FakeSession(size).type('2')
    await session.screen()
    for (const keys of ['\r', 't', '\u001b[B', 'q', 'q', '1', '4', '2', 'jjj', '?']) session.type(keys)
    const stepped = await session.screen()
    const direct = await new FakeSession(size).type('2').type('jjj').type('?').screen()
    expect(stepped).toBe(direct)
    session.type('\u0003')
  })

  it('has no leftovers and keeps the selection after 200x60, 40x12 and 200x60 again', async () => {
    const session = new FakeSession({ columns: 200, rows: 60 }).type('2').type('jj')
    const before = await session.screen()
    session.resize({ columns: 40, rows: 12 })
    const small = await session.until(screen => screen.split('\n').length === 11 && screen.startsWith('sotsu'))
    expect(small).toContain('❯ ✗ error')
    session.resize({ columns: 200, rows: 60 })
    expect(await session.until(screen => screen.split('\n').length === 59)).toBe(before)
    session.type('\u0003')
  })

  it('takes keys that arrive in one piece, one after the other, and a lone ESC', async () => {
    const session = new FakeSession(size).type('2jjj\r')
    expect(await session.screen()).toContain('4/7')
    session.type('\u001b')
    expect(await session.until(screen => screen.includes('by severity'))).toContain('❯ ! warning')
    session.type('\u0003')
  })

  it('shows the cursor where a request is typed', async () => {
    const session = new FakeSession(size).type('3').type('https://例え.example/')
    const screen = await session.screen()
    expect(screen).toContain('❯ URL        https://例え.example/')
    expect(session.written.at(-1)).toContain('\u001b[4;35H\u001b[?25h')
    session.type('\u001b[200~v1\u001b[201~')
    expect(await session.screen()).toContain('https://例え.example/v1')
    session.type('\u0003')
  })

  it('opens the editor on the normal screen and comes back', async () => {
    const runs: { readonly argv: readonly string[]; readonly isAlternate: boolean; readonly isRaw: boolean }[] = []
    const session: FakeSession = new FakeSession(size, {
      env: { VISUAL: 'code --wait' },
      run: async argv => {
        runs.push({ argv, isAlternate: session.isAlternate, isRaw: session.stdin.isRaw })
        return 0
      },
    })
    session.type('\r')
    const before = await session.screen()
    session.type('e')
    await session.until(screen => screen === before)
    expect(runs.map(({ argv }) => argv)).toEqual([['code', '--wait', '-g', 'infra/environments/production/dns.tf:4']])
    expect(runs.map(({ isRaw }) => isRaw)).toEqual([false])
    expect(session.stdin.isRaw).toBe(true)
    session.type('\u0003')
  })

  it('says that there is no editor', async () => {
    const session = new FakeSession(size).type('e')
    await session.until(screen => screen.includes('Set VISUAL or EDITOR'))
    session.type('\u0003')
  })

  it('copies through tmux where it runs, else through the terminal', async () => {
    const inputs: (string | undefined)[] = []
    const run = async (_: readonly string[], input?: string): Promise<number> => {
      inputs.push(input)
      return inputs.length === 1 ? 0 : 1
    }
    const session = new FakeSession(size, { env: { TMUX: '/tmp/tmux' }, run })
    session.type('y').type('j\r')
    await session.until(screen => screen.includes('Copied through tmux'))
    expect(inputs).toEqual(['infra/environments/production/dns.tf:4'])
    session.type('y').type('j\r')
    await session.until(screen => screen.includes('OSC 52'))
    const text = Buffer.from('infra/environments/production/dns.tf:4').toString('base64')
    expect(session.written).toContain(`\u001b]52;c;${text}\u0007`)
    session.type('\u0003')
  })

  it('analyses again and keeps the selection', async () => {
    const session = new FakeSession(size, { reload: async () => structuredClone(fixtureAnalysis) })
      .type('2')
      .type('jj')
      .type('r')
    const screen = await session.until(text => text.includes('Analysed again'))
    expect(screen).toContain('❯ ✗ error       token-issuer-mismatch')
    session.type('\u0003')
  })

  it('restores the terminal when it is told to end', async () => {
    const session = new FakeSession(size)
    process.emit('SIGTERM', 'SIGTERM')
    expect(await session.exit).toBe(143)
    await session.screen()
    expect(session.isAlternate).toBe(false)
    expect(session.stdin.isRaw).toBe(false)
  })

  it('restores the terminal before a crash is reported', async () => {
    const session = new FakeSession(size)
    process.listeners('uncaughtExceptionMonitor').at(-1)?.(new Error('bug'), 'uncaughtException')
    await session.screen()
    expect(session.isAlternate).toBe(false)
    expect(session.stdin.isRaw).toBe(false)
    process.emit('SIGTERM', 'SIGTERM')
    await session.exit
  })

  it('leads from every place to its file, and from nothing else', async () => {
    const linkTo = (file: string): string => `file://h/${file}`
    const session = new FakeSession({ columns: 160, rows: 50 }, { linkTo }).type('2').type('jj').type('k')
    const dns = 'infra/environments/production/dns.tf'
    const links = await session.links()
    expect(links).toContain(`file://h/${dns} ${dns}:4`)
    for (const link of links) expect(link).toMatch(/^file:\/\/h\/(\S+) .*:\d+$/)
    const steps = ['t', 'q', '4', '5', '6', '1', '\r', 'j', 'q', '2', '/', 'dns', '\r']
    for (const keys of steps) session.type(keys)
    const stepped = await session.links()
    const direct = new FakeSession({ columns: 160, rows: 50 }, { linkTo }).type('2').type('/dns').type('\r')
    expect(stepped).toEqual(await direct.links())
    expect(await new FakeSession({ columns: 160, rows: 50 }).type('2').links()).toEqual([])
    session.type('\u0003')
    direct.type('\u0003')
  })

  it('leaves no listeners behind', async () => {
    const count = (): number => process.listenerCount('SIGTERM') + process.listenerCount('uncaughtExceptionMonitor')
    const before = count()
    const session = new FakeSession(size)
    expect(count()).toBeGreaterThan(before)
    await session.type('q').exit
    expect(count()).toBe(before)
    expect(session.stdin.listenerCount('data') + session.stdout.listenerCount('resize')).toBe(0)
  })
})
