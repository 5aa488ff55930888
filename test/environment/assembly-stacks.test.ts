import { expect, test } from 'vitest'
import { buildEnvironment } from '../../src/environment/build.ts'
import { evaluateSources } from '../../src/environment/evaluate-sources.ts'
import { mapTree } from '../../src/io/map-tree.ts'
import { plain } from '../helpers/evaluated.ts'

const stackOf = (name: string, file: string) => ({
  type: 'aws:cloudformation:stack',
  environment: 'aws://333344445555/eu-west-1',
  properties: { templateFile: file, stackName: name, ...(name === 'Prod-Api' ? { parameters: { Size: '2' } } : {}) },
})
const api = {
  Parameters: {
    Size: { Type: 'Number' },
    BootstrapVersion: { Type: 'AWS::SSM::Parameter::Value<String>', Default: '/cdk-bootstrap/x/version' },
  },
  Resources: {
    Record: {
      Type: 'AWS::Route53::RecordSet',
      Properties: {
        HostedZoneId: 'Z0001',
        Name: 'api.example.com.',
        Type: 'CNAME',
        ResourceRecords: [{ 'Fn::ImportValue': 'Edge:Host' }],
      },
    },
    Service: { Type: 'AWS::ECS::Service', Properties: { DesiredCount: { Ref: 'Size' } } },
    CDKMetadata: { Type: 'AWS::CDK::Metadata', Properties: {} },
  },
}
const edge = {
  Resources: { Topic: { Type: 'AWS::SNS::Topic' } },
  Outputs: { Host: { Value: 'edge.example.net', Export: { Name: 'Edge:Host' } } },
}
const files: Readonly<Record<string, unknown>> = {
  'app/cdk.context.json': {
    'hosted-zone:account=333344445555:domainName=example.com:region=eu-west-1': {
      Id: '/hostedzone/Z0001',
      Name: 'example.com.',
    },
    'ssm:account=333344445555:parameterName=/cdk-bootstrap/x/version:region=eu-west-1': '21',
  },
  'app/cdk.out/manifest.json': {
    artifacts: {
      'assembly-Prod': { type: 'cdk:cloud-assembly', properties: { directoryName: 'assembly-Prod' } },
      Shared: stackOf('Shared', 'Shared.json'),
    },
  },
  'app/cdk.out/Shared.json': { Resources: { Topic: { Type: 'AWS::SNS::Topic' } } },
  'app/cdk.out/assembly-Prod/manifest.json': {
    artifacts: { Api: stackOf('Prod-Api', 'Api.template.json'), Edge: stackOf('Prod-Edge', 'Edge.template.json') },
  },
  'app/cdk.out/assembly-Prod/Api.template.json': api,
  'app/cdk.out/assembly-Prod/Edge.template.json': edge,
}

const modelOf = async (template: string, stackName?: string) => {
  const tree = mapTree(new Map(Object.entries(files).map(([path, json]) => [path, JSON.stringify(json)])))
  const config = {
    template,
    parameterFiles: [],
    parameters: new Map(),
    ...(stackName === undefined ? {} : { stackName }),
  }
  const environment = { name: 'prod', terraform: [], cloudformation: [config], apps: [], variables: new Map() }
  const evaluated = await evaluateSources(tree, environment, 'test')
  return buildEnvironment({ name: 'prod', ...evaluated, declaredLinks: [] })
}

test('a directory that the CDK synthesised stands for its stacks, those of stages included', async () => {
  const model = await modelOf('app/cdk.out')
  expect(model.sources.map(({ id }) => id)).toEqual(['Prod-Api', 'Prod-Edge', 'Shared'])
  expect((await modelOf('app/cdk.out', 'Shared')).sources.map(({ id }) => id)).toEqual(['Shared'])
  expect((await modelOf('app/cdk.out/assembly-Prod')).sources.map(({ id }) => id)).toEqual(['Prod-Api', 'Prod-Edge'])
})

test('its stacks have the parameters, the region and what the CDK looked up', async () => {
  const model = await modelOf('app/cdk.out/assembly-Prod')
  expect(model.diagnostics).toEqual([])
  expect(model.entities.service.map(plain)).toMatchObject([{ desiredCount: 2, region: 'eu-west-1' }])
  expect(model.entities.zone.map(plain)).toMatchObject([{ name: 'example.com', isLookup: true }])
  expect(model.entities['dns-record'].map(plain)).toMatchObject([
    { name: 'api.example.com', zone: '<hosted zone Z0001 zone_id>', values: ['edge.example.net'] },
  ])
  expect(model.sources[0]?.inputs.get('BootstrapVersion')).toMatchObject({ value: '21' })
})

test('stacks meet through exports, with the link that shows it', async () => {
  const { links } = await modelOf('app/cdk.out/assembly-Prod')
  expect(links.map(({ because, reliability }) => [because, reliability])).toContainEqual(['export Edge:Host', 'exact'])
})

test('a manifest that is none is said', async () => {
  const tree = mapTree(new Map([['cdk.out/manifest.json', '[]']]))
  const config = { template: 'cdk.out', parameterFiles: [], parameters: new Map() }
  const environment = { name: 'prod', terraform: [], cloudformation: [config], apps: [], variables: new Map() }
  const { sources, diagnostics } = await evaluateSources(tree, environment, 'test')
  expect(sources).toEqual([])
  expect(diagnostics.map(({ summary }) => summary)).toEqual(['Cloud assembly not readable'])
})
