import { type Entity, type EntityKind, type EntityOf, entityKinds } from '../../src/model/entity.ts'
import type { EnvironmentModel } from '../../src/model/environment-model.ts'
import type { EvaluatedApp } from '../../src/model/evaluated.ts'
import type { SourceLocation } from '../../src/model/source-location.ts'
import { type Address, known, type Scalar, unknown, type Value } from '../../src/model/value.ts'

export const at = (file = 'main.tf', line = 1): SourceLocation => ({
  file,
  start: { line, column: 1, offset: 0 },
  end: { line, column: 2, offset: 1 },
  path: [],
})

export const text = (value: Scalar, place: SourceLocation = at()): Value => known(value, { at: place, origins: [] })

/** A variable that nothing sets. */
export const unset = (name: string): Value => unknown({ kind: 'unset-input', names: name }, { at: at(), origins: [] })

export const address = (name: string): Address => ({ source: 'root', name })

export const ref = (name: string, ...attribute: readonly string[]): Value => ({
  kind: 'reference',
  to: address(name),
  attribute,
  from: { at: at(), origins: [] },
})

/** An entity with its place filled in. */
export const entity = <K extends EntityKind>(
  kind: K,
  name: string,
  fields: Omit<EntityOf<K>, 'kind' | 'address' | 'at' | 'exists'> & { readonly exists?: 'yes' | 'no' | 'undetermined' },
): EntityOf<K> => ({ kind, address: address(name), at: at(), exists: 'yes', ...fields }) as unknown as EntityOf<K>

export const app = (id: string, fields: Partial<EvaluatedApp> = {}): EvaluatedApp => ({
  id,
  framework: 'test',
  profile: 'test',
  settings: [],
  issuersAccepted: [],
  issuersMinted: [],
  audiences: [],
  jwks: [],
  unresolved: [],
  diagnostics: [],
  ...fields,
})

export const model = (
  name: string,
  entities: readonly Entity[],
  fields: Partial<EnvironmentModel> = {},
): EnvironmentModel => ({
  name,
  entities: Object.fromEntries(
    entityKinds.map(kind => [kind, entities.filter(candidate => candidate.kind === kind)]),
  ) as unknown as EnvironmentModel['entities'],
  apps: [],
  serviceOfApp: new Map(),
  sources: [],
  links: [],
  unmodelled: new Map(),
  diagnostics: [],
  ...fields,
})

export interface SiteOptions {
  readonly hosts: readonly string[]
  readonly certificateNames?: readonly string[]
  readonly zone?: string
  /** Host and path patterns of each rule, with the service that it leads to. */
  readonly rules?: readonly {
    readonly priority: number
    readonly hosts: readonly string[]
    readonly paths?: readonly string[]
    readonly service: string
  }[]
}

/** A load balancer with records, one certificate, rules and a service behind each: a site that works. */
export const site = ({
  hosts,
  certificateNames = hosts,
  zone = 'example.com',
  rules = [],
}: SiteOptions): readonly Entity[] => {
  const services = [...new Set(rules.map(({ service }) => service))]
  return [
    entity('zone', 'aws_route53_zone.main', { name: text(zone), isPrivate: 'no', isLookup: false }),
    entity('load-balancer', 'aws_lb.main', {
      type: text('application'),
      internal: text(false),
      isLookup: false,
      name: text('main'),
    }),
    entity('listener', 'aws_lb_listener.https', {
      loadBalancer: ref('aws_lb.main', 'arn'),
      port: text(443),
      protocol: text('HTTPS'),
      certificate: ref('aws_acm_certificate.main', 'arn'),
      defaultActions: [
        { at: at(), type: 'fixed-response', statusCode: text('404'), messageBody: text('Service Not Found') },
      ],
      isLookup: false,
    }),
    entity('certificate', 'aws_acm_certificate.main', {
      names: certificateNames.map(name => text(name)),
      source: 'issued',
    }),
    ...hosts.map(host =>
      entity('dns-record', `aws_route53_record.${host}`, {
        name: text(host),
        recordType: text('A'),
        zone: ref('aws_route53_zone.main', 'zone_id'),
        alias: { target: ref('aws_lb.main', 'dns_name') },
        routing: 'simple',
      }),
    ),
    ...rules.map(({ priority, hosts: patterns, paths, service }) =>
      entity('listener-rule', `aws_lb_listener_rule.r${priority}`, {
        listener: ref('aws_lb_listener.https', 'arn'),
        priority: text(priority),
        conditions: [
          { at: at(), field: 'host-header', values: patterns.map(pattern => text(pattern)) },
          ...(paths ? [{ at: at(), field: 'path-pattern' as const, values: paths.map(path => text(path)) }] : []),
        ],
        actions: [
          { at: at(), type: 'forward', targets: [{ targetGroup: ref(`aws_lb_target_group.${service}`, 'arn') }] },
        ],
        transforms: [],
      }),
    ),
    ...services.flatMap(service => [
      entity('target-group', `aws_lb_target_group.${service}`, {
        name: text(service),
        hasOwnTargets: 'no',
        isLookup: false,
      }),
      entity('service', `aws_ecs_service.${service}`, {
        name: text(service),
        targets: [{ targetGroup: ref(`aws_lb_target_group.${service}`, 'arn') }],
      }),
    ]),
  ]
}
