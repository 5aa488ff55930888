import { beforeAll, describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { detectors, dotenvVariables } from '../../src/commands/detect/detectors.ts'
import { discover } from '../../src/config/discover/discover.ts'
import { readSotsuYaml } from '../../src/config/read-sotsu-yaml.ts'
import { resolveConfig } from '../../src/config/resolve-config.ts'
import { buildEnvironment } from '../../src/environment/build.ts'
import { evaluateSources } from '../../src/environment/evaluate-sources.ts'
import { mapTree } from '../../src/io/map-tree.ts'
import type { EnvironmentModel, Link } from '../../src/model/environment-model.ts'
import type { Trace } from '../../src/model/trace.ts'
import { parseRequest } from '../../src/trace/parse-request.ts'
import { traceRequest } from '../../src/trace/trace-request.ts'
import { edited, exampleAt, type Files, withFiles } from '../helpers/example.ts'

const main = 'terraform/environments/staging/main.tf'
const stack = 'services/statements-api/template.yaml'
const parameters = 'services/statements-api/parameters/staging.json'
const story = exampleAt('corrected')

/** One passage after the other replaced, each by file. */
const edit = (files: Files, ...changes: readonly (readonly [file: string, passage: string, replacement: string])[]) =>
  changes.reduce<Files>(
    (before, [file, passage, replacement]) => withFiles(before, { [file]: edited(before, file, passage, replacement) }),
    files,
  )

/** Only staging, so that one environment's links are what is read. */
const sotsu = (more = '', stacks = defaultStack): string => `environments:
  staging:
    region: ap-northeast-1
    account: "222233334444"
    terraform:
      - dir: terraform/environments/staging
      - dir: terraform/shared
    cloudformation:
${stacks}
    apps:
      - { name: statements-api, dir: services/statements-api, profile: staging }
      - { name: portal-bff, dir: services/portal-bff, profile: staging }
${more}`
const defaultStack = `      - template: ${stack}
        parameterFiles: [${parameters}]
        stackName: statements-api-staging`

const partner = parseRequest('https://stg.kumocard.example/partner/v1/statements/2026-10')

const run = async (files: Files): Promise<{ readonly model: EnvironmentModel; readonly trace: Trace }> => {
  const tree = mapTree(files)
  const document = readSotsuYaml('sotsu.yaml', files.get('sotsu.yaml') ?? '')
  const { config } = await resolveConfig(tree, document, { detectors, readDotenv: dotenvVariables })
  const [environment] = config.environments
  if (!environment || typeof partner === 'string') throw new Error('no environment')
  const evaluated = await evaluateSources(tree, environment, 'test')
  const model = buildEnvironment({ name: environment.name, ...evaluated, declaredLinks: config.links })
  return { model, trace: traceRequest(model, partner) }
}

/** Sources of the entities on the way: Terraform's root, the stack, the app. */
const crossing = ({ hops }: Trace): readonly string[] => [
  ...new Set(hops.flatMap(({ entity }) => (entity ? [entity.source] : []))),
]

const brief = ({ reliability, because, evidence }: Link) => [reliability, because, evidence.length > 1]

interface Strategy {
  readonly name: string
  /** The story's example, with its listener handed over in this way. */
  readonly linked: () => Files
  readonly unlinked: () => Files
  readonly link: readonly [Link['reliability'], string]
  /** A text of what decides when the link is gone. */
  readonly decides: string
  /** The load balancer on the way, where it is not Terraform's. */
  readonly passing?: string
}

const usual = ['terraform/environments/staging', 'statements-api-staging', 'statements-api']
const parameterType = 'HttpsListenerArn:\n    Type: AWS::SSM::Parameter::Value<String>'
const plainType = 'HttpsListenerArn:\n    Type: String'
const listenerEntry = '{ "ParameterKey": "HttpsListenerArn", "ParameterValue": "/kumo/staging/alb/https-listener-arn" }'
const entry = (value: string): string => `{ "ParameterKey": "HttpsListenerArn", "ParameterValue": "${value}" }`
const listenerRefs = 'ListenerArn: !Ref HttpsListenerArn'
const base = (more = '', stacks = defaultStack): Files => withFiles(story, { 'sotsu.yaml': sotsu(more, stacks) })
const everyRule = (files: Files, replacement: string): Files =>
  withFiles(files, { [stack]: (files.get(stack) ?? '').replaceAll(listenerRefs, replacement) })

/** Terraform deploys the stack; `body` is its template_body, `listener` what it passes. */
const deployedByTerraform = (body: string, listener: string, passed = `"HttpsListenerArn" = ${listener}`): Files => {
  const files = edit(base('', '      []'), [stack, parameterType, plainType])
  return withFiles(files, {
    'sotsu.yaml': sotsu('', '').replace('    cloudformation:\n\n', ''),
    'terraform/environments/staging/stack.tf': `variable "listener_from_elsewhere" {
  type = string
}

variable "template_of_the_stack" {
  type = string
}

resource "aws_cloudformation_stack" "api" {
  name          = "statements-api-staging"
  template_body = ${body}

  parameters = {
    Environment                 = "staging"
    PartnerHosts                = join(",", var.partner_hosts)
    LoadBalancerSecurityGroupId = "/kumo/staging/alb/security-group-id"
    VpcId                       = "/kumo/staging/network/vpc-id"
    PrivateSubnetIds            = "/kumo/staging/network/private-subnet-ids"
    ClusterName                 = "/kumo/staging/ecs/cluster-name"
    ImageTag                    = "1.12.0"
    ${passed}
  }
}
`,
  })
}
const escaped = (text: string): string => text.replaceAll('${', () => '$${')
const plainTemplate = edited(story, stack, parameterType, plainType)
const withoutParameter = plainTemplate
  .replace(/ {2}HttpsListenerArn:\n.*\n.*\n/, '')
  .replaceAll('!Ref HttpsListenerArn', 'LISTENER')
/** The same template as JSON, without short forms. */
const asJson = JSON.stringify(
  parse(
    withoutParameter
      .replace(/!Ref ([\w:]+)/g, '{ Ref: "$1" }')
      .replace(/!GetAtt ([\w.]+)/g, '{ "Fn::GetAtt": "$1" }')
      .replace(/!Sub (.+)/g, '{ "Fn::Sub": "$1" }')
      .replace(/!(If|FindInMap|Equals) (\[.*\])/g, '{ "Fn::$1": $2 }'),
  ),
)
const byFile = `file("\${path.module}/../../../services/statements-api/template.yaml")`
const ofModule = 'module.load_balancer.https_listener_arn'

/** The edge is a stack of its own, which exports its listener; its load balancer takes the place of Terraform's. */
const edgeStack = (listenerOutput: string): string => `Parameters:
  CertificateArn: { Type: AWS::SSM::Parameter::Value<String>, Default: /kumo/staging/certificate }
Resources:
  Edge:
    Type: AWS::ElasticLoadBalancingV2::LoadBalancer
    Properties: { Name: kumo-edge }
  Https:
    Type: AWS::ElasticLoadBalancingV2::Listener
    Properties:
      LoadBalancerArn: !Ref Edge
      Port: 443
      Protocol: HTTPS
      Certificates: [{ CertificateArn: !Ref CertificateArn }]
      DefaultActions: [{ Type: fixed-response, FixedResponseConfig: { StatusCode: "404" } }]
Outputs:
${listenerOutput}`
const edgeDns = `data "aws_lb" "edge" {
  name = "kumo-edge"
}

data "aws_lb_listener" "https" {
  load_balancer_arn = data.aws_lb.edge.arn
  port              = 443
}

resource "aws_ssm_parameter" "certificate" {
  name  = "/kumo/staging/certificate"
  type  = "String"
  value = module.certificate["user"].certificate_arn
}
`
const dnsOfModule = `    dns_name = module.load_balancer.dns_name
    zone_id  = module.load_balancer.zone_id`
const dnsOfEdge = `    dns_name = data.aws_lb.edge.dns_name
    zone_id  = data.aws_lb.edge.zone_id`
const edgeSources = `      - { template: edge.yaml, stackName: edge-staging }\n${defaultStack}`
const withEdge = (output: string, ...changes: Parameters<typeof edit>[1][]): Files =>
  edit(
    withFiles(base('', edgeSources), {
      'edge.yaml': edgeStack(output),
      'terraform/environments/staging/edge.tf': edgeDns,
    }),
    [main, dnsOfModule, dnsOfEdge],
    ...changes,
  )
const exported = '  Listener: { Value: !Ref Https, Export: { Name: kumo-staging-https } }\n'
const ssmListener =
  '"alb/https-listener-arn"     = { type = "String", value = module.load_balancer.https_listener_arn }'
const ssmFrom = (expression: string): string =>
  `"alb/https-listener-arn"     = { type = "String", value = ${expression} }`
const withData = (files: Files, data: string): Files =>
  withFiles(files, { 'terraform/environments/staging/data.tf': data })

const arn = (name: string): string =>
  `arn:aws:elasticloadbalancing:ap-northeast-1:222233334444:listener/app/${name}/50dc6c495c0c9188/f2f7dc8efc522ab2`

const strategies: readonly Strategy[] = [
  {
    name: 'a name in the parameter store',
    linked: () => base(),
    unlinked: () => edit(base(), [main, ssmListener, '']),
    link: ['exact', 'SSM parameter /kumo/staging/alb/https-listener-arn'],
    decides: '/kumo/staging/alb/https-listener-arn',
  },
  {
    name: 'an export of another stack',
    linked: () => everyRule(withEdge(exported), 'ListenerArn: !ImportValue kumo-staging-https'),
    unlinked: () => everyRule(withEdge(exported), 'ListenerArn: !ImportValue kumo-other-https'),
    link: ['exact', 'export kumo-staging-https'],
    decides: 'import:kumo-other-https',
    passing: 'Edge',
  },
  {
    name: 'a stack that Terraform deploys, its template from a file',
    linked: () => deployedByTerraform(byFile, ofModule),
    unlinked: () => deployedByTerraform('var.template_of_the_stack', ofModule),
    link: ['exact', ''],
    decides: 'template of aws_cloudformation_stack.api',
  },
  {
    name: 'a stack that Terraform deploys, its template in a heredoc',
    linked: () => deployedByTerraform(`<<-EOT\n${escaped(plainTemplate)}EOT`, ofModule),
    unlinked: () => deployedByTerraform('var.template_of_the_stack', ofModule),
    link: ['exact', ''],
    decides: 'template of aws_cloudformation_stack.api',
  },
  {
    name: 'a stack that Terraform deploys, its template filled in',
    linked: () =>
      withFiles(
        deployedByTerraform(
          'templatefile("${path.module}/api.yaml.tftpl", { listener = module.load_balancer.https_listener_arn })',
          ofModule,
          '',
        ),
        {
          'terraform/environments/staging/api.yaml.tftpl': escaped(withoutParameter).replaceAll(
            'LISTENER',
            '${listener}',
          ),
        },
      ),
    unlinked: () =>
      withFiles(
        deployedByTerraform(
          'templatefile("${path.module}/api.yaml.tftpl", { listener = var.listener_from_elsewhere })',
          ofModule,
          '',
        ),
        {
          'terraform/environments/staging/api.yaml.tftpl': escaped(withoutParameter).replaceAll(
            'LISTENER',
            '${listener}',
          ),
        },
      ),
    link: ['exact', ''],
    decides: 'var.listener_from_elsewhere',
  },
  {
    name: 'a stack that Terraform deploys, its template as JSON in place',
    linked: () =>
      deployedByTerraform(`jsonencode(${escaped(asJson).replaceAll('"LISTENER"', ofModule)})`, ofModule, ''),
    unlinked: () =>
      deployedByTerraform(
        `jsonencode(${escaped(asJson).replaceAll('"LISTENER"', 'var.listener_from_elsewhere')})`,
        ofModule,
        '',
      ),
    link: ['exact', ''],
    decides: 'var.listener_from_elsewhere',
  },
  {
    name: 'an export that Terraform looks up and stores',
    linked: () =>
      withData(
        withEdge(exported, [main, ssmListener, ssmFrom('data.aws_cloudformation_export.https.value')]),
        'data "aws_cloudformation_export" "https" {\n  name = "kumo-${var.environment}-https"\n}\n',
      ),
    unlinked: () =>
      withData(
        withEdge(exported, [main, ssmListener, ssmFrom('data.aws_cloudformation_export.https.value')]),
        'data "aws_cloudformation_export" "https" {\n  name = "kumo-${var.environment}-gone"\n}\n',
      ),
    link: ['exact', 'export kumo-staging-https'],
    decides: 'data.aws_cloudformation_export.https',
    passing: 'Edge',
  },
  {
    name: 'an output of a stack that Terraform looks up and stores',
    linked: () =>
      withData(
        withEdge(exported, [main, ssmListener, ssmFrom('data.aws_cloudformation_stack.edge.outputs["Listener"]')]),
        'data "aws_cloudformation_stack" "edge" {\n  name = "edge-${var.environment}"\n}\n',
      ),
    unlinked: () =>
      withData(
        withEdge(exported, [main, ssmListener, ssmFrom('data.aws_cloudformation_stack.edge.outputs["Listener"]')]),
        'data "aws_cloudformation_stack" "edge" {\n  name = "edge"\n}\n',
      ),
    link: ['exact', 'output Listener of stack edge-staging'],
    decides: 'data.aws_cloudformation_stack.edge',
    passing: 'Edge',
  },
  {
    name: 'an ARN in a parameter file',
    linked: () =>
      edit(base(), [stack, parameterType, plainType], [parameters, listenerEntry, entry(arn('kumo-staging-public'))]),
    unlinked: () =>
      edit(base(), [stack, parameterType, plainType], [parameters, listenerEntry, entry(arn('kumo-old'))]),
    link: ['likely', `name of listener of load balancer kumo-staging-public in "${arn('kumo-staging-public')}"`],
    decides: 'kumo-old',
  },
  {
    name: 'names that Terraform looks up',
    linked: () => withEdge(exported, [main, ssmListener, ssmFrom('data.aws_lb_listener.https.arn')]),
    unlinked: () =>
      edit(withEdge(exported, [main, ssmListener, ssmFrom('data.aws_lb_listener.https.arn')]), [
        'edge.yaml',
        'Name: kumo-edge',
        'Name: kumo-other',
      ]),
    link: ['likely', 'look-up of listener on port 443 of Edge'],
    decides: 'data.aws_lb_listener.https',
    passing: 'Edge',
  },
  {
    name: 'a link in sotsu.yaml, against what all else says',
    linked: () =>
      edit(
        base(
          'links:\n  - { from: "params:statements-api-staging.HttpsListenerArn", to: "module.load_balancer.aws_lb_listener.https.arn" }\n',
        ),
        [main, ssmListener, ssmFrom('"elsewhere"')],
      ),
    unlinked: () => edit(base(), [main, ssmListener, '']),
    link: [
      'declared',
      'link params:statements-api-staging.HttpsListenerArn → module.load_balancer.aws_lb_listener.https.arn',
    ],
    decides: '/kumo/staging/alb/https-listener-arn',
  },
]

describe.each(strategies)(
  'the partner’s request through $name',
  ({ linked, unlinked, link, decides, passing = 'aws_lb.this' }) => {
    let found: Awaited<ReturnType<typeof run>>
    beforeAll(async () => {
      found = await run(linked())
    })

    test('passes from Terraform to the stack and its application', () => {
      expect(found.trace.disposition).toEqual({ kind: 'accepted', service: 'Service' })
      expect(crossing(found.trace)).toEqual(usual)
      expect(found.trace.hops[0]?.detail).toContain(`→ ${passing}`.replace('→ aws', '→ module.load_balancer.aws'))
    })

    test('is linked, with how surely and where', () => {
      if (link[1] === '') return
      expect(found.model.links.map(brief)).toContainEqual([...link, link[0] !== 'declared'])
    })

    test('cannot be told once the link is gone', async () => {
      const { trace } = await run(unlinked())
      expect(trace.disposition.kind).toBe('undetermined')
      expect(JSON.stringify(trace.disposition)).toContain(decides)
    })
  },
)

describe('the listener that a deploy script asks Terraform for', () => {
  const discovered = async (script: string): Promise<{ readonly model: EnvironmentModel; readonly trace: Trace }> => {
    const files = withFiles(edit(base(), [stack, parameterType, plainType]), {
      'sotsu.yaml': undefined,
      [parameters]: (story.get(parameters) ?? '').replace(`  ${listenerEntry},\n`, ''),
      'services/statements-api/deploy.sh': script,
    })
    const { config } = await discover(mapTree(files), detectors)
    const environment = config.environments.find(({ name }) => name === 'staging')
    if (!environment || typeof partner === 'string') throw new Error('no environment')
    const evaluated = await evaluateSources(mapTree(files), environment, 'test')
    const model = buildEnvironment({ name: environment.name, ...evaluated, declaredLinks: [] })
    return { model, trace: traceRequest(model, partner) }
  }
  const deploy = (listener: string): string => `#!/bin/sh
environment=$1
${listener}
aws cloudformation deploy --stack-name "statements-api-$environment" --template-file template.yaml \\
  --parameter-overrides "file://parameters/$environment.json" HttpsListenerArn="$listener"
`
  const infra = '../../terraform/environments'

  test.each([
    [
      'in its directory',
      `listener=$(terraform -chdir="${infra}/$environment" output -raw https_listener_arn)`,
      'exact',
    ],
    [
      'after a change of directory',
      `listener="$(cd "${infra}/\${environment}" && terraform output -raw https_listener_arn)"`,
      'exact',
    ],
    [
      'in a directory that is not known',
      'listener=$(terraform -chdir="$INFRA" output -raw https_listener_arn)',
      'likely',
    ],
  ])('%s', async (_, line, reliability) => {
    const { model, trace } = await discovered(deploy(line))
    expect(trace.disposition).toEqual({ kind: 'accepted', service: 'Service' })
    expect(crossing(trace)).toEqual(usual)
    expect(model.links.map(brief)).toContainEqual([
      reliability,
      'terraform output https_listener_arn in terraform/environments/staging',
      true,
    ])
  })

  test('cannot be told where there is no such output', async () => {
    const { trace } = await discovered(
      deploy(`listener=$(terraform -chdir="${infra}/$environment" output -raw listener)`),
    )
    expect(trace.disposition.kind).toBe('undetermined')
    expect(JSON.stringify(trace.disposition)).toContain('terraform-output:listener@terraform/environments/staging')
  })
})

test('an ARN that fits two listeners is not linked, and says so', async () => {
  const files = edit(base(), [parameters, listenerEntry, entry(arn('kumo-staging-public'))])
  const renamed = withFiles(files, {
    [stack]: (files.get(stack) ?? '')
      .replaceAll('HttpsListenerArn', 'EdgeArn')
      .replace('EdgeArn:\n    Type: AWS::SSM::Parameter::Value<String>', 'EdgeArn:\n    Type: String'),
    [parameters]: (files.get(parameters) ?? '').replaceAll('HttpsListenerArn', 'EdgeArn'),
  })
  const { model, trace } = await run(renamed)
  expect(trace.disposition.kind).toBe('undetermined')
  expect(model.diagnostics.map(({ summary }) => summary)).toContain('Ambiguous link')
})

test('the name of an import that is not substituted is reported', async () => {
  const { model } = await run(everyRule(base(), 'ListenerArn: !ImportValue kumo-${Environment}-https'))
  expect(model.diagnostics.map(({ summary }) => summary)).toContain('Name of import not substituted')
})
