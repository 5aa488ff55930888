import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { around, errors, evaluate, type Given, jsonOf } from './evaluate.ts'

const truthOf = (condition: string, given?: Given) => {
  const source = evaluate(around('x', `Conditions:\n  Base: !Equals [!Ref Env, staging]\n  C: ${condition}`), given)
  return errors(source)[0] ?? source.conditions.get('C')
}

describe('a condition', () => {
  it.each([
    ['!Equals [!Ref Env, staging]', 'yes'],
    ['!Equals [!Ref Env, Staging]', 'no'],
    ['!Equals [!Ref Port, 8080]', 'yes'],
    ['!Equals ["true", true]', 'yes'],
    ['!Equals [!Ref Stored, x]', 'undetermined'],
    ['!Equals [!Sub "p-${Stored}", "q-x"]', 'no'],
    ['!Equals [!FindInMap [Sizes, !Ref Env, Cpu], "256"]', 'yes'],
    ['!Condition Base', 'yes'],
    ['!Not [!Condition Base]', 'no'],
    ['{Fn::Not: [{Condition: Base}]}', 'no'],
    ['!And [!Condition Base, !Equals [a, b]]', 'no'],
    ['!And [!Equals [!Ref Stored, x], !Equals [a, b]]', 'no'],
    ['!And [!Equals [!Ref Stored, x], !Equals [a, a]]', 'undetermined'],
    ['!Or [!Equals [!Ref Stored, x], !Equals [a, a]]', 'yes'],
    ['!Or [!Equals [!Ref Stored, x], !Equals [a, b]]', 'undetermined'],
    ['!Equals [!Ref "AWS::NoValue", a]', 'undetermined'],
    ['!And [!Equals [a, a]]', 'Wrong arguments of Fn::And'],
    [`!Or [${Array(11).fill('!Equals [a, a]').join()}]`, 'Wrong arguments of Fn::Or'],
    ['!Not [!Equals [a, a], !Equals [a, a]]', 'Wrong arguments of Fn::Not'],
    ['!Equals [a]', 'Wrong arguments of Fn::Equals'],
    ['!Equals [!Ref Hosts, a]', 'Fn::Equals of a list'],
    ['!Not [!Condition Nope]', 'Undefined condition Nope'],
    ['!Not [Base]', 'Not a condition'],
    ['!Equals [!Ref LB, a]', 'Resource outside Resources and Outputs'],
    ['!Equals [!GetAtt LB.DNSName, a]', 'Resource outside Resources and Outputs'],
    ['!Equals [!ImportValue x, a]', 'Fn::ImportValue outside Resources and Outputs'],
    ['{Fn::Contains: [[a], a]}', 'Fn::Contains outside Rules'],
  ])('%s: %s', (condition, answer) => {
    expect(truthOf(condition)).toBe(answer)
  })

  it('may stand before those that it names', () => {
    const source = evaluate(around('x', 'Conditions:\n  B: !Not [!Condition A]\n  A: !Equals [x, x]'))
    expect(Object.fromEntries(source.conditions)).toEqual({ A: 'yes', B: 'no' })
  })

  it('is circular when it names itself, over others or not', () => {
    const sections =
      'Conditions:\n  A: !Not [!Condition B]\n  B: !Not [!Condition A]\n  C: !Not [!Condition C]\n  D: !Equals [a, a]'
    const source = evaluate(around('!If [A, x, y]', sections))
    expect(errors(source)).toEqual(['Circular condition A', 'Circular condition B', 'Circular condition C'])
    expect(source.conditions.get('D')).toBe('yes')
    expect(jsonOf(source)).toEqual({ $unknown: 'error: Circular condition A' })
  })

  it('follows chains of any length', () => {
    const chain = Array.from({ length: 3000 }, (_, i) => `  C${i + 1}: !Not [!Condition C${i}]`).join('\n')
    const source = evaluate(around('x', `Conditions:\n  C0: !Equals [a, a]\n${chain}`))
    expect(source.conditions.get('C3000')).toBe('yes')
  })
})

type Tree = { op: 'And' | 'Or'; of: Tree[] } | { op: 'Not'; of: Tree } | 'yes' | 'no' | 'undetermined'

const { tree } = fc.letrec<{ tree: Tree }>(tie => ({
  tree: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom('yes' as const, 'no' as const, 'undetermined' as const),
    fc.record({
      op: fc.constantFrom('And' as const, 'Or' as const),
      of: fc.array(tie('tree'), { minLength: 2, maxLength: 4 }),
    }),
    fc.record({ op: fc.constant('Not' as const), of: tie('tree') }),
  ),
}))
const leaves = { yes: '!Equals [a, a]', no: '!Equals [a, b]', undetermined: '!Equals [!Ref Stored, x]' }
const written = (node: Tree): string =>
  typeof node === 'string'
    ? leaves[node]
    : node.op === 'Not'
      ? `!Not [${written(node.of)}]`
      : `!${node.op} [${node.of.map(written).join(', ')}]`
/** What a condition can come out as, over every truth of its undetermined leaves taken one by one. */
const possible = (node: Tree): ReadonlySet<boolean> => {
  if (node === 'undetermined') return new Set([true, false])
  if (typeof node === 'string') return new Set([node === 'yes'])
  if (node.op === 'Not') return new Set([...possible(node.of)].map(truth => !truth))
  const decides = node.op === 'Or'
  const operands = node.of.map(possible)
  if (operands.some(truths => truths.size === 1 && truths.has(decides))) return new Set([decides])
  return operands.every(truths => truths.size === 1) ? new Set([!decides]) : new Set([true, false])
}

describe('And, Or and Not over three truths', () => {
  it('are determined exactly where no undetermined operand can change them', () => {
    fc.assert(
      fc.property(tree, node => {
        const truths = possible(node)
        expect(truthOf(written(node))).toBe(truths.size === 2 ? 'undetermined' : truths.has(true) ? 'yes' : 'no')
      }),
      { numRuns: 60 },
    )
  })
})
