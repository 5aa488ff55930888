import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { bundlePlay } from './bundle.ts'

const hasTmux = spawnSync('tmux', ['-V']).status === 0
const directory = mkdtempSync(join(tmpdir(), 'sotsu-tmux-'))
const bundle = join(directory, 'play.mjs')
const socket = join(directory, 'socket')

const tmux = (...args: readonly string[]): string =>
  execFileSync('tmux', ['-S', socket, '-f', '/dev/null', ...args], {
    encoding: 'utf8',
    env: { ...process.env, TMUX: '' },
  })
const send = (...keys: readonly string[]): string => tmux('send-keys', '-t', 'ui', ...keys)
const resize = (columns: number, rows: number): string =>
  tmux('resize-window', '-t', 'ui', '-x', String(columns), '-y', String(rows))

const until = async (isReached: (screen: string) => boolean): Promise<string> => {
  let screen = ''
  for (let attempt = 0; attempt < 250; attempt++) {
    screen = tmux('capture-pane', '-t', 'ui', '-p')
    if (isReached(screen)) return screen
    await wait(50)
  }
  throw new Error(`never reached:\n${screen}`)
}

/** The same, once nothing moves any more: a capture may come between two writes of one frame. */
const untilStill = async (isReached: (screen: string) => boolean): Promise<string> => {
  let before = ''
  return await until(screen => {
    const isStill = screen === before
    before = screen
    return isStill && isReached(screen)
  })
}

/** What is typed before the shell is back is lost as the terminal is reset. */
const hasPrompt = (screen: string): boolean => screen.trimEnd().endsWith('$')

// Skipped, and reported as skipped, where tmux is not installed.
describe.skipIf(!hasTmux)('in a real terminal (tmux)', () => {
  beforeAll(async () => {
    await bundlePlay(bundle)
    tmux('new-session', '-d', '-s', 'ui', '-x', '200', '-y', '60', 'sh')
    send(`PS1='$ '; clear; echo what was here before`, 'Enter')
    await until(screen => screen.startsWith('what was here before'))
  })
  afterAll(() => {
    if (hasTmux) spawnSync('tmux', ['-S', socket, 'kill-server'])
    rmSync(directory, { recursive: true, force: true })
  })

  it('starts, helps, survives resizing, suspends, and gives the screen back', async () => {
    send(`'${process.execPath}' '${bundle}'`, 'Enter')
    const first = await untilStill(
      screen => screen.includes('7 of 12 production paths') && screen.trimEnd().endsWith('? help'),
    )
    expect(first.split('\n')[0]).toMatch(/^sotsu {2}1 Overview .*staging ▸ production$/)

    send('?')
    await until(screen => screen.includes('Keys that work here'))
    send('Escape')
    await until(screen => screen === first)

    resize(40, 12)
    const small = await until(screen => screen.includes('sotsu  1 Overview  2  3  4'))
    expect(small.trimEnd().split('\n')).toHaveLength(11)
    resize(200, 60)
    await until(screen => screen === first)

    send('C-z')
    await until(screen => screen.includes('what was here before') && hasPrompt(screen))
    send('fg', 'Enter')
    await until(screen => screen === first)

    send('q')
    await until(screen => screen.includes('Rehearsal 7 of 12') && hasPrompt(screen))
    send('echo ended with $?', 'Enter')
    const after = await until(screen => screen.includes('ended with 1'))
    expect(after).toContain('what was here before')
    expect(after).toContain('sotsu: staging -> production. Rehearsal 7 of 12')
    expect(after).not.toContain('Overview')
    expect(tmux('display-message', '-t', 'ui', '-p', '#{alternate_on} #{cursor_flag}').trim()).toBe('0 1')
  })

  it('gives the screen back when it is killed', async () => {
    const pidFile = join(directory, 'pid')
    send(`sh -c 'echo $$ > ${pidFile}; exec ${process.execPath} ${bundle}'; echo killed with $?`, 'Enter')
    await until(screen => screen.includes('7 of 12 production paths') && screen.includes('Overview'))
    process.kill(Number(readFileSync(pidFile, 'utf8')), 'SIGTERM')
    const after = await until(screen => screen.includes('killed with 143'))
    expect(after).not.toContain('Overview')
    expect(tmux('display-message', '-t', 'ui', '-p', '#{alternate_on} #{cursor_flag}').trim()).toBe('0 1')
  })

  it('gives the screen back, then tells of the bug, when it crashes', async () => {
    send(`clear; SOTSU_TEST_CRASH=1 '${process.execPath}' '${bundle}'; echo crashed with $?`, 'Enter')
    await until(screen => screen.includes('7 of 12 production paths') && screen.includes('Overview'))
    send('o')
    const after = await until(screen => screen.includes('crashed with'))
    expect(after).toContain('a bug on purpose')
    expect(after).not.toContain('Look at these first')
    expect(tmux('display-message', '-t', 'ui', '-p', '#{alternate_on} #{cursor_flag} #{mouse_any_flag}').trim()).toBe(
      '0 1 0',
    )
  })

  it('uses no colour where NO_COLOR says so, and colour where it does not', async () => {
    for (const [set, isColoured] of [
      ['NO_COLOR=1', false],
      ['NO_COLOR=', true],
    ] as const) {
      send(`clear; ${set} '${process.execPath}' '${bundle}'`, 'Enter')
      await until(screen => screen.includes('7 of 12 production paths') && screen.includes('Overview'))
      const painted = tmux('capture-pane', '-t', 'ui', '-p', '-e')
      expect(/\u001b\[(?:[\d;]*;)?3[1-6]m/.test(painted)).toBe(isColoured)
      send('C-c')
      await until(hasPrompt)
    }
  })

  it('takes wheel and clicks from a real terminal', async () => {
    send(`clear; '${process.execPath}' '${bundle}'`, 'Enter')
    await until(screen => screen.includes('7 of 12 production paths'))
    send('2')
    await until(screen => screen.includes('1/7'))
    expect(tmux('display-message', '-t', 'ui', '-p', '#{mouse_any_flag} #{mouse_sgr_flag}').trim()).toMatch(/^1 1$/)
    tmux('send-keys', '-t', 'ui', '-H', ...[...'\u001b[<65;9;5M'].map(key => key.charCodeAt(0).toString(16)))
    await until(screen => screen.includes('2/7'))
    send('q')
    await until(screen => !screen.includes('Overview'))
  })
})
