import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Analysis, ComparisonResult } from '../../src/model/analysis.ts'
import type { EntityKind } from '../../src/model/entity.ts'
import { entityKinds } from '../../src/model/entity.ts'
import type { EnvironmentModel } from '../../src/model/environment-model.ts'
import type { Evidence, Finding, Severity, UndeterminedFinding } from '../../src/model/finding.ts'
import type { SourceLocation } from '../../src/model/source-location.ts'
import type { Disposition, Failure, Hop, Request, Stage, Trace } from '../../src/model/trace.ts'

export const fixtureRoot = fileURLToPath(new URL('../fixtures/ui/', import.meta.url))

export const readFixture = (file: string): string | undefined =>
  existsSync(fixtureRoot + file) ? readFileSync(fixtureRoot + file, 'utf8') : undefined

/** The place of the first line of a fixture file that has a text. */
export const place = (file: string, text: string): SourceLocation => {
  const lines = (readFixture(file) ?? '').split('\n')
  const row = lines.findIndex(line => line.includes(text))
  if (row < 0) throw new Error(`"${text}" is not in ${file}`)
  const column = (lines[row] ?? '').indexOf(text)
  const start = { line: row + 1, column: column + 1, offset: 0 }
  return { file, start, end: { ...start, column: column + 1 + text.length }, path: [] }
}

const infra = (environment: string, file: string): string => `infra/environments/${environment}/${file}`
const template = 'services/statements/service.yaml'
const config = (environment: string): string => `services/statements/config/application-${environment}.yml`

export const request = (url: string): Request => {
  const { protocol, hostname, port, pathname, search } = new URL(url)
  const scheme = protocol === 'http:' ? 'http' : 'https'
  const number = port === '' ? (scheme === 'https' ? 443 : 80) : Number(port)
  return {
    scheme,
    host: hostname,
    port: number,
    path: pathname,
    query: search.slice(1),
    method: 'GET',
    headers: new Map(),
  }
}

const hop = (stage: Stage, outcome: Hop['outcome'], detail: string, source?: SourceLocation): Hop => ({
  stage,
  outcome,
  detail,
  values: [],
  ...(source ? { source } : {}),
})

const stagingHops = (host: string): readonly Hop[] => [
  hop(
    'dns',
    'passes',
    `A alias ${host} → module.edge.aws_lb.this`,
    place(infra('staging', 'dns.tf'), '"api.stg.kumocard.example"'),
  ),
  hop(
    'tls',
    'passes',
    `*.stg.kumocard.example covers ${host}`,
    place(infra('staging', 'certificate.tf'), 'subject_alternative_names'),
  ),
  hop('route', 'passes', `rule 20: host-header ${host}, path-pattern /v1/*`, place(template, 'Field: host-header')),
  hop('target', 'passes', 'target group statements, port 8080', place(template, 'TargetGroupArn')),
  hop('token', 'passes', 'issuer https://api.stg.kumocard.example is accepted', place(config('staging'), 'issuer-uri')),
]

const failure = (stage: Stage, disposition: Disposition, detail: string, source: SourceLocation): Failure => ({
  stage,
  disposition,
  hop: hop(stage, 'fails', detail, source),
})

/** What the analysis says about a request of the fixture: staging takes it, production lacks the name, the certificate, the rule and the issuer. */
export const traceFixture = (environment: string, asked: Request): Trace => {
  const { host } = asked
  const base = { environment, request: asked, behind: [] }
  if (environment === 'staging') {
    const served = { ...asked, host: 'api.stg.kumocard.example' }
    return {
      ...base,
      request: served,
      hops: stagingHops(served.host),
      disposition: { kind: 'accepted', service: 'statements' },
      rule: 20,
      clientSees: { status: 200 },
    }
  }
  if (host === 'app.kumocard.example') {
    return {
      ...base,
      hops: [
        hop(
          'dns',
          'passes',
          `A alias ${host} → module.edge.aws_lb.this`,
          place(infra('production', 'dns.tf'), '"app.kumocard.example"'),
        ),
        hop(
          'tls',
          'passes',
          `app.kumocard.example covers ${host}`,
          place(infra('production', 'certificate.tf'), 'domain_name'),
        ),
        hop(
          'route',
          'passes',
          `rule 20: host-header ${host}, path-pattern /v1/*`,
          place(template, 'Field: host-header'),
        ),
        hop('target', 'passes', 'target group statements, port 8080', place(template, 'TargetGroupArn')),
        hop(
          'token',
          'passes',
          'issuer https://app.kumocard.example is accepted',
          place(config('production'), 'issuer-uri'),
        ),
      ],
      disposition: { kind: 'accepted', service: 'statements' },
      rule: 20,
      clientSees: { status: 200 },
    }
  }
  return {
    ...base,
    hops: [
      hop(
        'dns',
        'fails',
        `no record for ${host} in zone kumocard.example`,
        place(infra('production', 'dns.tf'), 'resource "aws_route53_record"'),
      ),
    ],
    disposition: { kind: 'name-not-found' },
    rule: null,
    clientSees: { error: 'NXDOMAIN' },
    behind: [
      failure(
        'tls',
        { kind: 'certificate-mismatch', names: ['app.kumocard.example'] },
        `certificate app.kumocard.example does not cover ${host}`,
        place(infra('production', 'certificate.tf'), 'certificate_arn'),
      ),
      failure(
        'route',
        { kind: 'answered', status: 404, body: 'Service Not Found' },
        'default action answers 404 "Service Not Found"',
        place(template, 'Field: host-header'),
      ),
      failure(
        'token',
        { kind: 'token-rejected', claim: 'iss' },
        `issuer https://${host} is not accepted`,
        place(config('production'), 'issuer-uri'),
      ),
    ],
    nearestMiss: {
      rule: { source: 'statements', name: 'ListenerRule' },
      priority: 20,
      at: place(template, 'ListenerRule:'),
      condition: 'host-header app.kumocard.example',
      conditionAt: place('services/statements/production.json', 'app.kumocard.example'),
    },
  }
}

const partnerUrl = 'https://partner-api.kumocard.example/v1/statements'
const pairOf = (url: string): { readonly staging: Trace; readonly production: Trace } => ({
  staging: traceFixture('staging', request(url)),
  production: traceFixture('production', request(url)),
})

const evidence = (environment: string, label: string, at: SourceLocation, value?: string): Evidence => ({
  environment,
  label,
  at,
  ...(value === undefined ? {} : { value }),
})

const finding = (
  given: Pick<Finding, 'rule' | 'severity' | 'subject' | 'message' | 'evidence'> & Partial<Finding>,
): Finding => ({
  confidence: 'proved',
  status: 'new',
  fingerprint: `${given.rule}-${given.subject.replace(/\W+/g, '-')}`,
  ...given,
})

const partner = 'host partner-api.kumocard.example'

const findings: readonly Finding[] = [
  finding({
    rule: 'dns-record-missing',
    severity: 'error',
    subject: partner,
    message: 'partner-api.kumocard.example has no alias record: production clients get "name not found"',
    evidence: [
      evidence(
        'staging',
        'staging serves partners here',
        place(infra('staging', 'dns.tf'), '"api.stg.kumocard.example"'),
        'api.stg.kumocard.example',
      ),
      evidence(
        'production',
        'the only record of this load balancer',
        place(infra('production', 'dns.tf'), '"app.kumocard.example"'),
        'app.kumocard.example',
      ),
    ],
    fix: {
      description: 'Add an alias record for partner-api.kumocard.example',
      at: place(infra('production', 'dns.tf'), 'resource "aws_route53_record"'),
      text: 'resource "aws_route53_record" "partner" {\n  name = "partner-api.kumocard.example"\n  type = "A"\n}',
    },
    traces: pairOf(partnerUrl),
  }),
  finding({
    rule: 'certificate-does-not-cover-host',
    severity: 'error',
    subject: partner,
    message: 'no certificate of listener 443 covers partner-api.kumocard.example',
    evidence: [
      evidence(
        'staging',
        'covered by a wildcard',
        place(infra('staging', 'certificate.tf'), 'subject_alternative_names'),
        '*.stg.kumocard.example',
      ),
      evidence(
        'production',
        'covers only this name',
        place(infra('production', 'certificate.tf'), 'domain_name'),
        'app.kumocard.example',
      ),
      evidence(
        'production',
        'the listener has no other certificate',
        place(infra('production', 'certificate.tf'), 'certificate_arn'),
      ),
    ],
    traces: pairOf(partnerUrl),
  }),
  finding({
    rule: 'token-issuer-mismatch',
    severity: 'error',
    subject: 'verifier statements',
    message:
      'tokens are issued as "https://partner-api.kumocard.example" but the verifier expects "https://app.kumocard.example"',
    evidence: [
      evidence('staging', 'expected here', place(config('staging'), 'issuer-uri'), 'https://api.stg.kumocard.example'),
      evidence(
        'production',
        'expected here',
        place(config('production'), 'issuer-uri'),
        'https://app.kumocard.example',
      ),
    ],
    traces: pairOf(partnerUrl),
  }),
  finding({
    rule: 'listener-rule-host-split',
    severity: 'warning',
    subject: 'listener rule 20',
    message: 'rule 20 takes one of the two hosts that production splits staging’s host into',
    confidence: 'likely',
    evidence: [
      evidence(
        'staging',
        'one host for all',
        place('services/statements/staging.json', 'api.stg.kumocard.example'),
        'api.stg.kumocard.example',
      ),
      evidence(
        'production',
        'users only',
        place('services/statements/production.json', 'app.kumocard.example'),
        'app.kumocard.example',
      ),
    ],
  }),
  finding({
    rule: 'listener-default-action-differs',
    severity: 'warning',
    status: 'known',
    subject: 'listener 443',
    message: 'the default action of listener 443 answers 404 in production and forwards in staging',
    evidence: [
      evidence(
        'production',
        'this listener',
        place(infra('production', 'certificate.tf'), 'resource "aws_lb_listener"'),
      ),
    ],
  }),
  finding({
    rule: 'record-health-check-differs',
    severity: 'info',
    status: 'waived',
    subject: 'host app.kumocard.example',
    message: '日本語のメッセージ: ヘルスチェックの設定が異なります (evaluate_target_health)',
    evidence: [evidence('production', '設定', place(infra('production', 'dns.tf'), 'evaluate_target_health'), 'true')],
  }),
]

const undetermined: readonly UndeterminedFinding[] = [
  {
    rule: 'token-audience-mismatch',
    subject: 'verifier statements',
    message: 'whether production accepts the audience of partner tokens',
    decides: [{ names: 'PARTNER_AUDIENCE', at: place(config('production'), 'resourceserver') }],
    evidence: [],
    fingerprint: 'token-audience-mismatch-verifier-statements',
  },
]

const model = (name: string): EnvironmentModel => ({
  name,
  entities: Object.fromEntries(
    entityKinds.map((kind: EntityKind) => [kind, []]),
  ) as unknown as EnvironmentModel['entities'],
  apps: [],
  serviceOfApp: new Map(),
  sources: (['terraform', 'cloudformation'] as const).map(kind => ({
    kind,
    id: `${name}-${kind}`,
    inputs: new Map(),
    locals: new Map(),
    outputs: new Map(),
    conditions: new Map(),
    resources: [],
    diagnostics: [],
  })),
  links: [],
  unmodelled: new Map(name === 'production' ? [['aws_wafv2_web_acl', 1]] : []),
  diagnostics: [],
})

const comparison: ComparisonResult = {
  staging: 'staging',
  production: 'production',
  traces: [
    { because: 'journey partner-statements', ...pairOf(partnerUrl) },
    { because: 'listener rule 20', ...pairOf('https://app.kumocard.example/v1/statements') },
  ],
  rehearsal: { paths: 12, rehearsed: 7 },
  differences: { total: 214, explained: 201, mattering: 13 },
  findings,
  undetermined,
}

export const fixtureAnalysis: Analysis = {
  environments: [model('staging'), model('production'), model('dr')],
  comparisons: [comparison, { ...comparison, production: 'dr', findings: findings.slice(0, 2), undetermined: [] }],
  diagnostics: [
    {
      severity: 'warning',
      summary: 'Unsupported function',
      detail: 'The value of templatefile() is not known here. Write the text into the module, or give a plan file.',
      at: place(infra('production', 'dns.tf'), 'module.edge.alb_zone_id'),
    },
    {
      severity: 'error',
      summary: 'Parameter without a value',
      detail: 'ListenerArn has neither a default nor an entry in a parameter file.',
      at: place(template, 'ListenerArn: { Type'),
    },
  ],
}

/** An analysis with many findings, for long lists and measurements. */
export const manyFindings = (number: number): Analysis => {
  const severities: readonly Severity[] = ['error', 'warning', 'info']
  const share = Math.ceil(number / 3)
  return {
    ...fixtureAnalysis,
    comparisons: [
      {
        ...comparison,
        findings: Array.from({ length: number }, (_, index) => {
          const base = findings[index % findings.length] as Finding
          const severity = severities[Math.floor(index / share)] ?? 'info'
          return { ...base, severity, message: `${index}: ${base.message}`, fingerprint: `many-${index}` }
        }),
      },
    ],
  }
}
