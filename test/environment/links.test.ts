import { describe, expect, test } from 'vitest'
import { buildEnvironment } from '../../src/environment/build.ts'
import type { DeclaredLink } from '../../src/environment/links/declared-links.ts'
import type { EnvironmentModel } from '../../src/model/environment-model.ts'
import type { EvaluatedResource, EvaluatedSource } from '../../src/model/evaluated.ts'
import type { MapValue } from '../../src/model/value.ts'
import { known } from '../../src/model/value.ts'
import type { Written } from '../helpers/evaluated.ts'
import { cfn, outside, place, plain, ref, refIn, sourceOf, template, tf, value } from '../helpers/evaluated.ts'

const build = (
  sources: readonly EvaluatedSource[],
  links: readonly Pick<DeclaredLink, 'from' | 'to'>[] = [],
): EnvironmentModel => buildEnvironment({ name: 'staging', sources, apps: [], declaredLinks: links, diagnostics: [] })

const rule = (listener: Written): EvaluatedResource =>
  cfn('Rule', 'AWS::ElasticLoadBalancingV2::ListenerRule', { ListenerArn: listener, Priority: 1 })

const balancer = tf('aws_lb.edge', { name: 'edge' })
const https = tf('aws_lb_listener.https', {
  load_balancer_arn: ref('aws_lb.edge', 'arn'),
  port: 443,
  protocol: 'HTTPS',
})
const http = tf('aws_lb_listener.http', { load_balancer_arn: ref('aws_lb.edge', 'arn'), port: 80 })
const httpsArn = ref('aws_lb_listener.https', 'arn')
const base = [balancer, https, http]

interface LinkCase {
  readonly name: string
  readonly sources: readonly EvaluatedSource[]
  readonly links?: readonly Pick<DeclaredLink, 'from' | 'to'>[]
  /** What the rule's listener is afterwards. */
  readonly listener: string
  /** Reliability and reason of the rule's link. */
  readonly link?: readonly [string, string]
  /** A text of the diagnostic that names the candidates. */
  readonly ambiguous?: string
}

const testLinks = (strategy: string, cases: readonly LinkCase[]): void => {
  describe(strategy, () => {
    test.each(cases)('$name', ({ sources, links, listener, link, ambiguous }) => {
      const model = build(sources, links)
      const rules = model.entities['listener-rule']
      expect(rules.map(each => plain(each.listener))).toEqual([listener])
      const own = model.links.filter(({ from }) => from.name === rules[0]?.address.name)
      expect(own.map(({ reliability, because }) => [reliability, because])).toEqual(link ? [link] : [])
      expect(model.diagnostics.map(({ severity, summary, detail }) => [severity, summary, detail])).toEqual(
        ambiguous === undefined ? [] : [['warning', expect.anything(), expect.stringContaining(ambiguous)]],
      )
    })
  })
}

const stored = (name: Written, more: { readonly source?: string; readonly id?: string } = {}) =>
  tf(
    `aws_ssm_parameter.${more.id ?? 'listener'}`,
    { name, value: httpsArn },
    more.source ? { source: more.source } : {},
  )
const listenerParameter = outside('ssm:/kumo/staging/listener')
const lookUp = [
  tf('data.aws_ssm_parameter.listener', { name: '/kumo/staging/listener' }, { source: 'edge' }),
  tf(
    'aws_lb_listener_rule.rule',
    { listener_arn: refIn('edge', 'data.aws_ssm_parameter.listener', 'value'), priority: 1 },
    { source: 'edge' },
  ),
]

testLinks('stored parameters', [
  {
    name: 'Terraform to CloudFormation',
    sources: [sourceOf([...base, stored('/kumo/staging/listener')]), sourceOf([rule(listenerParameter)])],
    listener: '<aws_lb_listener.https arn>',
    link: ['exact', 'SSM parameter /kumo/staging/listener'],
  },
  {
    name: 'Terraform to Terraform',
    sources: [sourceOf([...base, stored('/kumo/staging/listener')]), sourceOf(lookUp)],
    listener: '<aws_lb_listener.https arn>',
    link: ['exact', 'SSM parameter /kumo/staging/listener'],
  },
  {
    name: 'CloudFormation to Terraform',
    sources: [
      sourceOf([
        cfn('Https', 'AWS::ElasticLoadBalancingV2::Listener', {}),
        cfn('Stored', 'AWS::SSM::Parameter', { Name: '/kumo/staging/listener', Value: refIn('api', 'Https') }),
      ]),
      sourceOf(lookUp),
    ],
    listener: '<Https>',
    link: ['exact', 'SSM parameter /kumo/staging/listener'],
  },
  {
    name: 'a dynamic reference with a version',
    sources: [
      sourceOf([...base, stored('/kumo/staging/listener')]),
      sourceOf([rule(outside('ssm:/kumo/staging/listener:3'))]),
    ],
    listener: '<aws_lb_listener.https arn>',
    link: ['exact', 'SSM parameter /kumo/staging/listener'],
  },
  {
    name: 'removed: another name',
    sources: [sourceOf([...base, stored('/kumo/production/listener')]), sourceOf([rule(listenerParameter)])],
    listener: '?ssm:/kumo/staging/listener',
  },
  {
    name: 'removed: Terraform looks up what nothing stores',
    sources: [sourceOf(base), sourceOf(lookUp)],
    listener: '<data.aws_ssm_parameter.listener value>',
  },
  {
    name: 'ambiguous: two store it',
    sources: [
      sourceOf([...base, stored('/kumo/staging/listener'), stored('/kumo/staging/listener', { id: 'second' })]),
      sourceOf([rule(listenerParameter)]),
    ],
    listener: '?ssm:/kumo/staging/listener',
    ambiguous: 'infra:aws_ssm_parameter.listener, infra:aws_ssm_parameter.second',
  },
])

const exporting = (exportName: Written, id = 'edge') =>
  sourceOf([cfn('Https', 'AWS::ElasticLoadBalancingV2::Listener', {}, { source: id })], {
    outputs: { ListenerArn: { output: refIn(id, 'Https'), exportName } },
  })
const imported = sourceOf([rule(outside('import:edge-listener'))])
const byTerraform = (data: EvaluatedResource, ...attribute: readonly string[]) =>
  sourceOf([data, tf('aws_lb_listener_rule.rule', { listener_arn: ref(data.address.name, ...attribute), priority: 1 })])

testLinks('exports and outputs of stacks', [
  {
    name: 'an import',
    sources: [exporting('edge-listener'), imported],
    listener: '<Https>',
    link: ['exact', 'export edge-listener'],
  },
  {
    name: 'removed: nothing exports it',
    sources: [exporting('edge-listener-2'), imported],
    listener: '?import:edge-listener',
  },
  {
    name: 'ambiguous: two export it',
    sources: [exporting('edge-listener'), exporting('edge-listener', 'other'), imported],
    listener: '?import:edge-listener',
    ambiguous: 'edge:output.ListenerArn, other:output.ListenerArn',
  },
  {
    name: 'Terraform looks an export up',
    sources: [
      exporting('edge-listener'),
      byTerraform(tf('data.aws_cloudformation_export.x', { name: 'edge-listener' }), 'value'),
    ],
    listener: '<Https>',
    link: ['exact', 'export edge-listener'],
  },
  {
    name: 'Terraform reads outputs of a stack',
    sources: [
      exporting('-'),
      byTerraform(tf('data.aws_cloudformation_stack.x', { name: 'edge' }), 'outputs', 'ListenerArn'),
    ],
    listener: '<Https>',
    link: ['exact', 'output ListenerArn of stack edge'],
  },
  {
    name: 'removed: a stack that is not there',
    sources: [
      exporting('-'),
      byTerraform(tf('data.aws_cloudformation_stack.x', { name: 'gone' }), 'outputs', 'ListenerArn'),
    ],
    listener: '<data.aws_cloudformation_stack.x outputs ListenerArn>',
  },
  {
    name: 'two hops: an export of what is stored',
    sources: [
      sourceOf([...base, stored('/kumo/staging/listener')]),
      sourceOf([], {
        id: 'edge',
        kind: 'cloudformation',
        outputs: { L: { output: listenerParameter, exportName: 'edge-listener' } },
      }),
      imported,
    ],
    listener: '<aws_lb_listener.https arn>',
    link: ['exact', 'export edge-listener'],
  },
])

const root = (
  id: string,
  outputs: { readonly [name: string]: Written } = { listener_arn: refIn(id, 'aws_lb_listener.https', 'arn') },
) => sourceOf([tf('aws_lb_listener.https', { load_balancer_arn: 'x', port: 443 }, { source: id })], { outputs })
const reading = (written: { readonly [name: string]: Written }, ...path: readonly string[]) =>
  sourceOf([
    tf('data.terraform_remote_state.net', written, { source: 'live/staging/app' }),
    tf(
      'aws_lb_listener_rule.rule',
      { listener_arn: refIn('live/staging/app', 'data.terraform_remote_state.net', 'outputs', ...path), priority: 1 },
      { source: 'live/staging/app' },
    ),
  ])
const readingMore = (written: { readonly [name: string]: Written }, output: string) => {
  const source = reading(written, 'listener_arn')
  const also = tf(
    'aws_ssm_parameter.also',
    { name: '/x', value: refIn(source.id, 'data.terraform_remote_state.net', 'outputs', output) },
    { source: source.id },
  )
  return { ...source, resources: [...source.resources, also] }
}
const withState = (
  source: EvaluatedSource,
  config: { readonly [name: string]: Written },
  { type = 's3', workspace }: { readonly type?: string; readonly workspace?: string } = {},
): EvaluatedSource => ({
  ...source,
  backend: { type, config: value(config) as MapValue, ...(workspace === undefined ? {} : { workspace }) },
})
const readingTfe = (written: { readonly [name: string]: Written }) =>
  sourceOf([
    tf('data.tfe_outputs.net', written, { source: 'app' }),
    tf(
      'aws_lb_listener_rule.rule',
      { listener_arn: refIn('app', 'data.tfe_outputs.net', 'values', 'listener_arn'), priority: 1 },
      { source: 'app' },
    ),
  ])
const cloud = (name: string) => ({ organization: 'kumo', workspaces: [{ name }] })
const s3 = (key: Written) => ({ backend: 's3', config: { bucket: 'kumo-state', key } })
const notLinked = '<data.terraform_remote_state.net outputs listener_arn>'

testLinks('state of another root', [
  {
    name: 'the key resembles the directory',
    sources: [
      root('live/staging/network'),
      root('live/staging/other'),
      reading(s3('kumo/staging/network.tfstate'), 'listener_arn'),
    ],
    listener: '<aws_lb_listener.https arn>',
    link: ['likely', 'output listener_arn of live/staging/network'],
  },
  {
    name: 'a local state lies in its directory',
    sources: [
      root('live/staging/network'),
      reading({ backend: 'local', config: { path: '../network/terraform.tfstate' } }, 'listener_arn'),
    ],
    listener: '<aws_lb_listener.https arn>',
    link: ['exact', 'output listener_arn of live/staging/network'],
  },
  {
    name: 'the only root that has the output, when the key is not known',
    sources: [root('live/staging/network'), root('live/staging/other', {}), reading({ backend: 's3' }, 'listener_arn')],
    listener: '<aws_lb_listener.https arn>',
    link: ['likely', 'output listener_arn of live/staging/network'],
  },
  {
    name: 'a member of an output',
    sources: [
      root('live/staging/network', { arns: { https: refIn('live/staging/network', 'aws_lb_listener.https', 'arn') } }),
      reading(s3('staging/network.tfstate'), 'arns', 'https'),
    ],
    listener: '<aws_lb_listener.https arn>',
    link: ['likely', 'output arns of live/staging/network'],
  },
  {
    name: 'the key of the backend, whatever the directory is called',
    sources: [
      withState(root('live/staging/environment'), { key: 'network.tfstate', bucket: 'kumo-state' }),
      withState(root('live/staging/network'), { key: 'other.tfstate' }),
      reading(s3('network.tfstate'), 'listener_arn'),
    ],
    listener: '<aws_lb_listener.https arn>',
    link: ['exact', 'output listener_arn of live/staging/environment'],
  },
  {
    name: 'removed: the same key in another bucket',
    sources: [
      withState(root('live/staging/network'), { key: 'network.tfstate', bucket: 'elsewhere' }),
      reading(s3('network.tfstate'), 'listener_arn'),
    ],
    listener: notLinked,
  },
  {
    name: 'one key, and a workspace for each environment',
    sources: [
      withState(root('live/blue'), { key: 'network.tfstate' }, { workspace: 'blue' }),
      withState(root('live/green'), { key: 'network.tfstate' }, { workspace: 'green' }),
      reading({ ...s3('network.tfstate'), workspace: 'green' }, 'listener_arn'),
    ],
    listener: '<aws_lb_listener.https arn>',
    link: ['exact', 'output listener_arn of live/green'],
  },
  {
    name: 'removed: of a key only other workspaces are there',
    sources: [
      withState(root('live/network'), { key: 'network.tfstate' }, { workspace: 'blue' }),
      reading(s3('network.tfstate'), 'listener_arn'),
    ],
    listener: notLinked,
  },
  {
    name: 'a prefix in a bucket',
    sources: [
      withState(root('a'), { bucket: 'state', prefix: 'terraform/network' }, { type: 'gcs' }),
      withState(root('b'), { bucket: 'other', prefix: 'terraform/network' }, { type: 'gcs' }),
      reading({ backend: 'gcs', config: { bucket: 'state', prefix: 'terraform/network' } }, 'listener_arn'),
    ],
    listener: '<aws_lb_listener.https arn>',
    link: ['exact', 'output listener_arn of a'],
  },
  {
    name: 'a key in a container of a storage account',
    sources: [
      withState(root('a'), { container_name: 'stg', key: 'net' }, { type: 'azurerm' }),
      withState(root('b'), { container_name: 'prod', key: 'net' }, { type: 'azurerm' }),
      reading({ backend: 'azurerm', config: { container_name: 'prod', key: 'net' } }, 'listener_arn'),
    ],
    listener: '<aws_lb_listener.https arn>',
    link: ['exact', 'output listener_arn of b'],
  },
  {
    name: 'a workspace of the cloud',
    sources: [
      withState(root('a'), cloud('network-staging'), { type: 'cloud' }),
      withState(root('b'), cloud('network-production'), { type: 'cloud' }),
      reading(
        { backend: 'remote', config: { organization: 'kumo', workspaces: { name: 'network-staging' } } },
        'listener_arn',
      ),
    ],
    listener: '<aws_lb_listener.https arn>',
    link: ['exact', 'output listener_arn of a'],
  },
  {
    name: 'what follows a prefix',
    sources: [
      withState(
        root('a'),
        { organization: 'kumo', workspaces: [{ prefix: 'net-' }] },
        { type: 'remote', workspace: 'stg' },
      ),
      withState(
        root('b'),
        { organization: 'kumo', workspaces: [{ prefix: 'dns-' }] },
        { type: 'remote', workspace: 'stg' },
      ),
      readingTfe({ organization: 'kumo', workspace: 'net-stg' }),
    ],
    listener: '<aws_lb_listener.https arn>',
    link: ['exact', 'output listener_arn of a'],
  },
  {
    name: 'outputs of a workspace by its name',
    sources: [
      withState(root('a'), cloud('network-staging'), { type: 'cloud' }),
      withState(root('b'), cloud('network-production'), { type: 'cloud' }),
      readingTfe({ organization: 'kumo', workspace: 'network-production' }),
    ],
    listener: '<aws_lb_listener.https arn>',
    link: ['exact', 'output listener_arn of b'],
  },
  {
    name: 'removed: a workspace of another organization',
    sources: [
      withState(root('a'), cloud('network'), { type: 'cloud' }),
      readingTfe({ organization: 'other', workspace: 'network' }),
    ],
    listener: '<data.tfe_outputs.net values listener_arn>',
  },
  {
    name: 'no likeness, but all that is read is there',
    sources: [
      root('live/staging/edge', {
        listener_arn: refIn('live/staging/edge', 'aws_lb_listener.https', 'arn'),
        vpc_id: 'vpc-1',
      }),
      root('live/staging/dns'),
      readingMore(s3('platform.tfstate'), 'vpc_id'),
    ],
    listener: '<aws_lb_listener.https arn>',
    link: ['likely', 'output listener_arn of live/staging/edge'],
  },
  {
    name: 'removed: the output is not there',
    sources: [root('live/staging/network', {}), reading(s3('staging/network.tfstate'), 'listener_arn')],
    listener: notLinked,
  },
  {
    name: 'removed: another root altogether has an output of this name',
    sources: [root('live/staging/network'), reading(s3('shared/accounts/dns.tfstate'), 'listener_arn')],
    listener: notLinked,
  },
  {
    name: 'ambiguous: the key resembles two',
    sources: [
      root('live/staging/network-a'),
      root('live/staging/network-b'),
      reading(s3('staging/network.tfstate'), 'listener_arn'),
    ],
    listener: notLinked,
    ambiguous: 'live/staging/network-a:output.listener_arn, live/staging/network-b:output.listener_arn',
  },
])

const lookedUp = (...resources: readonly EvaluatedResource[]) =>
  sourceOf([
    ...resources.map(resource => ({ ...resource, address: { source: 'app', name: resource.address.name } })),
    tf(
      'aws_lb_listener_rule.rule',
      { listener_arn: refIn('app', 'data.aws_lb_listener.https', 'arn'), priority: 1 },
      { source: 'app' },
    ),
  ])
const lookUpListener = (port: number) =>
  tf('data.aws_lb_listener.https', { load_balancer_arn: refIn('app', 'data.aws_lb.edge', 'arn'), port })
const listenerLookUp = '<data.aws_lb_listener.https arn>'

testLinks('look-ups', [
  {
    name: 'a listener by its load balancer, that by name, and port',
    sources: [sourceOf(base), lookedUp(tf('data.aws_lb.edge', { name: 'edge' }), lookUpListener(443))],
    listener: '<aws_lb_listener.https arn>',
    link: ['likely', 'look-up of listener on port 443 of aws_lb.edge'],
  },
  {
    name: 'CloudFormation makes it, ports are text there',
    sources: [
      sourceOf([
        cfn('Lb', 'AWS::ElasticLoadBalancingV2::LoadBalancer', { Name: 'edge' }),
        cfn('Https', 'AWS::ElasticLoadBalancingV2::Listener', { LoadBalancerArn: refIn('api', 'Lb'), Port: '443' }),
      ]),
      lookedUp(tf('data.aws_lb.edge', { name: 'edge' }), lookUpListener(443)),
    ],
    listener: '<Https arn>',
    link: ['likely', 'look-up of listener on port 443 of Lb'],
  },
  {
    name: 'removed: another port',
    sources: [sourceOf(base), lookedUp(tf('data.aws_lb.edge', { name: 'edge' }), lookUpListener(8443))],
    listener: listenerLookUp,
  },
  {
    name: 'removed: another name',
    sources: [sourceOf(base), lookedUp(tf('data.aws_lb.edge', { name: 'other' }), lookUpListener(443))],
    listener: listenerLookUp,
  },
  {
    name: 'ambiguous: two load balancers of one name',
    sources: [
      sourceOf([...base, tf('aws_lb.twin', { name: 'edge' })]),
      lookedUp(tf('data.aws_lb.edge', { name: 'edge' }), lookUpListener(443)),
    ],
    listener: listenerLookUp,
    ambiguous: 'infra:aws_lb.edge, infra:aws_lb.twin',
  },
  {
    name: 'one of them is in another region',
    sources: [
      sourceOf([...base, tf('aws_lb.twin', { name: 'edge' }, { region: value('us-east-1') })]),
      lookedUp(tf('data.aws_lb.edge', { name: 'edge' }, { region: value('ap-northeast-1') }), lookUpListener(443)),
    ],
    listener: '<aws_lb_listener.https arn>',
    link: ['likely', 'look-up of listener on port 443 of aws_lb.edge'],
  },
])

const arn = (kind: string): string => `arn:aws:elasticloadbalancing:ap-northeast-1:111122223333:${kind}`

testLinks('literal ARNs', [
  {
    name: 'of a listener, whose load balancer has one',
    sources: [
      sourceOf([balancer, https]),
      sourceOf([rule(arn('listener/app/edge/0123456789abcdef/0123456789abcdef'))]),
    ],
    listener: '<aws_lb_listener.https arn>',
    link: [
      'likely',
      `name of listener of load balancer edge in "${arn('listener/app/edge/0123456789abcdef/0123456789abcdef')}"`,
    ],
  },
  {
    name: 'ambiguous: the load balancer has two',
    sources: [sourceOf(base), sourceOf([rule(arn('listener/app/edge/0123456789abcdef/0123456789abcdef'))])],
    listener: arn('listener/app/edge/0123456789abcdef/0123456789abcdef'),
    ambiguous: 'infra:aws_lb_listener.https, infra:aws_lb_listener.http',
  },
  {
    name: 'removed: another load balancer',
    sources: [
      sourceOf([balancer, https]),
      sourceOf([rule(arn('listener/app/other/0123456789abcdef/0123456789abcdef'))]),
    ],
    listener: arn('listener/app/other/0123456789abcdef/0123456789abcdef'),
  },
  {
    name: 'removed: another region',
    sources: [
      sourceOf([balancer, { ...https, region: value('eu-west-1') }]),
      sourceOf([rule(arn('listener/app/edge/0123456789abcdef/0123456789abcdef'))]),
    ],
    listener: arn('listener/app/edge/0123456789abcdef/0123456789abcdef'),
  },
])

const deployed = arn('listener/app/edge/1/2')
testLinks('identifiers of a plan or state', [
  {
    name: 'the ARN that AWS gave, although its load balancer has two listeners',
    sources: [
      sourceOf([balancer, { ...https, values: value({ port: 443, arn: deployed }) as MapValue }, http]),
      sourceOf([rule(deployed)]),
    ],
    listener: '<aws_lb_listener.https arn>',
    link: ['exact', `arn ${deployed}`],
  },
  {
    name: 'what makes it comes before what looks it up',
    sources: [
      sourceOf([tf('data.aws_lb_listener.x', { arn: deployed }), tf('aws_lb_listener.x', { arn: deployed })]),
      sourceOf([rule(deployed)]),
    ],
    listener: '<aws_lb_listener.x arn>',
    link: ['exact', `arn ${deployed}`],
  },
  {
    name: 'removed: another ARN',
    sources: [sourceOf([tf('aws_lb_listener.x', { arn: deployed })]), sourceOf([rule('arn:x')])],
    listener: 'arn:x',
  },
])

const parameterAt = {
  at: place('params.json', 3),
  origins: [{ kind: 'parameter', name: 'ListenerArn', at: place('params.json', 3) }],
} as const
const staleArn = known('arn:of-something-old', parameterAt)
const stackWith = (listener: Written) =>
  sourceOf([rule(listener)], { inputs: { ListenerArn: listener, Other: staleArn } })

testLinks('declared links', [
  {
    name: 'a parameter is an entity',
    sources: [sourceOf(base), stackWith(staleArn)],
    links: [{ from: 'params:api.ListenerArn', to: 'aws_lb_listener.https' }],
    listener: '<aws_lb_listener.https>',
    link: ['declared', 'link params:api.ListenerArn → aws_lb_listener.https'],
  },
  {
    name: 'a parameter that is not set',
    sources: [sourceOf(base), stackWith(outside('ListenerArn'))],
    links: [{ from: 'params:api.ListenerArn', to: 'aws_lb_listener.https.arn' }],
    listener: '<aws_lb_listener.https arn>',
    link: ['declared', 'link params:api.ListenerArn → aws_lb_listener.https.arn'],
  },
  {
    name: 'a parameter is an output',
    sources: [sourceOf(base, { outputs: { https: httpsArn } }), stackWith(staleArn)],
    links: [{ from: 'params:api.ListenerArn', to: 'output:infra.https' }],
    listener: '<aws_lb_listener.https arn>',
    link: ['declared', 'link params:api.ListenerArn → output:infra.https'],
  },
  {
    name: 'an address is an entity, whatever others say',
    sources: [sourceOf([...base, stored('/kumo/staging/listener')]), sourceOf(lookUp)],
    links: [{ from: 'data.aws_ssm_parameter.listener', to: 'infra:aws_lb_listener.http' }],
    listener: '<aws_lb_listener.http>',
    link: ['declared', 'link data.aws_ssm_parameter.listener → infra:aws_lb_listener.http'],
  },
  {
    name: 'an end that is not there',
    sources: [sourceOf(base), stackWith(staleArn)],
    links: [{ from: 'params:api.ListenerArn', to: 'aws_lb_listener.gone' }],
    listener: 'arn:of-something-old',
    ambiguous: '"aws_lb_listener.gone"',
  },
  {
    name: 'an end that two sources have',
    sources: [sourceOf(base), root('other'), stackWith(staleArn)],
    links: [{ from: 'params:api.ListenerArn', to: 'aws_lb_listener.https' }],
    listener: 'arn:of-something-old',
    ambiguous: 'infra:aws_lb_listener.https or other:aws_lb_listener.https',
  },
])

test('a link keeps where the value is and adds where it came from', () => {
  const parameter = stored('/kumo/staging/listener')
  const stack = sourceOf([rule(value('', { at: place('x', 1), origins: [] }))])
  const here = {
    ...outside('ssm:/kumo/staging/listener'),
    from: { at: place('template.yaml', 7), origins: parameterAt.origins },
  }
  const model = build([sourceOf([...base, parameter]), { ...stack, resources: [rule(here)] }])
  const [linked] = model.entities['listener-rule']
  expect(linked?.listener.from.at).toEqual(place('template.yaml', 7))
  expect(linked?.listener.from.through).toEqual([httpsArn.from.at])
  expect(linked?.listener.from.origins).toEqual(parameterAt.origins)
  expect(model.links[0]?.evidence).toHaveLength(2)
})

test('the validation of a certificate stands for the certificate', () => {
  const model = build([
    sourceOf([
      tf('aws_acm_certificate.c', { domain_name: 'example.com' }),
      tf('aws_acm_certificate_validation.v', { certificate_arn: ref('aws_acm_certificate.c', 'arn') }),
      tf('aws_lb_listener_certificate.x', {
        listener_arn: httpsArn,
        certificate_arn: ref('aws_acm_certificate_validation.v', 'certificate_arn'),
      }),
    ]),
  ])
  expect(plain(model.entities['listener-certificate'][0]?.certificate)).toBe('<aws_acm_certificate.c arn>')
  expect(model.entities['certificate-validation']).toHaveLength(1)
  expect(model.links).toEqual([])
})

test('a look-up that was found is no entity any more; one that was not found is', () => {
  const model = build([
    sourceOf([
      balancer,
      tf('aws_route53_zone.main', { name: 'example.com' }),
      tf('aws_acm_certificate.c', { domain_name: 'example.com' }),
    ]),
    sourceOf([
      tf('data.aws_lb.edge', { name: 'edge' }, { source: 'app' }),
      tf('data.aws_lb.other', { name: 'other' }, { source: 'app' }),
      tf('data.aws_route53_zone.main', { name: 'example.com.' }, { source: 'app' }),
      tf('data.aws_route53_zone.private', { name: 'example.com', private_zone: true }, { source: 'app' }),
      tf('data.aws_acm_certificate.c', { domain: 'example.com' }, { source: 'app' }),
    ]),
  ])
  const names = (kind: 'load-balancer' | 'zone' | 'certificate') =>
    model.entities[kind].map(({ address }) => address.name)
  expect(names('load-balancer')).toEqual(['aws_lb.edge', 'data.aws_lb.other'])
  expect(names('zone')).toEqual(['aws_route53_zone.main', 'data.aws_route53_zone.private'])
  expect(names('certificate')).toEqual(['aws_acm_certificate.c'])
})

test('equal look-ups of what nothing makes are one entity', () => {
  const model = build([
    sourceOf([tf('data.aws_lb.a', { name: 'edge' })]),
    sourceOf([
      tf('data.aws_lb.b', { name: 'edge' }, { source: 'app' }),
      tf('aws_lb_listener.x', { load_balancer_arn: refIn('app', 'data.aws_lb.b', 'arn'), port: 80 }, { source: 'app' }),
    ]),
  ])
  expect(model.entities['load-balancer'].map(({ address }) => address.name)).toEqual(['data.aws_lb.a'])
  expect(plain(model.entities.listener[0]?.loadBalancer)).toBe('<data.aws_lb.a arn>')
})

test('parts of a text are linked too, and known ones join', () => {
  const model = build([
    sourceOf([tf('aws_ssm_parameter.d', { name: '/domain', value: 'example.com' })]),
    sourceOf([
      cfn('R', 'AWS::Route53::RecordSet', {
        Name: template('api.', outside('ssm:/domain')),
        Type: 'A',
        HostedZoneId: 'Z1',
      }),
    ]),
  ])
  expect(model.entities['dns-record'].map(({ name }) => [name.kind, plain(name)])).toEqual([
    ['known', 'api.example.com'],
  ])
})

test('lists, numbers and JSON that come from elsewhere are read as if they were written in place', () => {
  const parameter = (id: string, written: Written) => tf(`aws_ssm_parameter.${id}`, { name: `/${id}`, value: written })
  const model = build([
    sourceOf([parameter('port', '8080'), parameter('containers', '[{"name":"app"}]')], {
      outputs: { hosts: ['a.example.com', 'b.example.com'] },
    }),
    sourceOf([
      tf('data.terraform_remote_state.infra', {}, { source: 'app' }),
      tf('data.aws_ssm_parameter.port', { name: '/port' }, { source: 'app' }),
      tf('data.aws_ssm_parameter.containers', { name: '/containers' }, { source: 'app' }),
      tf(
        'aws_lb_listener_rule.r',
        {
          listener_arn: 'x',
          condition: [
            { host_header: [{ values: refIn('app', 'data.terraform_remote_state.infra', 'outputs', 'hosts') }] },
          ],
        },
        { source: 'app' },
      ),
      tf('aws_lb_target_group.t', { port: refIn('app', 'data.aws_ssm_parameter.port', 'value') }, { source: 'app' }),
      tf(
        'aws_ecs_task_definition.d',
        { container_definitions: refIn('app', 'data.aws_ssm_parameter.containers', 'value') },
        { source: 'app' },
      ),
    ]),
  ])
  const { entities } = model
  expect(plain(entities['listener-rule'][0]?.conditions)).toEqual([
    { field: 'host-header', values: ['a.example.com', 'b.example.com'] },
  ])
  expect(plain(entities['target-group'][0]?.port)).toBe(8080)
  expect(plain(entities['task-definition'][0]?.containers)).toEqual([
    { name: 'app', ports: [], environment: {}, secrets: {} },
  ])
})

test('a part that stands for a whole JSON value is linked as a value', () => {
  const definitions = template(
    '[{"name":"app","environment":[{"name":"A","value":',
    ref('data.aws_ssm_parameter.a', 'value'),
    '}]}]',
  )
  const model = build([
    sourceOf([tf('aws_ssm_parameter.a', { name: '/a', value: 'say "a"' }, { source: 'other' })]),
    sourceOf([
      tf('data.aws_ssm_parameter.a', { name: '/a' }),
      tf('aws_ecs_task_definition.t', { container_definitions: definitions }),
    ]),
  ])
  const [task] = model.entities['task-definition']
  expect(plain(task?.containers)).toEqual([{ name: 'app', ports: [], environment: { A: 'say "a"' }, secrets: {} }])
})

test('the region of a provider says nothing about zones', () => {
  const model = build([
    sourceOf([tf('aws_route53_zone.main', { name: 'example.com' }, { region: value('us-east-1') })]),
    sourceOf([
      tf('data.aws_route53_zone.main', { name: 'example.com' }, { source: 'app', region: value('eu-west-1') }),
    ]),
  ])
  expect(model.entities.zone.map(({ address }) => address.name)).toEqual(['aws_route53_zone.main'])
})

test('circles end', () => {
  const outputOf = (id: string, other: string) =>
    sourceOf(
      [
        tf(
          'data.terraform_remote_state.x',
          { backend: 'local', config: { path: `../${other}/terraform.tfstate` } },
          { source: id },
        ),
      ],
      {
        outputs: { v: [refIn(id, 'data.terraform_remote_state.x', 'outputs', 'v')] },
      },
    )
  const model = build([
    outputOf('a', 'b'),
    outputOf('b', 'a'),
    sourceOf([
      tf(
        'data.terraform_remote_state.x',
        { backend: 'local', config: { path: '../a/terraform.tfstate' } },
        { source: 'c' },
      ),
      tf(
        'aws_lb_listener_rule.rule',
        { listener_arn: refIn('c', 'data.terraform_remote_state.x', 'outputs', 'v'), priority: 1 },
        { source: 'c' },
      ),
    ]),
  ])
  expect(model.entities['listener-rule']).toHaveLength(1)
})
