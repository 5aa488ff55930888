import fc from 'fast-check'
import { expect, it } from 'vitest'
import { startOf } from '../../../../src/model/source-location.ts'
import type { Expression, ObjectKey, TemplatePart } from '../../../../src/parsers/hcl/ast.ts'
import { printExpression } from '../../../../src/parsers/hcl/print.ts'
import { readHclExpression } from '../../../../src/parsers/hcl/read-hcl.ts'

const at = startOf('x')
const name = fc.constantFrom('a', 'b-c', '_d', 'é', 'each', 'in2')
const text = fc.oneof(
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 6 }),
  fc
    .array(fc.constantFrom('$', '%', '{', '}', '"', '\\', '\n', '~', 'x'), { minLength: 1, maxLength: 6 })
    .map(all => all.join('')),
)
const paren = (expression: Expression): Expression => ({ kind: 'parentheses', expression, at })

const { expression: anyExpression } = fc.letrec<{ expression: Expression; parts: readonly TemplatePart[] }>(tie => ({
  expression: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc
      .constantFrom('0', '1', '2.50', '1e10', '90071992547409931')
      .map((text): Expression => ({ kind: 'number', text, at })),
    fc.constantFrom(true, false, null).map((value): Expression => ({ kind: 'keyword', value, at })),
    name.map((name): Expression => ({ kind: 'variable', name, at })),
    tie('parts').map((parts): Expression => ({ kind: 'template', parts, at })),
    fc
      .tuple(tie('expression'), name)
      .map(([object, name]): Expression => ({ kind: 'attribute', object: paren(object), name, at })),
    fc
      .tuple(tie('expression'), tie('expression'))
      .map(([object, key]): Expression => ({ kind: 'index', object: paren(object), key, at })),
    fc.tuple(tie('expression'), name, fc.constantFrom('full' as const, 'attribute' as const)).map(
      ([source, name, style]): Expression => ({
        kind: 'splat',
        style,
        source: paren(source),
        each: { kind: 'attribute', object: { kind: 'splat-item', at }, name, at },
        at,
      }),
    ),
    fc.tuple(name, fc.array(tie('expression'), { maxLength: 3 }), fc.boolean()).map(
      ([name, given, expand]): Expression => ({
        kind: 'call',
        name,
        arguments: given,
        expand: expand && given.length > 0,
        at,
      }),
    ),
    fc
      .tuple(fc.constantFrom('-' as const, '!' as const), tie('expression'))
      .map(([operator, operand]): Expression => ({ kind: 'unary', operator, operand: paren(operand), at })),
    fc
      .tuple(
        fc.constantFrom('||' as const, '==' as const, '<=' as const, '+' as const, '%' as const),
        tie('expression'),
        tie('expression'),
      )
      .map(
        ([operator, left, right]): Expression => ({
          kind: 'binary',
          operator,
          left: paren(left),
          right: paren(right),
          at,
        }),
      ),
    fc.tuple(tie('expression'), tie('expression'), tie('expression')).map(
      ([condition, onTrue, onFalse]): Expression => ({
        kind: 'conditional',
        condition: paren(condition),
        onTrue,
        onFalse,
        at,
      }),
    ),
    fc
      .array(tie('expression'), { maxLength: 3 })
      .map((items): Expression => ({ kind: 'tuple', items: items.map(paren), at })),
    fc
      .array(
        fc.tuple(
          fc.oneof(
            name.map((name): ObjectKey => ({ kind: 'name', name, at })),
            tie('expression').map(paren),
          ),
          tie('expression'),
        ),
        { maxLength: 3 },
      )
      .map((items): Expression => ({ kind: 'object', items: items.map(([key, value]) => ({ key, value })), at })),
    fc
      .tuple(
        fc.option(name, { nil: undefined }),
        name,
        tie('expression'),
        fc.option(tie('expression'), { nil: undefined }),
        tie('expression'),
        fc.option(tie('expression'), { nil: undefined }),
      )
      .map(
        ([keyName, valueName, collection, key, value, condition]): Expression => ({
          kind: 'for',
          keyName,
          valueName,
          collection,
          key,
          value,
          group: key !== undefined,
          condition,
          at,
        }),
      ),
  ),
  parts: fc
    .array(
      fc.oneof(
        { depthSize: 'small' },
        text.map((value): TemplatePart => ({ kind: 'text', value: value.normalize('NFC'), at })),
        tie('expression').map((expression): TemplatePart => ({ kind: 'interpolation', expression, at })),
        fc
          .tuple(tie('expression'), tie('parts'), tie('parts'))
          .map(([condition, onTrue, onFalse]): TemplatePart => ({ kind: 'if', condition, onTrue, onFalse, at })),
        fc.tuple(name, tie('expression'), tie('parts')).map(
          ([valueName, collection, body]): TemplatePart => ({
            kind: 'template-for',
            keyName: undefined,
            valueName,
            collection,
            body,
            at,
          }),
        ),
      ),
      { maxLength: 3 },
    )
    .map(parts => parts.filter((part, index) => part.kind !== 'text' || parts[index - 1]?.kind !== 'text')),
}))

const withoutPlaces = (node: unknown): unknown =>
  JSON.parse(JSON.stringify(node, (key, value) => (key === 'at' ? undefined : value)))

it('what is printed reads as the same tree', () => {
  fc.assert(
    fc.property(anyExpression, expression => {
      const source = printExpression(expression)
      const { expression: again, diagnostics } = readHclExpression('main.tf', source)
      expect(diagnostics.map(({ detail }) => detail)).toEqual([])
      expect(withoutPlaces(again)).toEqual(withoutPlaces(expression))
    }),
    { numRuns: 400 },
  )
})

it('no text makes the reader throw', () => {
  const piece = fc.constantFrom(
    'a',
    '=',
    '{',
    '}',
    '[',
    ']',
    '"',
    '${',
    '%{',
    '<<E\n',
    'E\n',
    '\n',
    '~}',
    'for',
    'if',
    '0.',
    '\\',
    '/*',
    '#',
    '\ud800',
    '...',
    '"x" {',
  )
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 30 }), pieces => {
      readHclExpression('x', pieces.join(''))
      readHclExpression('x', pieces.join(' '))
    }),
  )
})
