import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { sessionMemory } from '../../src/commands/ui/session-memory.ts'
import { readRemembered } from '../../src/ui/remembered.ts'

let directory = ''
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'sotsu-state-'))
})
afterEach(() => {
  rmSync(directory, { recursive: true })
})

const root = '/home/aiko/shop'
const what = readRemembered({ sort: 'file', notes: [['f', 'asked']] })

describe('the memory of sessions', () => {
  test('is a file for each repository that nobody else can read', () => {
    const env = { XDG_STATE_HOME: directory }
    expect(sessionMemory(env, root).remembered).toBeUndefined()
    sessionMemory(env, root).remember?.(what)
    expect(sessionMemory(env, root).remembered).toEqual(what)
    expect(sessionMemory(env, '/home/aiko/bank').remembered).toBeUndefined()
    const [file = ''] = readdirSync(join(directory, 'sotsu'))
    expect(readdirSync(join(directory, 'sotsu'))).toHaveLength(1)
    expect(statSync(join(directory, 'sotsu', file)).mode & 0o777).toBe(0o600)
    expect(statSync(join(directory, 'sotsu')).mode & 0o777).toBe(0o700)
  })

  test.each<[string, Readonly<Record<string, string>>]>([
    ['no directory is said', {}],
    ['a relative one is', { XDG_STATE_HOME: 'state' }],
  ])('is in the home directory where %s', (_, env) => {
    sessionMemory({ ...env, HOME: directory }, root).remember?.(what)
    expect(readdirSync(join(directory, '.local', 'state', 'sotsu'))).toHaveLength(1)
  })

  test('begins anew after a file that is none of it', () => {
    const env = { XDG_STATE_HOME: directory }
    sessionMemory(env, root).remember?.(what)
    const [file = ''] = readdirSync(join(directory, 'sotsu'))
    writeFileSync(join(directory, 'sotsu', file), '{"sort":')
    expect(sessionMemory(env, root).remembered).toEqual(readRemembered(undefined))
    sessionMemory(env, root).remember?.(what)
    expect(JSON.parse(readFileSync(join(directory, 'sotsu', file), 'utf8'))).toMatchObject({ sort: 'file' })
  })

  test('is none where it cannot be written, which stops nobody', () => {
    writeFileSync(join(directory, 'sotsu'), 'no directory')
    const { remember } = sessionMemory({ XDG_STATE_HOME: directory }, root)
    expect(() => remember?.(what)).not.toThrow()
    expect(sessionMemory({}, root)).toEqual({})
  })

  test('is never in the repository', () => {
    mkdirSync(join(directory, 'home'))
    expect(sessionMemory({ HOME: join(directory, 'home') }, directory)).toEqual({})
    expect(sessionMemory({ XDG_STATE_HOME: directory }, directory)).toEqual({})
  })
})
