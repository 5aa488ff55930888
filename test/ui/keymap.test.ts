import stringWidth from 'string-width'
import { describe, expect, it } from 'vitest'
import { bindings } from '../../src/ui/bindings.ts'
import { asciiGlyphs, unicodeGlyphs } from '../../src/ui/glyphs.ts'
import { keymapOf } from '../../src/ui/keymap.ts'
import { keysDocument } from '../../src/ui/keys-document.ts'

describe('the keymap', () => {
  it('gives a key one meaning in each place', () => {
    const pairs = bindings.flatMap(({ contexts, keys }) =>
      contexts.flatMap(context => keys.map(key => `${context} ${key}`)),
    )
    expect(pairs.filter((pair, index) => pairs.indexOf(pair) !== index)).toEqual([])
  })

  it('takes no printable key from text under edit', () => {
    const texts = bindings.filter(({ contexts }) =>
      contexts.some(context => ['edit', 'prompt', 'help'].includes(context)),
    )
    expect(texts.flatMap(({ keys }) => keys).filter(key => [...key].length === 1)).toEqual([])
  })

  it('ends everywhere with Ctrl-C', () => {
    for (const context of [
      'overview',
      'findings',
      'detail',
      'trace',
      'edit',
      'diagnostics',
      'prompt',
      'menu',
      'help',
    ] as const)
      expect(keymapOf(bindings).commandFor(context, { name: 'ctrl-c' })).toBe('quit')
  })

  it('is written down in docs/keys.md', async () => {
    await expect(keysDocument()).toMatchFileSnapshot('../../docs/keys.md')
  })
})

describe('the glyphs', () => {
  it('are one cell wide in every locale', () => {
    const characters = [...Object.values(unicodeGlyphs).join('')]
    expect(characters.filter(character => stringWidth(character, { ambiguousIsNarrow: false }) !== 1)).toEqual([])
  })

  it('have an ASCII form', () => {
    expect(Object.values(asciiGlyphs).join('')).toMatch(/^[\x20-\x7e]+$/)
  })
})
