import { describe, expect, it } from 'vitest'
import { around, errors, evaluate, type Given, jsonOf } from './evaluate.ts'

const prod: Given = { parameters: { Env: 'prod' } }
const unknown = (names: string) => ({ $unknown: names })
const ref = (names: string) => ({ $ref: names })
const extensions = 'Transform: AWS::LanguageExtensions'

interface Row {
  readonly value: string
  readonly gives: unknown
  readonly given?: Given
  readonly sections?: string
}

const tables: Readonly<Record<string, readonly Row[]>> = {
  Ref: [
    { value: '!Ref Env', gives: 'staging' },
    { value: '{Ref: Env}', gives: 'prod', given: prod },
    { value: '!Ref Port', gives: '8080' },
    { value: '!Ref Hosts', gives: ['a', 'b'] },
    { value: '!Ref LB', gives: ref('LB') },
    { value: '!Ref Stored', gives: unknown('ssm:/app/host') },
    { value: '!Ref Stored', gives: 'h', given: { ssm: { '/app/host': 'h' } } },
    { value: '!Ref AWS::Region', gives: 'us-east-1' },
    { value: '{Ref: !Join ["", [E, nv]]}', gives: 'staging', sections: extensions },
    { value: '!Ref AWS::URLSuffix', gives: 'amazonaws.com.cn', given: { more: { region: 'cn-north-1' } } },
    { value: '!Ref AWS::Partition', gives: 'aws-us-gov', given: { more: { region: 'us-gov-east-1' } } },
    { value: '!Ref AWS::StackId', gives: unknown('AWS::StackId') },
  ],
  'Fn::GetAtt': [
    { value: '!GetAtt LB.DNSName', gives: ref('LB.DNSName') },
    { value: '!GetAtt [LB, DNSName]', gives: ref('LB.DNSName') },
    { value: '{Fn::GetAtt: LB.DNSName}', gives: ref('LB.DNSName') },
    { value: '{Fn::GetAtt: [LB, !Ref Attribute]}', gives: ref('LB.DNSName') },
  ],
  'Fn::Sub': [
    { value: '!Sub "${Env}.example.com"', gives: 'staging.example.com' },
    { value: '!Sub "a$b{c}${!Env}"', gives: 'a$b{c}${Env}' },
    { value: '!Sub ["${A}-${Env}", {A: !Ref Port}]', gives: '8080-staging' },
    { value: '!Sub ["${Env}", {Env: own}]', gives: 'own' },
    { value: '!Sub ["${A}", {A: "${Env}"}]', gives: '${Env}' },
    { value: '!Sub ["${A}", {A: 1.10}]', gives: '1.10' },
    { value: '!Sub "https://${LB.DNSName}/v1"', gives: { $template: ['https://', ref('LB.DNSName'), '/v1'] } },
    { value: '!Sub "${LB}"', gives: ref('LB') },
    { value: '!Sub "${Stored}:443"', gives: { $template: [unknown('ssm:/app/host'), ':443'] } },
    { value: '!Sub "unclosed ${Env"', gives: 'unclosed ${Env' },
    { value: '!Sub "${ Env }"', gives: 'staging' },
    { value: '{Fn::Sub: {Fn::Transform: {Name: Upper}}}', gives: unknown('transform:Upper') },
  ],
  'Fn::Join': [
    { value: '!Join ["-", [a, !Ref Env, 80, true]]', gives: 'a-staging-80-true' },
    { value: '!Join ["-", [a, "", !Ref "AWS::NoValue", b]]', gives: 'a--b' },
    { value: '!Join ["", []]', gives: '' },
    { value: '!Join ["/", !Ref Hosts]', gives: 'a/b' },
    { value: '!Join [",", [a, !Ref LB]]', gives: { $template: ['a,', ref('LB')] } },
    { value: '!Join [",", !GetAZs ""]', gives: unknown('azs:us-east-1') },
  ],
  'Fn::Split': [
    { value: '!Split ["|", "a||c|"]', gives: ['a', '', 'c', ''] },
    { value: '!Split [",", !Join [",", [a, !Ref LB]]]', gives: ['a', ref('LB')] },
    { value: '!Split ["/", !Ref LB]', gives: unknown('LB') },
    { value: '!Split [",", !Ref Stored]', gives: unknown('ssm:/app/host') },
  ],
  'Fn::Select': [
    { value: '!Select [1, [a, b]]', gives: 'b' },
    { value: '!Select ["0", !Ref Hosts]', gives: 'a' },
    { value: '!Select [0, [a, !Ref LB]]', gives: 'a' },
    { value: '!Select [1, [a, !Ref LB]]', gives: ref('LB') },
    { value: '!Select [0, !GetAZs ""]', gives: unknown('azs:us-east-1') },
    { value: '!Select [1, !FindInMap [Sizes, prod, Zones]]', gives: 'b' },
  ],
  'Fn::FindInMap': [
    { value: '!FindInMap [Sizes, !Ref Env, Cpu]', gives: '256' },
    { value: '!FindInMap [Sizes, !Ref Env, Zones]', gives: ['a', 'b', 'c'], given: prod },
    { value: '!FindInMap [Sizes, !Ref Stored, Cpu]', gives: unknown('ssm:/app/host') },
    { value: '!FindInMap [Sizes, qa, Cpu, {DefaultValue: !Ref Env}]', gives: 'staging', sections: extensions },
    { value: '!FindInMap [Sizes, !Join ["", [pr, od]], Cpu]', gives: '512', sections: extensions },
    {
      value: '!FindInMap [Sizes, prod, Cpu]',
      gives: unknown('transform:AWS::Include'),
      sections: 'Mappings: {Fn::Transform: {Name: AWS::Include, Parameters: {Location: "s3://b/m"}}}',
    },
  ],
  'Fn::If': [
    { value: '!If [IsProd, a, b]', gives: 'b' },
    { value: '!If [IsProd, [a], {b: c}]', gives: ['a'], given: prod },
    { value: '[x, !If [IsProd, [a], [b]]]', gives: ['x', ['b']] },
    { value: '[x, !If [IsProd, a, !Ref "AWS::NoValue"]]', gives: ['x'] },
    { value: '{A: !If [IsProd, a, !Ref "AWS::NoValue"]}', gives: {} },
    { value: '!If [IsProd, a, !Ref "AWS::NoValue"]', gives: undefined },
    { value: '!If [IsProd, !FindInMap [None, a, b], fine]', gives: 'fine' },
    { value: '!If [IsStored, a, b]', gives: unknown('ssm:/app/host') },
    { value: '!If [IsStored, !Ref LB, !Ref LB]', gives: ref('LB') },
    { value: '!If [IsStored, same, !If [IsProd, other, same]]', gives: 'same' },
  ],
  'Other stacks': [
    { value: '!ImportValue net-vpc', gives: unknown('import:net-vpc') },
    { value: '!ImportValue net-vpc', gives: 'vpc-1', given: { imports: { 'net-vpc': 'vpc-1' } } },
    { value: '{Fn::ImportValue: !Sub "${Env}-vpc"}', gives: unknown('import:staging-vpc') },
    { value: '{Fn::ImportValue: !Sub "${Stored}-vpc"}', gives: unknown('import:${ssm:/app/host}-vpc') },
    { value: '{Fn::GetStackOutput: {StackName: net, OutputName: Vpc}}', gives: unknown('stackoutput:net.Vpc') },
    {
      value: '!GetStackOutput {StackName: net, OutputName: Vpc, Region: eu-west-1}',
      gives: unknown('stackoutput:net.Vpc@eu-west-1'),
    },
    {
      value: '!GetStackOutput {StackName: net, OutputName: Vpc, Region: us-east-1}',
      gives: unknown('stackoutput:net.Vpc'),
    },
  ],
  'Fn::Cidr': [
    { value: '!Cidr ["10.0.0.0/16", 2, 8]', gives: ['10.0.0.0/24', '10.0.1.0/24'] },
    { value: '!Cidr ["10.0.7.9/22", "1", "9"]', gives: ['10.0.4.0/23'] },
    { value: '!Cidr ["2001:db8::/56", 2, 64]', gives: ['2001:db8::/64', '2001:db8:0:1::/64'] },
    { value: '!Select [3, !Cidr ["10.0.0.0/24", 4, 6]]', gives: '10.0.0.192/26' },
    { value: '!Cidr [!Ref Stored, 2, 8]', gives: unknown('ssm:/app/host') },
  ],
  'Fn::Base64': [
    { value: '!Base64 hello', gives: 'aGVsbG8=' },
    { value: '{Fn::Base64: !Sub "é${Env}"}', gives: 'w6lzdGFnaW5n' },
    { value: '{Fn::Base64: !Ref LB}', gives: unknown('LB') },
  ],
  'AWS::LanguageExtensions': [
    { value: '{Fn::Length: !Ref Hosts}', gives: 2, sections: extensions },
    { value: '{Fn::Length: !GetAZs ""}', gives: unknown('azs:us-east-1'), sections: extensions },
    {
      value: '{Fn::ToJsonString: {a: !Ref Env, b: [1, true], c: !Ref "AWS::NoValue"}}',
      gives: '{"a":"staging","b":[1,true]}',
      sections: extensions,
    },
    {
      value: '{Fn::ToJsonString: {a: !Sub "x\\"${LB}"}}',
      gives: { $template: ['{"a":"x\\"', ref('LB'), '"}'] },
      sections: extensions,
    },
  ],
  'Fn::Transform': [
    { value: '!Transform {Name: Upper, Parameters: {A: b}}', gives: unknown('transform:Upper') },
    { value: '{A: b, Fn::Transform: {Name: Upper}}', gives: unknown('transform:Upper') },
  ],
  'Dynamic references': [
    { value: '"{{resolve:ssm:/a}}"', gives: 'A', given: { ssm: { '/a': 'A' } } },
    {
      value: '"https://{{resolve:ssm:/a}}:{{resolve:ssm:/b:2}}/"',
      gives: 'https://A:B/',
      given: { ssm: { '/a': 'A', '/b:2': 'B' } },
    },
    { value: '"https://{{resolve:ssm:/a}}/"', gives: { $template: ['https://', unknown('ssm:/a'), '/'] } },
    { value: '!Sub "{{resolve:ssm:/${Env}/a}}"', gives: 'S', given: { ssm: { '/staging/a': 'S' } } },
    { value: '!Sub "{{resolve:ssm:/${LB}/a}}"', gives: unknown('ssm:/${LB}/a') },
    { value: '"{{resolve:secretsmanager:db:SecretString:pw}}"', gives: unknown('secretsmanager:db:SecretString:pw') },
    { value: '"{{resolve:ssm-secure:/pw:1}}"', gives: unknown('ssm-secure:/pw:1') },
    { value: '"open {{resolve:ssm:/a"', gives: 'open {{resolve:ssm:/a' },
  ],
  'Plain data': [
    {
      value: '{Condition: {StringEquals: {a: b}}, Ref: x}',
      gives: { Condition: { StringEquals: { a: 'b' } }, Ref: 'x' },
    },
    { value: '{Condition: IsProd}', gives: { Condition: 'IsProd' } },
    { value: '[]', gives: [] },
    { value: '{}', gives: {} },
  ],
}

describe.each(Object.entries(tables))('%s', (_, rows) => {
  it.each(rows)('$value', ({ value, gives, given, sections }) => {
    const source = evaluate(around(value, sections), given)
    expect(errors(source)).toEqual([])
    expect(jsonOf(source)).toEqual(gives)
  })
})

const refused: readonly { value: string; summary: string; sections?: string }[] = [
  { value: '!Ref Nope', summary: 'Unresolved name Nope' },
  { value: '!Ref AWS::Nope', summary: 'Unresolved name AWS::Nope' },
  { value: '!GetAtt Nope.Arn', summary: 'Unresolved name Nope' },
  { value: '!GetAtt Env.Arn', summary: 'Env has no attributes' },
  { value: '!GetAtt LB', summary: 'Wrong argument of Fn::GetAtt' },
  { value: '!GetAtt [!Ref Env, Arn]', summary: 'Wrong argument of Fn::GetAtt' },
  { value: '!Sub "${Nope}"', summary: 'Unresolved name Nope' },
  { value: '!Sub "${a-b}"', summary: 'Invalid variable in Fn::Sub' },
  { value: '!Sub "${Hosts}"', summary: 'Variable of Fn::Sub is no text' },
  { value: '!Sub {A: b}', summary: 'Wrong arguments of Fn::Sub' },
  { value: '!Sub [a, b]', summary: 'Wrong arguments of Fn::Sub' },
  { value: '!Join [",", a]', summary: 'Wrong arguments of Fn::Join' },
  { value: '!Join [!Ref Env, [a]]', summary: 'Wrong arguments of Fn::Join' },
  { value: '!Join [",", [[a]]]', summary: 'Member of Fn::Join is no text' },
  { value: '!Join [","]', summary: 'Wrong arguments of Fn::Join' },
  { value: '!Split ["", a]', summary: 'Wrong arguments of Fn::Split' },
  { value: '!Split [",", [a]]', summary: 'Wrong arguments of Fn::Split' },
  { value: '!Select [2, [a, b]]', summary: 'Fn::Select out of range' },
  { value: '!Select [-1, [a]]', summary: 'Wrong arguments of Fn::Select' },
  { value: '!Select [x, [a]]', summary: 'Wrong arguments of Fn::Select' },
  { value: '!FindInMap [None, a, b]', summary: 'No mapping None' },
  { value: '!FindInMap [Sizes, Prod, Cpu]', summary: 'No key Prod in the mapping Sizes' },
  { value: '!FindInMap [Sizes, prod, cpu]', summary: 'No key cpu below Sizes.prod' },
  { value: '!FindInMap [Sizes, prod]', summary: 'Wrong arguments of Fn::FindInMap' },
  { value: '!FindInMap [Sizes, prod, Cpu, {DefaultValue: x}]', summary: 'Wrong arguments of Fn::FindInMap' },
  { value: '!FindInMap [Sizes, !Sub "${Env}", Cpu]', summary: 'Wrong arguments of Fn::FindInMap' },
  { value: '!If [Nope, a, b]', summary: 'Undefined condition Nope' },
  { value: '!If [IsProd, a]', summary: 'Wrong arguments of Fn::If' },
  { value: '!If [!Equals [a, b], a, b]', summary: 'Wrong arguments of Fn::If' },
  { value: '!Equals [a, b]', summary: 'Fn::Equals outside Conditions' },
  { value: '!Cidr ["10.0.0.0/24", 5, 6]', summary: 'Fn::Cidr cannot be computed' },
  { value: '!Cidr ["10.0.0.0/16", 257, 4]', summary: 'Fn::Cidr cannot be computed' },
  { value: '!Cidr [x, 1, 8]', summary: 'Fn::Cidr cannot be computed' },
  { value: '!Base64 [a]', summary: 'Wrong argument of Fn::Base64' },
  { value: '{Fn::Length: [a]}', summary: 'Fn::Length needs a transform' },
  { value: '{Fn::ToJsonString: {a: b}}', summary: 'Fn::ToJsonString needs a transform' },
  { value: '{Fn::Length: a}', summary: 'Wrong argument of Fn::Length', sections: extensions },
  { value: '{Fn::Nope: a}', summary: 'Unknown function' },
  { value: '{Fn::Sub: a, Other: b}', summary: 'Function beside other keys' },
  { value: '!Nope a', summary: 'Unknown tag' },
  { value: '{Fn::ImportValue: !Sub "${LB}-x"}', summary: 'Resource outside Resources and Outputs' },
]

describe('errors of a template', () => {
  it.each(refused)('$value: $summary', ({ value, summary, sections }) => {
    const source = evaluate(around(value, sections))
    expect(errors(source)).toEqual([summary])
    expect(JSON.stringify(jsonOf(source))).toContain('error: ')
  })

  it('goes on with the rest', () => {
    const source = evaluate(around('[!Ref Nope, !Ref Env]'))
    expect(jsonOf(source)).toEqual([unknown('error: Unresolved name Nope'), 'staging'])
  })
})
