import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { mapTree } from '../../../src/io/map-tree.ts'
import { formatLocation } from '../../../src/model/source-location.ts'
import type { Value } from '../../../src/model/value.ts'
import { evaluateTemplate, parameterInput } from '../../../src/parsers/cloudformation/evaluate-template.ts'
import { inspectTemplate } from '../../../src/parsers/cloudformation/inspect-template.ts'
import { readParameterFile } from '../../../src/parsers/cloudformation/parameters/read-parameter-file.ts'
import { errors, evaluate, jsonOf, problems, propertyOf } from './evaluate.ts'

const fixtures = new URL('../../fixtures/cloudformation/', import.meta.url)
const read = (path: string): string => readFileSync(new URL(path, fixtures), 'utf8')

const deploy = (environment: string) => {
  const file = `service/${environment}.json`
  const parameters = [...readParameterFile(file, read(file)).values].map(([name, { value, at }]): [string, Value] => [
    name,
    typeof value === 'string' ? parameterInput(name, value, at) : value,
  ])
  return evaluateTemplate({
    tree: mapTree({ 'service/service.yaml': read('service/service.yaml') }),
    file: 'service/service.yaml',
    stack: `api-${environment}`,
    stackName: `api-${environment}`,
    parameters: new Map(parameters),
    imports: new Map(),
    ssm: new Map(),
    secrets: { digest: text => text },
  })
}

describe('one template for two environments', () => {
  it('is inspected as what each would deploy', () => {
    expect(inspectTemplate(deploy('staging'))).toEqual({
      kind: 'cloudformation',
      parameters: { Environment: 'staging', ListenerArn: { $unknown: 'ssm:/shared/listener-arn' }, PartnerHost: '' },
      conditions: { HasPartner: false, IsProduction: false },
      resources: {
        TargetGroup: {
          type: 'AWS::ElasticLoadBalancingV2::TargetGroup',
          properties: {
            Name: 'statements-staging',
            Port: 8080,
            Protocol: 'HTTP',
            VpcId: { $unknown: 'import:network-staging-VpcId' },
          },
        },
        Rule: {
          type: 'AWS::ElasticLoadBalancingV2::ListenerRule',
          properties: {
            ListenerArn: { $unknown: 'ssm:/shared/listener-arn' },
            Priority: 110,
            Conditions: [{ Field: 'host-header', HostHeaderConfig: { Values: ['api.stg.example.com'] } }],
            Actions: [{ Type: 'forward', TargetGroupArn: { $ref: 'TargetGroup' } }],
          },
        },
      },
      outputs: { Url: { value: 'https://api.stg.example.com/', exportName: 'api-staging-Url' } },
      diagnostics: [],
    })
    expect(inspectTemplate(deploy('production'))).toMatchObject({
      conditions: { HasPartner: true, IsProduction: true },
      resources: {
        Rule: { properties: { Priority: 100 } },
        Alarm: {
          dependsOn: 'Rule',
          deletionPolicy: 'Retain',
          properties: { Dimensions: [{ Name: 'TargetGroup', Value: { $ref: 'TargetGroup.TargetGroupFullName' } }] },
        },
      },
      outputs: { Url: { value: 'https://api.example.com/' }, Partner: { value: 'partner.example.com' } },
    })
  })

  it('knows the lines that its values flowed from', () => {
    const source = deploy('production')
    const origins = (value: Value | undefined) =>
      value?.from.origins.map(({ kind, name, at }) => `${kind} ${name} ${formatLocation(at)}`)
    const url = source.outputs.get('Url')?.value
    expect(origins(url)).toEqual([
      'mapping Routing.production.BaseDomain service/service.yaml:16',
      'parameter Environment service/production.json:3',
    ])
    expect(url && formatLocation(url.from.at)).toBe('service/service.yaml:55')
    const partner = source.outputs.get('Partner')?.value
    expect(origins(partner)).toEqual(['parameter PartnerHost service/production.json:4'])
    expect(partner?.from.through?.map(formatLocation)).toEqual(['service/service.yaml:10'])
    expect(origins(propertyOf(source, 'Rule', 'ListenerArn'))).toEqual(['default ListenerArn service/service.yaml:9'])
    expect(source.resources.map(({ at }) => formatLocation(at))).toEqual([
      'service/service.yaml:21',
      'service/service.yaml:29',
      'service/service.yaml:43',
    ])
  })
})

describe('provenance', () => {
  const text = `Parameters:
  Env: {Type: String}
  Hosts: {Type: CommaDelimitedList, Default: "a,b"}
Conditions:
  IsProd: !Equals [!Ref Env, prod]
Resources:
  R:
    Type: Custom::R
    Properties:
      Chosen: !If [IsProd, {Min: 4}, {Min: 1}]
      Picked: !Select [1, !Ref Hosts]
      Joined: !Join [".", [!Ref Env, !Select [0, !Ref Hosts]]]
      Literal: x
`
  const names = (value: Value | undefined) => value?.from.origins.map(({ kind, name }) => `${kind} ${name}`)
  const source = evaluate(text, { parameters: { Env: 'prod' } })

  it('of a branch is what its condition depends on, down to each member', () => {
    const chosen = propertyOf(source, 'R', 'Chosen')
    expect(names(chosen?.kind === 'map' ? chosen.entries.get('Min') : undefined)).toEqual(['parameter Env'])
  })

  it('of derived text is all that it is made of', () => {
    expect(names(propertyOf(source, 'R', 'Picked'))).toEqual(['default Hosts'])
    expect(names(propertyOf(source, 'R', 'Joined'))).toEqual(['parameter Env', 'default Hosts'])
    expect(names(propertyOf(source, 'R', 'Literal'))).toEqual([])
  })
})

describe('nested stacks', () => {
  const files = {
    'network/root.yaml': read('network/root.yaml'),
    'network/nested/edge.yaml': read('network/nested/edge.yaml'),
  }
  const root = (more = {}, parameters = {}) =>
    evaluate(files['network/root.yaml'], {
      files: { ...files, ...more },
      parameters,
      more: { file: 'network/root.yaml' },
    })

  it('take parameters and give outputs, with the identity of what is inside', () => {
    const source = root()
    expect(problems(source)).toEqual([])
    expect(source.resources.map(({ address }) => address)).toEqual([
      { source: 'web', name: 'Edge' },
      { source: 'web', name: 'Edge/LB' },
      { source: 'web', name: 'Record' },
    ])
    expect(jsonOf(source, 'Record', 'Name')).toBe('api.staging.example.com.')
    expect(jsonOf(source, 'Record', 'AliasTarget')).toEqual({ DNSName: { $ref: 'Edge/LB.DNSName' } })
    expect(jsonOf(source, 'Edge/LB', 'Subnets')).toEqual(['subnet-1', 'subnet-2'])
    expect(jsonOf(source, 'Edge/LB', 'Name')).toEqual({ $unknown: 'AWS::StackName of Edge' })
  })

  it('are taken from beside their parent where only the name is certain, and left unknown where there is none', () => {
    const missing = root({}, { Env: 'prod' })
    expect(missing.resources.map(({ address }) => address.name)).toContain('Audit')
    const found = root({ 'network/audit.yaml': 'Resources: {Log: {Type: AWS::Logs::LogGroup}}' }, { Env: 'prod' })
    expect(found.resources.map(({ address }) => address.name)).toContain('Audit/Log')
    expect(problems(found)).toEqual(['warning 18: Template of nested stack assumed'])
  })

  const parent = (reference: string, child: string) =>
    evaluate(
      `Resources:\n  N: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: n.yaml}}\n  R: {Type: Custom::R, Properties: {Value: ${reference}}}\n`,
      { files: { 'n.yaml': child } },
    )
  it('have only the outputs that their template makes', () => {
    const child = 'Resources: {T: {Type: AWS::SNS::Topic}}\nOutputs: {O: {Value: x}}'
    expect(jsonOf(parent('!GetAtt N.Outputs.O', child), 'R')).toBe('x')
    expect(errors(parent('!GetAtt N.Outputs.P', child))).toEqual(['Nested stack N has no output P'])
    expect(errors(parent('x', 'Parameters: {P: {Type: String}}\nResources: {T: {Type: AWS::SNS::Topic}}'))).toEqual([
      'Parameter P has no value',
    ])
  })

  it('get what a dynamic reference stands for', () => {
    const text =
      'Resources: {N: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: n.yaml, Parameters: {P: "{{resolve:ssm:/a}}"}}}}'
    const child = 'Parameters: {P: {Type: String}}\nResources: {T: {Type: Custom::T, Properties: {V: !Ref P}}}'
    expect(jsonOf(evaluate(text, { files: { 'n.yaml': child }, ssm: { '/a': 'A' } }), 'N/T', 'V')).toBe('A')
  })

  it('that contain themselves, or wait for themselves, end with an error', () => {
    const self = 'Resources: {N: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: template.yaml}}}'
    expect(errors(evaluate(self))).toEqual(['Nested stack contains itself'])
    const waiting = `Resources:
  A: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: n.yaml, Parameters: {P: !GetAtt B.Outputs.O}}}
  B: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: n.yaml, Parameters: {P: !GetAtt A.Outputs.O}}}
`
    const child =
      'Parameters: {P: {Type: String}}\nResources: {T: {Type: AWS::SNS::Topic}}\nOutputs: {O: {Value: !Ref P}}'
    expect(errors(evaluate(waiting, { files: { 'n.yaml': child } }))).toEqual(['Circular nested stack B'])
  })
})

describe('what is not certain to exist', () => {
  const text = `Parameters:
  Flag: {Type: "AWS::SSM::Parameter::Value<String>", Default: /flag}
Conditions:
  On: !Equals [!Ref Flag, "on"]
Resources:
  A: {Type: AWS::SNS::Topic, Condition: On}
  B: {Type: AWS::SNS::Topic}
Outputs:
  O: {Condition: On, Value: !Ref A}
`
  it('is undetermined, with what decides', () => {
    const source = evaluate(text)
    expect(source.resources.map(({ address, exists }) => [address.name, exists])).toEqual([
      ['A', 'undetermined'],
      ['B', 'yes'],
    ])
    expect(inspectTemplate(source)).toMatchObject({
      conditions: { On: { $unknown: 'condition On' } },
      resources: { A: { exists: { $unknown: 'ssm:/flag' } } },
      outputs: { O: { value: { $ref: 'A' }, exists: { $unknown: 'ssm:/flag' } } },
    })
  })

  it('may not be referred to where it is certain not to exist', () => {
    expect(errors(evaluate(text.replace('Condition: On, Value', 'Value'), { ssm: { '/flag': 'off' } }))).toEqual([
      'Reference to A, which is not created',
    ])
    expect(errors(evaluate(text, { ssm: { '/flag': 'off' } }))).toEqual([])
  })
})

describe('names that follow from the template', () => {
  const withResource = (type: string, properties: string, value: string) =>
    propertyOf(
      evaluate(`Resources:
  X: {Type: "${type}", Properties: ${properties}}
  Probe: {Type: Custom::Probe, Properties: {Value: ${value}}}
`),
    )

  it.each<[string, string, string, unknown]>([
    ['AWS::ECS::Cluster', '{ClusterName: web}', '!Ref X', 'web'],
    ['AWS::Route53::RecordSet', '{Name: a.example.com}', '!Ref X', 'a.example.com'],
    ['AWS::RDS::DBInstance', '{DBInstanceIdentifier: MainDb}', '!Ref X', 'maindb'],
    ['AWS::IAM::Role', '{RoleName: task}', '!GetAtt X.Arn', 'arn:aws:iam::111122223333:role/task'],
    ['AWS::IAM::Role', '{RoleName: task, Path: /svc/}', '!GetAtt X.Arn', 'arn:aws:iam::111122223333:role/svc/task'],
    [
      'AWS::Logs::LogGroup',
      '{LogGroupName: /a}',
      '!GetAtt X.Arn',
      'arn:aws:logs:us-east-1:111122223333:log-group:/a:*',
    ],
    ['AWS::ElasticLoadBalancingV2::TargetGroup', '{Name: api}', '!GetAtt X.TargetGroupName', 'api'],
    ['AWS::SSM::Parameter', '{Type: String, Value: v}', '!GetAtt X.Value', 'v'],
  ])('%s %s: %s is %s', (type, properties, value, gives) => {
    const name = withResource(type, properties, value)
    expect(name).toMatchObject({ kind: 'known', value: gives, names: { to: { source: 'web', name: 'X' } } })
  })

  it.each([
    ['AWS::ECS::Cluster', '{}', '!Ref X'],
    ['AWS::ECS::Cluster', '{ClusterName: web}', '!Sub "${X.Nope}"'],
    ['AWS::ElasticLoadBalancingV2::LoadBalancer', '{Name: main}', '!GetAtt X.DNSName'],
    ['AWS::SNS::Topic', '{TopicName: t}', '!Ref X'],
    ['Custom::Thing', '{Name: n}', '!GetAtt X.Name'],
  ])('%s %s: %s stays a reference', (type, properties, value) => {
    expect(withResource(type, properties, value)?.kind).toBe('reference')
  })

  it('stay references in a circle', () => {
    const source = evaluate(
      'Resources:\n  A: {Type: AWS::S3::Bucket, Properties: {BucketName: !Ref B}}\n  B: {Type: AWS::S3::Bucket, Properties: {BucketName: !Ref A}}\n',
    )
    expect(jsonOf(source, 'A', 'BucketName')).toEqual({ $ref: 'B' })
  })
})

describe('the parts of a template', () => {
  it.each([
    ['Outputs: {}', 'No resources'],
    ['Resources: {}', 'No resources'],
    ['[]', 'Not a template'],
    ['Resources: {A: {Properties: {}}}', 'Resource A has no type'],
    ['Resources: {a-b: {Type: A::B::C}}', 'Logical id a-b is not alphanumeric'],
    ['Resources: {A: {Type: A::B::C, Condition: Nope}}', 'Undefined condition Nope'],
    ['Resources: {A: {Type: A::B::C, DependsOn: Nope}}', 'Unresolved DependsOn Nope'],
    ['Resources: {A: {Type: A::B::C, DeletionPolicy: !Ref "AWS::Region"}}', 'DeletionPolicy is no literal'],
    ['Resources: {A: {Type: A::B::C, Properties: x}}', 'Properties of A are no map'],
    ['Resources: {A: {Type: A::B::C}}\nOutputs: {O: {}}', 'Output O has no value'],
    ['Resources: {A: {Type: A::B::C}}\nOutputs: {O: {Value: [a]}}', 'Output O is no text'],
    ['Resources: {A: {Type: A::B::C}}\nConditions: []', 'Conditions is no map'],
    [
      'Resources: {A: {Type: A::B::C}}\nOutputs: {O: {Value: a, Export: {Name: !Ref A}}}',
      'Resource outside Resources and Outputs',
    ],
  ])('%s: %s', (text, summary) => {
    expect(errors(evaluate(text))).toEqual([summary])
  })

  it('as written are doubted where a macro may rewrite them', () => {
    const source = evaluate('Transform: [Upper]\nResources: {A: {Type: A::B::C, Properties: {V: !Ref Made}}}')
    expect(problems(source)).toEqual(['warning 1: Macro Upper not run'])
    expect(source.resources.map(({ exists }) => exists)).toEqual(['undetermined'])
    expect(jsonOf(source, 'A', 'V')).toEqual({ $unknown: 'Made (made by the macro Upper)' })
  })

  it('may be made by a module', () => {
    const source = evaluate(
      'Resources: {M: {Type: "A::B::C::MODULE"}, A: {Type: A::B::C, Properties: {V: !Ref MBucket}}}',
    )
    expect(problems(source)).toEqual([])
    expect(jsonOf(source, 'A', 'V')).toEqual({ $unknown: 'MBucket (made by the module M)' })
  })

  it('are not known where a transform stands beside properties', () => {
    const source = evaluate('Resources: {A: {Type: A::B::C, Properties: {V: 1, Fn::Transform: {Name: AWS::Include}}}}')
    expect(jsonOf(source, 'A', 'V')).toEqual({ $unknown: 'transform:AWS::Include' })
    expect(inspectTemplate(source)).toMatchObject({
      resources: { A: { properties: { $unknown: 'transform:AWS::Include' } } },
    })
  })
})
