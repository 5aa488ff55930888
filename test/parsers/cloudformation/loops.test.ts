import { describe, expect, it } from 'vitest'
import { formatLocation } from '../../../src/model/source-location.ts'
import { errors, evaluate, jsonOf, problems, propertyOf } from './evaluate.ts'

const transform = 'Transform: AWS::LanguageExtensions\n'
const parameters = `Parameters:
  Names: {Type: CommaDelimitedList, Default: "A,B"}
  Stored: {Type: "AWS::SSM::Parameter::Value<List<String>>", Default: /names}
Mappings: {Names: {all: {List: [m, n]}}}
`
const loop = (text: string) =>
  evaluate(`${transform}${parameters}Resources:\n${text}\n`, { parameters: { Names: 'A,B-c' } })
const topic = '{Type: AWS::SNS::Topic, Properties: {TopicName: !Sub "x-${N}", DisplayName: !Ref N}}'
const idsOf = (source: ReturnType<typeof loop>) => source.resources.map(({ address }) => address.name)

describe('Fn::ForEach', () => {
  it('makes one copy for each member, with its text in keys and values', () => {
    const source = loop(`  Fn::ForEach::L: [N, [A, B], {"T\${N}": ${topic}}]`)
    expect(idsOf(source)).toEqual(['TA', 'TB'])
    expect(jsonOf(source, 'TB', 'TopicName')).toBe('x-B')
    expect(jsonOf(source, 'TB', 'DisplayName')).toBe('B')
  })

  it('loops over parameters, mappings and mixed lists, and remembers where the text came from', () => {
    const source = loop(`  Fn::ForEach::L: [N, !Ref Names, {"T&{N}": ${topic}}]`)
    expect(idsOf(source)).toEqual(['TA', 'TBc'])
    expect(jsonOf(source, 'TBc', 'TopicName')).toBe('x-B-c')
    const origins = propertyOf(source, 'TBc', 'DisplayName')?.from.origins
    expect(origins?.map(({ name, at }) => `${name} ${formatLocation(at)}`)).toEqual(['Names staging.json:1'])
    expect(idsOf(loop(`  Fn::ForEach::L: [N, !FindInMap [Names, all, List], {"T\${N}": ${topic}}]`))).toEqual([
      'Tm',
      'Tn',
    ])
    expect(idsOf(loop(`  Fn::ForEach::L: [N, [x, !Ref Names], {"T&{N}": ${topic}}]`))).toEqual(['Tx', 'TA', 'TBc'])
  })

  it('nests, and stands in properties, conditions and outputs', () => {
    const nested = loop(`  Fn::ForEach::L: [N, [A, B], {"Fn::ForEach::M": [O, [1, 2], {"T\${N}\${O}": ${topic}}]}]`)
    expect(idsOf(nested)).toEqual(['TA1', 'TA2', 'TB1', 'TB2'])
    const source = evaluate(`${transform}Conditions:
  Fn::ForEach::C: [E, [Dev, Prod], {"Is\${E}": !Equals [!Ref E, Prod]}]
Resources:
  T: {Type: AWS::SNS::Topic, Properties: {TopicName: t, Fn::ForEach::P: [K, [DisplayName], {"\${K}": hello}]}}
  U: {Type: AWS::SNS::Topic, Condition: IsDev}
Outputs:
  Fn::ForEach::O: [E, [Dev, Prod], {"Out\${E}": {Value: !Sub "\${E}!"}}]
`)
    expect(Object.fromEntries(source.conditions)).toEqual({ IsDev: 'no', IsProd: 'yes' })
    expect(idsOf(source)).toEqual(['T'])
    expect(jsonOf(source, 'T', 'DisplayName')).toBe('hello')
    expect([...source.outputs.keys()]).toEqual(['OutDev', 'OutProd'])
  })

  it('is left out where its collection is not known', () => {
    const source = loop(`  T: {Type: AWS::SNS::Topic}\n  Fn::ForEach::L: [N, !Ref Stored, {"T\${N}": ${topic}}]`)
    expect(problems(source)).toEqual(['warning 8: Loop L left out'])
  })

  it.each([
    ['  Fn::ForEach::L: [N, [A]]', 'Wrong arguments of Fn::ForEach::L'],
    [`  Fn::ForEach::L: [N, A, {"T\${N}": ${topic}}]`, 'Wrong collection of Fn::ForEach::L'],
    [
      `  TA: ${topic.replace('!Sub "x-${N}"', 'x').replace('!Ref N', 'x')}\n  Fn::ForEach::L: [N, [A], {"T\${N}": ${topic}}]`,
      'Duplicate key',
    ],
    [`  L: {Type: AWS::SNS::Topic}\n  Fn::ForEach::L: [N, [A], {"T\${N}": ${topic}}]`, 'Loop named like a resource'],
    [
      `  T: {Type: AWS::SNS::Topic}\n  Fn::ForEach::L: [N, [a-b], {"T\${N}": ${topic}}]`,
      'Logical id Ta-b is not alphanumeric',
    ],
  ])('%s is refused: %s', (text, summary) => {
    expect(errors(loop(text))[0]).toBe(summary)
  })

  it('exists only with the transform', () => {
    const source = evaluate(`Resources:\n  Fn::ForEach::L: [N, [A], {"T\${N}": ${topic}}]\n`)
    expect(errors(source)[0]).toBe('Fn::ForEach needs a transform')
  })
})
