import { describe, expect, it } from 'vitest'
import { readKeys } from '../../src/commands/ui/read-keys.ts'
import { bindings } from '../../src/ui/bindings.ts'
import { keymapOf } from '../../src/ui/keymap.ts'
import { Drive } from './drive.ts'
import { fixtureContext } from './fixture-host.ts'

const read = (text: string) => readKeys('keys.yaml', text)
const map = (text: string) => keymapOf(read(text))

describe('keys of a person', () => {
  it('take the place of those that a command has, everywhere or in one context', () => {
    const keymap = map('export: X\nfindings:\n  sort: [ctrl-s, "!"]\n')
    expect(keymap.commandFor('overview', { name: 'X' })).toBe('export')
    expect(keymap.commandFor('overview', { name: 'x' })).toBeUndefined()
    expect(keymap.commandFor('findings', { name: 'ctrl-s' })).toBe('sort')
    expect(keymap.commandFor('findings', { name: '!' })).toBe('sort')
    expect(keymap.commandFor('findings', { name: 's' })).toBeUndefined()
  })

  it('are in the help and in the footer', () => {
    const context = fixtureContext({ bindings: read('show-trace: T') })
    expect(Drive.ready(undefined, context).screen.at(-1)).toContain('T trace')
    expect(Drive.ready(undefined, context).press('T').state.view).toBe('trace')
    expect(Drive.ready(undefined, context).press('?').text).toMatch(/T +trace/)
  })

  it('change nothing where there are none', () => {
    expect(read('')).toEqual(bindings)
  })

  it('leave the way out', () => {
    expect(map('quit: Q').commandFor('prompt', { name: 'ctrl-c' })).toBe('quit')
  })

  it.each([
    ['frobnicate: x', 'keys.yaml:1: no command frobnicate'],
    ['# mine\nexport: ctrl-f', 'keys.yaml:2: ctrl-f is both export and page-down in overview'],
    ['trace:\n  sort: z', 'keys.yaml:2: sort is no command in trace'],
    ['export: ctrl-c', 'keys.yaml:1: ctrl-c is no key that can be given to a command'],
    ['export: hello', 'keys.yaml:1: hello is no key that can be given to a command'],
    ['prompt:\n  accept: a', 'keys.yaml:2: a is text in prompt'],
    ['export: [', 'keys.yaml:1:'],
  ])('are refused with the line: %s', (text, message) => {
    expect(() => read(text)).toThrow(message)
  })
})
