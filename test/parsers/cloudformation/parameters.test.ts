import { describe, expect, it } from 'vitest'
import { valueToJson } from '../../../src/model/value-json.ts'
import { matchesEntirely } from '../../../src/parsers/cloudformation/allowed-pattern.ts'
import { errors, evaluate, problems } from './evaluate.ts'

const declared = (declaration: string) => `Parameters:\n  P: ${declaration}\nResources:\n  R: {Type: AWS::SNS::Topic}\n`
const bind = (declaration: string, given?: string, ssm?: Record<string, string>) =>
  evaluate(declared(declaration), { parameters: given === undefined ? {} : { P: given }, ssm: ssm ?? {} })

describe('a parameter', () => {
  it.each<[string, string | undefined, unknown]>([
    ['{Type: String, Default: a}', undefined, 'a'],
    ['{Type: String, Default: a}', 'b', 'b'],
    ['{Type: String, Default: ""}', undefined, ''],
    ['{Type: String, Default: 0644}', undefined, '0644'],
    ['{Type: String, Default: 012345678901}', undefined, '012345678901'],
    ['{Type: String, Default: 1.10}', undefined, '1.10'],
    ['{Type: String, Default: true}', undefined, 'true'],
    ['{Type: Number, Default: 80, MinValue: 80, MaxValue: 80}', undefined, '80'],
    ['{Type: Number}', '-1.5e3', '-1.5e3'],
    ['{Type: CommaDelimitedList}', 'a, b c ,d', ['a', 'b c', 'd']],
    ['{Type: CommaDelimitedList, Default: ""}', undefined, ['']],
    ['{Type: List<Number>, Default: "80,443"}', undefined, ['80', '443']],
    ['{Type: "List<AWS::EC2::Subnet::Id>"}', 's-1,s-2', ['s-1', 's-2']],
    ['{Type: AWS::SSM::Parameter::Name}', '/a', '/a'],
    ['{Type: "AWS::SSM::Parameter::Value<String>"}', '/a', 'one'],
    ['{Type: "AWS::SSM::Parameter::Value<List<String>>"}', '/list', ['x', 'y']],
    ['{Type: "AWS::SSM::Parameter::Value<CommaDelimitedList>"}', '/none', { $unknown: 'ssm:/none' }],
    ['{Type: String, AllowedValues: [1, 2]}', '2', '2'],
    ['{Type: CommaDelimitedList, AllowedValues: [a, b]}', 'b,a', ['b', 'a']],
    ['{Type: String, AllowedPattern: "[a-z]+"}', 'abc', 'abc'],
    ['{Type: String, AllowedPattern: "^$|^(?!xn--)[a-z]+$"}', 'abc', 'abc'],
    ['{Type: String, MinLength: 1, MaxLength: 2}', 'ab', 'ab'],
  ])('%s given %s: %j', (declaration, given, value) => {
    const source = bind(declaration, given, { '/a': 'one', '/list': 'x,y' })
    const bound = source.inputs.get('P')
    expect(errors(source)).toEqual([])
    expect(bound && valueToJson(bound)).toEqual(value)
  })

  it.each<[string, string | undefined, string]>([
    ['{Type: String}', undefined, 'Parameter P has no value'],
    ['{Type: Number}', 'abc', 'Parameter P is not a number'],
    ['{Type: Number}', '', 'Parameter P is not a number'],
    ['{Type: List<Number>}', '80,x', 'Parameter P is not a number'],
    ['{Type: Number, MinValue: 5}', '4', 'Parameter P is too small'],
    ['{Type: Number, MaxValue: 5}', '6', 'Parameter P is too large'],
    ['{Type: String, MinLength: 1}', '', 'Parameter P is too short'],
    ['{Type: String, MaxLength: 3}', 'abcd', 'Parameter P is too long'],
    ['{Type: String, AllowedValues: [a, b]}', 'c', 'Parameter P is not an allowed value'],
    ['{Type: CommaDelimitedList, AllowedValues: [a, b]}', 'a,c', 'Parameter P is not an allowed value'],
    ['{Type: String, AllowedPattern: "[a-z]+"}', 'abc/', 'Parameter P does not match its pattern'],
    ['{Type: CommaDelimitedList, AllowedPattern: "[a-z]+"}', '', 'Parameter P does not match its pattern'],
    ['{Type: String, Default: c, AllowedValues: [a]}', undefined, 'Parameter P is not an allowed value'],
    ['{Type: Text}', 'a', 'Parameter P has no valid type'],
    ['{Type: String, Default: [a]}', undefined, 'Default of parameter P is no text'],
    ['{Type: String}', 'x'.repeat(5000), 'Parameter P is too long'],
  ])('%s refuses what it should', (declaration, given, summary) => {
    expect(errors(bind(declaration, given))).toEqual([summary])
  })

  it('says what its declaration says about its constraint', () => {
    const [problem] = bind('{Type: String, AllowedValues: [a], ConstraintDescription: Pick a.}', 'b').diagnostics
    expect(problem?.detail).toBe('"b" is not among AllowedValues: a. Pick a.')
  })

  it('has to be declared, unless the deployment drops what is not', () => {
    const given = { parameters: { P: 'a', Q: 'b' } }
    expect(errors(evaluate(declared('{Type: String}'), given))).toEqual(['Undeclared parameter Q'])
    const ignoring = evaluate(declared('{Type: String}'), { ...given, more: { undeclaredParameters: 'ignore' } })
    expect(problems(ignoring)).toEqual(['warning 1: Undeclared parameter Q'])
  })
})

describe('NoEcho', () => {
  const text = `Parameters:
  P: {Type: String, NoEcho: true, AllowedPattern: "[a-z0-9]+"}
Conditions:
  IsSet: !Not [!Equals [!Ref P, ""]]
Resources:
  R:
    Type: Custom::R
    Properties: {Plain: !Ref P, Inside: !Sub "x-\${P}", Coded: {Fn::Base64: !Ref P}, List: [!Ref P]}
Outputs:
  O: {Value: !Ref P}
`
  it('leaves only digests, while conditions see the text', () => {
    const source = evaluate(text, { parameters: { P: 'hunter2' } })
    expect(source.conditions.get('IsSet')).toBe('yes')
    const values = source.resources[0]?.values
    expect(values && valueToJson(values)).toEqual({
      Plain: { $sensitive: 'digest of 7 characters' },
      Inside: { $sensitive: 'digest of 9 characters' },
      Coded: { $sensitive: 'digest of 12 characters' },
      List: [{ $sensitive: 'digest of 7 characters' }],
    })
    expect(JSON.stringify([...source.outputs, ...source.inputs, source.diagnostics])).not.toContain('hunter2')
  })

  it('keeps the text out of messages', () => {
    const source = evaluate(text, { parameters: { P: 'Hunter2' } })
    expect(errors(source)).toEqual(['Parameter P does not match its pattern'])
    expect(JSON.stringify(source.diagnostics)).not.toContain('Hunter2')
  })
})

describe('AllowedPattern', () => {
  it.each<[string, string, boolean | undefined]>([
    ['[a-z]+', 'abc', true],
    ['[a-z]+', 'abc1', false],
    ['a|b', 'ab', false],
    ['(?i)abc', 'ABC', true],
    ['^(?=.*[0-9]).+$', 'a1', true],
    ['^(?!-)[a-z-]{1,63}$', '-a', false],
    ['(a+)+$', `${'a'.repeat(4000)}!`, false],
    ['(?=x)(a+)+$', `${'a'.repeat(4000)}!`, undefined],
    ['(', 'a', undefined],
  ])('%s matches entirely or not', (pattern, value, matches) => {
    expect(matchesEntirely(pattern, value)).toBe(matches)
  })
})

describe('Rules', () => {
  const withRule = (rule: string, given: Record<string, string> = {}) =>
    errors(
      evaluate(
        `Parameters:\n  Env: {Type: String, Default: dev}\n  L: {Type: CommaDelimitedList, Default: "a,b"}\n  S: {Type: "AWS::SSM::Parameter::Value<String>", Default: /s}\nRules:\n  R: ${rule}\nResources:\n  T: {Type: AWS::SNS::Topic}\n`,
        { parameters: given },
      ),
    )
  it.each<[string, readonly string[]]>([
    ['{Assertions: [{Assert: !Equals [!Ref Env, dev]}]}', []],
    ['{Assertions: [{Assert: !Equals [!Ref Env, prod]}]}', ['Rule R failed']],
    ['{RuleCondition: !Equals [!Ref Env, prod], Assertions: [{Assert: !Equals [a, b]}]}', []],
    ['{Assertions: [{Assert: {Fn::Contains: [[dev, qa], !Ref Env]}}]}', []],
    ['{Assertions: [{Assert: {Fn::Contains: [[qa], !Ref Env]}}]}', ['Rule R failed']],
    ['{Assertions: [{Assert: {Fn::EachMemberIn: [!Ref L, [a, b, c]]}}]}', []],
    ['{Assertions: [{Assert: {Fn::EachMemberIn: [!Ref L, [a]]}}]}', ['Rule R failed']],
    ['{Assertions: [{Assert: {Fn::EachMemberEquals: [[a, a], a]}}]}', []],
    ['{Assertions: [{Assert: {Fn::EachMemberEquals: [!Ref L, a]}}]}', ['Rule R failed']],
    ['{Assertions: [{Assert: !Equals [!Ref S, x]}]}', []],
    ['{Assertions: [{Assert: !Equals [{Fn::ValueOf: [L, VpcId]}, x]}]}', []],
    ['{Assertions: [{Assert: {Fn::Not: [{Fn::Contains: [["1"], !Ref S]}]}}]}', []],
    ['{Assertions: [{Assert: !Equals [!Ref T, x]}]}', ['Resource outside Resources and Outputs']],
  ])('%s: %j', (rule, found) => {
    expect(withRule(rule)).toEqual(found)
  })
})
