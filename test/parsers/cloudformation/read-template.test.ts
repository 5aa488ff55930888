import { describe, expect, it } from 'vitest'
import { formatLocation } from '../../../src/model/source-location.ts'
import { readTemplate } from '../../../src/parsers/cloudformation/read-template.ts'
import type { TemplateNode } from '../../../src/parsers/cloudformation/template-node.ts'

const plain = (node: TemplateNode | undefined): unknown => {
  switch (node?.kind) {
    case 'scalar':
      return node.value
    case 'list':
      return node.items.map(plain)
    case 'map':
      return Object.fromEntries([...node.entries].map(([key, entry]) => [key, plain(entry.node)]))
    default:
      return node?.kind
  }
}
const read = (text: string, file = 't.yaml') => {
  const { root, diagnostics } = readTemplate(file, text)
  return { value: plain(root), problems: diagnostics.map(({ summary, at }) => `${at.start.line}: ${summary}`), root }
}

describe('YAML of templates', () => {
  it.each<[string, unknown]>([
    ['2012-10-17', '2012-10-17'],
    ['yes', true],
    ['Off', false],
    ['y', 'y'],
    ['n', 'n'],
    ['NO', false],
    ['"no"', 'no'],
    ['0644', 420],
    ["'0644'", '0644'],
    ['098765432109', '098765432109'],
    ['123456789012', 123456789012],
    ['1_000', 1000],
    ['0x1F', 31],
    ['0o14', '0o14'],
    ['1.5', 1.5],
    ['22:22', '22:22'],
    ['a#b', 'a#b'],
    ['!Sub 80', { 'Fn::Sub': '80' }],
    ['!Ref "Env"', { Ref: 'Env' }],
    ['!Condition A', { Condition: 'A' }],
    ['!GetAtt A.B.C', { 'Fn::GetAtt': 'A.B.C' }],
    ['!Join ["-", [a, !Ref B]]', { 'Fn::Join': ['-', ['a', { Ref: 'B' }]] }],
    ['!Transform {Name: x}', { 'Fn::Transform': { Name: 'x' } }],
    ['!!str 12', '12'],
    ['{y: 1, no: 2}', { y: 1, no: 2 }],
    ['>-\n  a\n  b', 'a b'],
    ['|\n  a\n  b\n', 'a\nb\n'],
    ['{A: &x {k: v}, B: *x}', { A: { k: 'v' }, B: { k: 'v' } }],
    [
      '[&x {k: v, o: 1}, {<<: *x, k: w}]',
      [
        { k: 'v', o: 1 },
        { k: 'w', o: 1 },
      ],
    ],
  ])('%s', (text, value) => {
    expect(read(`V: ${text}`).value).toEqual({ V: value })
  })

  it.each([
    ['V: !Nope x', '1: Unknown tag'],
    ['V: !!binary x', '1: Unknown tag'],
    ['V:', '1: Null value'],
    ['V: ~', '1: Null value'],
    ['a: 1\nb: {c: 1, c: 2}', '2: Duplicate key'],
    ['a: *b', '1: Unresolved alias'],
    ['a:\n\tb: 1', '2: YAML not well-formed'],
    ['a: {b: 1', '1: YAML not well-formed'],
    ['a: 1\n---\nb: 2', '2: YAML not well-formed'],
    ['a: !Base64 !Sub x', '1: YAML not well-formed'],
  ])('%j is refused: %s', (text, problem) => {
    expect(read(text).problems).toEqual([problem])
  })

  it('has a place for every value, also behind a BOM and with Windows lines', () => {
    const { root } = read('\uFEFFA:\r\n  B: !Sub x\r\n  C: [1,\r\n    two]\r\n')
    const at = (...path: string[]) =>
      path.reduce<TemplateNode | undefined>(
        (node, key) =>
          node?.kind === 'map'
            ? node.entries.get(key)?.node
            : node?.kind === 'list'
              ? node.items[Number(key)]
              : undefined,
        root,
      )?.at
    expect(at('A', 'B')).toMatchObject({ start: { line: 2 }, path: ['A', 'B'] })
    expect(at('A', 'B', 'Fn::Sub')).toMatchObject({ path: ['A', 'B', 'Fn::Sub'] })
    expect(at('A', 'C', '1')).toMatchObject({ start: { line: 4, column: 5 }, path: ['A', 'C', '1'] })
  })
})

describe('JSON of templates', () => {
  it('is read strictly', () => {
    expect(read('{"A": [1, true, "x", 1.10]}', 't.json').value).toEqual({ A: [1, true, 'x', 1.1] })
    for (const text of ['{"A": 1,}', '{"A": 1} // x', "{'A': 1}", '', '{"A": 1}}'])
      expect(read(text, 't.json').problems).toEqual(['1: JSON not well-formed'])
    expect(read('{"A": 1,\n "A": 2}', 't.json').problems).toEqual(['2: Duplicate key'])
    expect(read('{"A": null}', 't.json').problems).toEqual(['1: Null value'])
  })

  it('in a file of another name may be YAML in flow style', () => {
    expect(read('{A: !Ref B}', 'x.template').value).toEqual({ A: { Ref: 'B' } })
    expect(read('{"A": {"Ref": "B"}}', 'x.template').value).toEqual({ A: { Ref: 'B' } })
  })

  it('has a place for every value', () => {
    const { root } = read('{\n  "A": {\n    "B": "x"\n  }\n}', 't.json')
    const inner = root?.kind === 'map' ? root.entries.get('A')?.node : undefined
    const entry = inner?.kind === 'map' ? inner.entries.get('B') : undefined
    expect(entry && [formatLocation(entry.key), entry.node.at.start.column]).toEqual(['t.json:3', 10])
  })
})
