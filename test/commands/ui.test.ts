import { rmSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { exampleAt } from '../helpers/example.ts'
import { repositoryOf, run } from './fake-runtime.ts'

let root = ''
beforeAll(() => {
  root = repositoryOf(Object.fromEntries(exampleAt('as-it-was')))
})
afterAll(() => rmSync(root, { recursive: true }))

describe('where there is no terminal', () => {
  test.each([['ui'], ['--tui']])('sotsu %s says so, in one line', async argument => {
    const { code, out, err } = await run([argument], { cwd: root })
    expect([code, out]).toEqual([2, ''])
    expect(err).toMatch(/^sotsu: the terminal UI needs a terminal[^\n]*\n$/)
  })

  test.each([
    ['without arguments', {}],
    ['on a dumb terminal', { TERM: 'dumb' }],
    ['in CI', { CI: 'true' }],
  ])('%s it is a report', async (_, env) => {
    const { out } = await run([], { cwd: root, env, stdoutIsTTY: 'TERM' in env || 'CI' in env })
    expect(out).toContain('dns-record-missing')
    expect(out).not.toContain('\u001b[?1049h')
  })
})

describe('one frame as text', () => {
  const frameWith = async (
    env: Readonly<Record<string, string>>,
    ...argv: readonly string[]
  ): Promise<readonly string[]> => {
    const { code, out } = await run(['ui', '--screenshot', '130x40', ...argv], {
      cwd: root,
      env: { LANG: 'en_US.UTF-8', ...env },
    })
    expect(code).toBe(0)
    return out.trimEnd().split('\n')
  }
  const frame = (...argv: readonly string[]): Promise<readonly string[]> => frameWith({}, ...argv)
  test('is as large as it was asked for', async () => {
    const lines = await frame()
    expect(lines).toHaveLength(39)
    expect(lines.join('\n')).toContain('Look at these first')
  })
  test('after some keys, in another language, in ASCII', async () => {
    expect((await frame('--keys', '2 enter', '--ascii')).join('\n')).toContain('>> parts here')
    expect((await frame('--lang', 'ja')).join('\n')).toContain('まず見るべきもの')
  })
  test('has the marks that the console of Linux has, unless others are wished for', async () => {
    expect((await frameWith({ TERM: 'linux' })).join('\n')).toContain('x error')
    expect((await frameWith({ TERM: 'linux', SOTSU_ASCII: '0' })).join('\n')).toContain('✗ error')
    expect((await frameWith({ TERM: 'xterm' })).join('\n')).toContain('✗ error')
  })
  test('asks a host of production in staging by the one that plays its part there', async () => {
    expect((await frame('--keys', 't')).join('\n')).toContain('asked as stg.kumocard.example')
  })
  test('needs a size', async () => {
    const { code, err } = await run(['ui', '--screenshot', 'big'], { cwd: root })
    expect(code).toBe(2)
    expect(err).toContain('write it as 120x40')
  })
})
