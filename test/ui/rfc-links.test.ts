import { describe, expect, test } from 'vitest'
import { wrap } from '../../src/ui/cells.ts'
import { textOf } from '../../src/ui/line.ts'
import { markdownLines } from '../../src/ui/views/markdown.ts'

const claim = 'https://www.rfc-editor.org/rfc/rfc7519#section-4.1.3'

describe('an RFC that a rule names leads to its page', () => {
  test.each<[string, number, readonly (readonly [text: string, link: string])[]]>([
    ['As RFC 7519 section 4.1.3. says.', 80, [['RFC 7519 section 4.1.3', claim]]],
    ['RFC 9700', 80, [['RFC 9700', 'https://www.rfc-editor.org/rfc/rfc9700']]],
    ['本文は RFC 9700 にある。', 80, [['RFC 9700', 'https://www.rfc-editor.org/rfc/rfc9700']]],
    [
      'Here RFC 7519 section 4.1.3 is broken, RFC 9700 is not.',
      12,
      [
        ['RFC', claim],
        ['7519 section', claim],
        ['4.1.3', claim],
        ['RFC', 'https://www.rfc-editor.org/rfc/rfc9700'],
        ['9700', 'https://www.rfc-editor.org/rfc/rfc9700'],
      ],
    ],
    ['RFCs 7519 and https://id.shop.example/ are none.', 80, []],
  ])('%s in %i columns', (text, columns, expected) => {
    const lines = markdownLines(text, columns, true)
    const found = lines.flat().flatMap(({ text: part, link }) => (link === undefined ? [] : [[part, link]]))
    expect(found).toEqual(expected)
    expect(lines.map(textOf)).toEqual(wrap(text, columns))
    expect(
      markdownLines(text, columns, false)
        .flat()
        .filter(part => 'link' in part),
    ).toEqual([])
  })

  test('code is no text', () => {
    expect(markdownLines('```\nRFC 9700\n```', 80, true)).toEqual([[{ text: '  RFC 9700', role: 'value' }]])
  })
})
