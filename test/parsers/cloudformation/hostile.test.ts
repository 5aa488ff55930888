import { describe, expect, it } from 'vitest'
import { around, errors, evaluate } from './evaluate.ts'

const repeat = (count: number, make: (index: number) => string): string =>
  Array.from({ length: count }, (_, i) => make(i)).join('')

const nestedSub = (): string => {
  let value = 'x'
  for (let depth = 0; depth < 40; depth++) value = `!Sub ["\${A}\${A}", {A: ${value}}]`
  return value
}
const aliasBomb = `Metadata:\n  a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n${repeat(11, i => `  a${i + 1}: &a${i + 1} [${repeat(9, () => `*a${i}, `)}*a${i}]\n`)}`
const nestedLoops = (): string => {
  let body = `{"R${repeat(6, i => `\${V${i}}`)}": {Type: AWS::SNS::Topic}}`
  for (let depth = 5; depth >= 0; depth--)
    body = `{"Fn::ForEach::L${depth}": [V${depth}, [${repeat(30, i => `x${i},`)}], ${body}]}`
  return `Transform: AWS::LanguageExtensions\nResources: ${body}\n`
}
const fanOut: Record<string, string> = Object.fromEntries(
  Array.from({ length: 9 }, (_, level) => [
    `t${level}.yaml`,
    `Resources:\n${repeat(10, i => `  N${i}: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: t${level + 1}.yaml}}\n`)}`,
  ]),
)

interface Row {
  readonly what: string
  readonly text: string
  readonly ends: string
  readonly files?: Record<string, string>
}
const rows: readonly Row[] = [
  { what: '20 MB', text: 'x'.repeat(20 * 1024 * 1024), ends: 'Template too large' },
  { what: 'aliases that multiply', text: `${aliasBomb}${around('*a11')}`, ends: 'Template too large' },
  { what: 'an alias of itself', text: around('&a [*a]'), ends: 'Unresolved alias' },
  { what: 'deep flow lists', text: `a: ${'['.repeat(20_000)}`, ends: 'Template nested too deeply' },
  { what: 'deep JSON', text: '{"a":'.repeat(50_000), ends: 'Template nested too deeply' },
  { what: 'deep block lists', text: '- '.repeat(20_000), ends: 'Template nested too deeply' },
  { what: 'text that doubles', text: around(nestedSub()), ends: 'Text too long' },
  { what: 'loops that multiply', text: nestedLoops(), ends: 'Too much to evaluate' },
  { what: 'nested stacks that multiply', text: fanOut['t0.yaml'] ?? '', ends: 'Too much to evaluate', files: fanOut },
  {
    what: 'conditions in a circle',
    text: `Conditions:\n${repeat(1000, i => `  C${i}: !Not [!Condition C${(i + 1) % 1000}]\n`)}${around('!If [C0, a, b]')}`,
    ends: 'Circular condition C0',
  },
  {
    what: 'a nested stack of itself',
    text: 'Resources: {A: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: self.yaml}}}',
    files: {
      'self.yaml': 'Resources: {A: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: self.yaml}}}',
    },
    ends: 'Nested stack contains itself',
  },
  { what: 'control characters', text: '\u0000\u0001', ends: 'Not a template' },
  { what: 'nothing', text: '', ends: 'Null value' },
  {
    what: 'names of JavaScript',
    text: 'Resources: {__proto__: {Type: A::B::C}}',
    ends: 'Logical id __proto__ is not alphanumeric',
  },
]

describe('hostile templates end with a diagnostic', () => {
  it.each(rows)('$what: $ends', ({ text, ends, files }) => {
    expect(errors(evaluate(text, { files: files ?? {} }))).toContain(ends)
  })

  it('while deep but real templates are read', () => {
    let value = 'x'
    for (let depth = 0; depth < 150; depth++) value = `!If [IsProd, v${depth}, ${value}]`
    expect(errors(evaluate(around(value)))).toEqual([])
  })
})
