import { describe, expect, test } from 'vitest'
import type { Value } from '../../../src/model/value.ts'
import { readDotenv } from '../../../src/parsers/app-config/formats/dotenv.ts'
import { readConfig } from '../../../src/parsers/app-config/formats/read-config.ts'
import { textSource } from '../../../src/parsers/app-config/formats/text-source.ts'
import { leaves } from '../../../src/parsers/app-config/layers/merge.ts'

/** Every leaf as `path = value @ what its range covers`. */
const read = (file: string, text: string): { leaves: readonly string[]; diagnostics: readonly string[] } => {
  const { documents, diagnostics } = readConfig(file, textSource(file, text))
  const show = (value: Value): string => (value.kind === 'known' ? JSON.stringify(value.value) : value.kind)
  return {
    leaves: documents.flatMap(document =>
      [...leaves(document)].map(
        ([path, value]) =>
          `${path.join('/')} = ${show(value)} @ ${text.slice(value.from.at.start.offset, value.from.at.end.offset)}`,
      ),
    ),
    diagnostics: diagnostics.map(({ summary, at }) => `${summary} ${at.start.line}`),
  }
}

describe('formats give located leaves', () => {
  test.each([
    [
      'a.yaml',
      'a: {b: [x, "y z"]}\nn: 1\nv: 1.10\nt: true\ne:\n',
      ['a/b/0 = "x" @ x', 'a/b/1 = "y z" @ "y z"', 'n = 1 @ 1', 'v = "1.10" @ 1.10', 't = true @ true', 'e = null @ '],
    ],
    [
      'a.yaml',
      'x: &b {k: 1, l: 2}\ny:\n  <<: *b\n  k: 3\n',
      ['x/k = 1 @ 1', 'x/l = 2 @ 2', 'y/k = 3 @ 3', 'y/l = 2 @ 2'],
    ],
    [
      'a.yaml',
      'i: {{ .Values.a | quote }}\nj: "x{{ b }}"\n',
      ['i = "{{ .Values.a | quote }}" @ {{ .Values.a | quote }}', 'j = "x{{ b }}" @ "x{{ b }}"'],
    ],
    ['a.yaml', 'a: 1\n---\na: 2\n', ['a = 1 @ 1', 'a = 2 @ 2']],
    ['a.json', '{\n  // note\n  "a": {"b": [1, "x",]},\n}', ['a/b/0 = 1 @ 1', 'a/b/1 = "x" @ "x"']],
    [
      'a.json5',
      "{ a: 'x', 'b-c': [.5, -1], /* note */ d: null, }",
      ['a = "x" @ \'x\'', 'b-c/0 = 0.5 @ .5', 'b-c/1 = -1 @ -1', 'd = null @ null'],
    ],
    [
      'a.toml',
      'top = "a=b" # note\n[s."t.u"]\nk = { x = 1, y = ["p", "q"] }\n[[l]]\nn = 1\n[[l]]\nn = 2\n',
      [
        'top = "a=b" @ "a=b"',
        's/t.u/k/x = 1 @ 1',
        's/t.u/k/y/0 = "p" @ "p"',
        's/t.u/k/y/1 = "q" @ "q"',
        'l/0/n = 1 @ 1',
        'l/1/n = 2 @ 2',
      ],
    ],
    [
      'a.properties',
      '# c\na.b = x\\\n  y\n! c\nk:v\nu=\\u0041\n#---\na.b=z\n',
      ['a.b = "xy" @ x\\\n  y', 'k = "v" @ v', 'u = "A" @ \\u0041', 'a.b = "z" @ z'],
    ],
    ['a.ini', 'k = v ; note\n[s]\nq = "a b"\n', ['k = "v" @ v', 's/q = "a b" @ "a b"']],
    [
      'a.conf',
      'a { b = "x", c.d: 1 }\ne = [p, "q"]\nf = one\nf = ${?F}\n',
      ['a/b = "x" @ "x"', 'a/c/d = 1 @ 1', 'e/0 = "p" @ p', 'e/1 = "q" @ "q"', 'f = unknown @ ${?F}'],
    ],
  ])('%s %#', (file, text, expected) => {
    expect(read(file, text)).toEqual({ leaves: expected, diagnostics: [] })
  })
})

describe('broken files give diagnostics, and what could be read', () => {
  test.each([
    ['a.yaml', 'a: 1\nb: "x\n', 'Invalid YAML'],
    ['a.json', '{"a": 1, "b": }', 'Invalid JSON'],
    ['a.toml', 'a = 1\nb = \nc = 2\n', 'Invalid TOML'],
    ['a.json5', '{ a: 1', 'Invalid JSON5'],
  ])('%s', (file, text, summary) => {
    const { leaves: found, diagnostics } = read(file, text)
    expect(diagnostics[0]).toContain(summary)
    if (file !== 'a.json5') expect(found[0]).toMatch(/^a = 1/)
  })
})

describe('env files', () => {
  const entries = (text: string, flavour: Parameters<typeof readDotenv>[1]) =>
    readDotenv(textSource('.env', text), flavour).entries.map(({ name, value, quote }) => [
      name,
      value?.value,
      quote,
      value?.from.at.start.line,
    ])

  test.each([
    ['dotenv', 'A=x#y', ['A', 'x', '', 1]],
    ['compose', 'A=x#y', ['A', 'x#y', '', 1]],
    ['compose', 'A=x #y', ['A', 'x', '', 1]],
    ['compose', 'A', ['A', undefined, '', undefined]],
    ['dotenv', 'A="x\\ny"', ['A', 'x\ny', '"', 1]],
    ['dotenv', "\n\nA='x\ny'", ['A', 'x\ny', "'", 3]],
    ['python', "export A='it\\'s'", ['A', "it's", "'", 1]],
    ['raw', 'A="x"', ['A', '"x"', '', 1]],
    ['dotenv', '\ufeffA=1', ['A', '1', '', 1]],
  ] as const)('%s %#', (flavour, text, expected) => {
    expect(entries(text, flavour)).toEqual([expected])
  })

  test('a line that no tool reads is reported, without its text', () => {
    const { diagnostics } = readDotenv(textSource('.env', 'A=1\nhunter2 hunter2\n'))
    expect(diagnostics.map(({ at }) => at.start.line)).toEqual([2])
    expect(JSON.stringify(diagnostics)).not.toContain('hunter2')
  })
})
