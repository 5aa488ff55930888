import type { Action, Condition, Deployment, Rule, Service } from '../company/deployment.ts'
import type { Style } from './style.ts'
import { type Document, templateText } from './template-text.ts'

/** A stack per service that CloudFormation deploys: its template and parameter file, by path. */
export const writeStacks = (deployment: Deployment, style: Style): ReadonlyMap<string, string> =>
  new Map(
    stackServices(deployment).flatMap(service => [
      [templatePath(deployment, service, style), templateText(templateOf(deployment, service, style), style)],
      [parametersPath(deployment, service), `${JSON.stringify(parametersOf(deployment, service), undefined, 2)}\n`],
    ]),
  )

export const stackServices = ({ services }: Deployment): readonly Service[] =>
  services.filter(({ writtenIn }) => writtenIn === 'cloudformation')

export const templatePath = ({ environment }: Deployment, { name }: Service, { template }: Style): string =>
  `stacks/${environment}/${name}.${template === 'json' ? 'json' : 'yaml'}`

export const parametersPath = ({ environment }: Deployment, { name }: Service): string =>
  `stacks/${environment}/${name}.parameters.json`

const logicalId = (key: string): string =>
  key.replaceAll(/(?:^|[-_])(\w)/g, (_, letter: string) => letter.toUpperCase())

const rulesOf = ({ listeners }: Deployment, { rules }: Service): readonly Rule[] =>
  rules.filter(({ listener }) => listeners.some(({ key }) => key === listener))

const hostsOf = (rule: Rule): readonly string[] =>
  rule.conditions.flatMap(condition => (condition.field === 'host' ? condition.values : []))

const parametersOf = (deployment: Deployment, service: Service): readonly Document[] => {
  const place = `/${deployment.company}/${deployment.environment}`
  const parameters = {
    HttpsListenerArn: `${place}/https-listener-arn`,
    HttpListenerArn: `${place}/http-listener-arn`,
    VpcId: `${place}/vpc-id`,
    SubnetId: `${place}/subnet-id`,
    FrontSecurityGroupId: `${place}/load-balancer-group-id`,
    DesiredCount: String(service.count),
    ...Object.fromEntries(
      rulesOf(deployment, service).map(rule => [`${logicalId(rule.key)}Hosts`, hostsOf(rule).join(',')]),
    ),
  }
  return Object.entries(parameters).map(([ParameterKey, ParameterValue]) => ({ ParameterKey, ParameterValue }))
}

const ref = (name: string): Document => ({ Ref: name })

const conditionOf = (condition: Condition, rule: Rule): Document => {
  switch (condition.field) {
    case 'host':
      return { Field: 'host-header', HostHeaderConfig: { Values: ref(`${logicalId(rule.key)}Hosts`) } }
    case 'path':
      return { Field: 'path-pattern', PathPatternConfig: { Values: condition.values } }
    case 'method':
      return { Field: 'http-request-method', HttpRequestMethodConfig: { Values: condition.values } }
    case 'header':
      return { Field: 'http-header', HttpHeaderConfig: { HttpHeaderName: condition.name, Values: condition.values } }
    case 'query':
      return { Field: 'query-string', QueryStringConfig: { Values: [{ Key: condition.key, Value: condition.value }] } }
  }
}

const actionOf = (action: Action, group: string): Document => {
  switch (action.kind) {
    case 'forward':
      return { Type: 'forward', TargetGroupArn: ref(group) }
    case 'answer':
      return { Type: 'fixed-response', FixedResponseConfig: { StatusCode: action.status, ContentType: 'text/plain' } }
    case 'redirect':
      return {
        Type: 'redirect',
        RedirectConfig: {
          StatusCode: 'HTTP_302',
          ...(action.protocol === undefined ? {} : { Protocol: action.protocol }),
          ...(action.port === undefined ? {} : { Port: action.port }),
          ...(action.host === undefined ? {} : { Host: action.host }),
          ...(action.path === undefined ? {} : { Path: action.path }),
        },
      }
  }
}

const templateOf = (deployment: Deployment, service: Service, { prefix, order }: Style): Document => {
  const id = (key: string): string => logicalId(`${prefix}${key}`)
  const rules = rulesOf(deployment, service)
  const own = `${deployment.environment}-${service.name}`
  const resources: readonly (readonly [string, Document])[] = [
    [
      id('targets'),
      {
        Type: 'AWS::ElasticLoadBalancingV2::TargetGroup',
        Properties: {
          Name: own,
          Port: service.port,
          Protocol: 'HTTP',
          TargetType: 'ip',
          VpcId: ref('VpcId'),
          HealthCheckPath: service.healthPath,
          Matcher: { HttpCode: '200' },
        },
      },
    ],
    ...rules.map((rule): readonly [string, Document] => [
      id(`${rule.key}-rule`),
      {
        Type: 'AWS::ElasticLoadBalancingV2::ListenerRule',
        Properties: {
          ListenerArn: ref(rule.listener === 'http' ? 'HttpListenerArn' : 'HttpsListenerArn'),
          ...(rule.priority === undefined ? {} : { Priority: rule.priority }),
          Conditions: rule.conditions.map(condition => conditionOf(condition, rule)),
          Actions: [actionOf(rule.action, id('targets'))],
        },
      },
    ]),
    [
      id('tasks-group'),
      {
        Type: 'AWS::EC2::SecurityGroup',
        Properties: {
          GroupDescription: { 'Fn::Sub': `Tasks of ${service.name} in \${AWS::Region}` },
          VpcId: ref('VpcId'),
          SecurityGroupIngress: [
            {
              IpProtocol: 'tcp',
              FromPort: service.ingressPort,
              ToPort: service.ingressPort,
              SourceSecurityGroupId: ref('FrontSecurityGroupId'),
            },
          ],
        },
      },
    ],
    [
      id('task'),
      {
        Type: 'AWS::ECS::TaskDefinition',
        Properties: {
          Family: own,
          NetworkMode: 'awsvpc',
          ContainerDefinitions: [
            {
              Name: service.name,
              Image: { 'Fn::Sub': `777788889999.dkr.ecr.\${AWS::Region}.amazonaws.com/${service.name}:1.4.2` },
              PortMappings: [{ ContainerPort: service.containerPort, Protocol: 'tcp' }],
              Environment: Object.entries(service.environment).map(([Name, Value]) => ({ Name, Value })),
            },
          ],
        },
      },
    ],
    [
      id('service'),
      {
        Type: 'AWS::ECS::Service',
        Properties: {
          ServiceName: service.name,
          Cluster: `${deployment.company}-${deployment.environment}`,
          TaskDefinition: ref(id('task')),
          DesiredCount: ref('DesiredCount'),
          ...(service.isAttached
            ? {
                LoadBalancers: [
                  {
                    TargetGroupArn: ref(id('targets')),
                    ContainerName: service.name,
                    ContainerPort: service.port,
                  },
                ],
              }
            : {}),
          NetworkConfiguration: {
            AwsvpcConfiguration: {
              Subnets: [ref('SubnetId')],
              SecurityGroups: [{ 'Fn::GetAtt': [id('tasks-group'), 'GroupId'] }],
            },
          },
        },
      },
    ],
  ]
  const parameter = (Type: string): Document => ({ Type })
  return {
    AWSTemplateFormatVersion: '2010-09-09',
    Parameters: {
      HttpsListenerArn: parameter('AWS::SSM::Parameter::Value<String>'),
      HttpListenerArn: parameter('AWS::SSM::Parameter::Value<String>'),
      VpcId: parameter('AWS::SSM::Parameter::Value<AWS::EC2::VPC::Id>'),
      SubnetId: parameter('AWS::SSM::Parameter::Value<AWS::EC2::Subnet::Id>'),
      FrontSecurityGroupId: parameter('AWS::SSM::Parameter::Value<AWS::EC2::SecurityGroup::Id>'),
      DesiredCount: parameter('Number'),
      ...Object.fromEntries(rules.map(({ key }) => [`${logicalId(key)}Hosts`, parameter('CommaDelimitedList')])),
    },
    Resources: Object.fromEntries(order === 'reversed' ? resources.toReversed() : resources),
  }
}
