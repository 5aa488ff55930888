import { expect, test } from 'vitest'
import { buildEnvironment } from '../../src/environment/build.ts'
import { letsIn } from '../../src/trace/security-groups.ts'
import { cfn, outside, refIn, sourceOf, tf, type Written } from '../helpers/evaluated.ts'

const group = refIn('infra', 'aws_security_group.lb', 'id')
const ingress = (fields: { readonly [name: string]: Written }) => [
  { IpProtocol: 'tcp', FromPort: 8080, ToPort: 8080, ...fields },
]

const answer = (rules: Written, more: Parameters<typeof sourceOf>[0] = []) => {
  const model = buildEnvironment({
    name: 'staging',
    sources: [
      sourceOf([tf('aws_security_group.lb', {}), tf('aws_lb.main', { security_groups: [group] })]),
      sourceOf([
        cfn('Tasks', 'AWS::EC2::SecurityGroup', rules === undefined ? {} : { SecurityGroupIngress: rules }),
        cfn('Service', 'AWS::ECS::Service', {
          NetworkConfiguration: { AwsvpcConfiguration: { SecurityGroups: [refIn('api', 'Tasks', 'GroupId')] } },
        }),
        ...more,
      ]),
    ],
    apps: [],
    declaredLinks: [],
    diagnostics: [],
  })
  const [service] = model.entities.service
  const [balancer] = model.entities['load-balancer']
  if (!service || !balancer) throw new Error('no service')
  return letsIn(model, service, balancer, 8080).truth
}

test.each<readonly [string, string, Written]>([
  ['the load balancer’s group', 'yes', ingress({ SourceSecurityGroupId: group })],
  ['everybody', 'yes', ingress({ CidrIp: '0.0.0.0/0' })],
  ['another port', 'no', ingress({ SourceSecurityGroupId: group, FromPort: 80, ToPort: 80 })],
  ['another protocol', 'no', ingress({ SourceSecurityGroupId: group, IpProtocol: 'udp' })],
  ['another group', 'no', ingress({ SourceSecurityGroupId: refIn('api', 'Tasks', 'GroupId') })],
  ['nobody', 'no', undefined],
  ['a range that the load balancer may be in', 'undetermined', ingress({ CidrIp: '10.0.0.0/8' })],
  ['a group that is not known', 'undetermined', ingress({ SourceSecurityGroupId: outside('import:lb') })],
  [
    'ports that are not known',
    'undetermined',
    ingress({ SourceSecurityGroupId: group, FromPort: outside('ssm:/port') }),
  ],
])('tasks that let in %s: %s', (_, expected, rules) => {
  expect(answer(rules)).toBe(expected)
})

test('a rule that is a resource of its own', () => {
  const own = cfn('In', 'AWS::EC2::SecurityGroupIngress', {
    GroupId: refIn('api', 'Tasks', 'GroupId'),
    IpProtocol: '-1',
    SourceSecurityGroupId: group,
  })
  expect(answer(undefined, [own])).toBe('yes')
})
