import { type Behavior, type Entity, type EntityKind, type EntityOf, entityKinds } from '../../src/model/entity.ts'
import type { EnvironmentModel } from '../../src/model/environment-model.ts'
import type { EvaluatedApp } from '../../src/model/evaluated.ts'
import { everything, nothing, unknownSelection } from '../../src/model/selection.ts'
import type { SourceLocation } from '../../src/model/source-location.ts'
import type { Truth } from '../../src/model/truth.ts'
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

const noSelection = { headers: nothing, cookies: nothing, queries: nothing }

/** The default behaviour of a distribution: all of a request reaches the origin, or only what does not name its host. */
export const behavior = (origin: string, forwardsHost: Truth = 'yes', fields: Partial<Behavior> = {}): Behavior => ({
  at: at(),
  origin: text(origin),
  forwards: {
    headers: forwardsHost === 'yes' ? everything : forwardsHost === 'no' ? nothing : unknownSelection,
    cookies: everything,
    queries: everything,
  },
  keyed: noSelection,
  caches: 'no',
  ...fields,
})

export const app = (id: string, fields: Partial<EvaluatedApp> = {}): EvaluatedApp => ({
  id,
  framework: 'test',
  profile: 'test',
  settings: [],
  issuersAccepted: [],
  issuersMinted: [],
  audiences: [],
  jwks: [],
  algorithms: [],
  leeway: [],
  requiredClaims: [],
  domainTied: [],
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

/** Entities with the one of this name left out. */
export const without = (entities: readonly Entity[], name: string): readonly Entity[] =>
  entities.filter(({ address: { name: own } }) => own !== name)

/** Entities with other fields in the one of this name. */
export const changed = (entities: readonly Entity[], name: string, fields: object): readonly Entity[] => {
  if (!entities.some(({ address: { name: own } }) => own === name)) throw new Error(`no ${name}`)
  return entities.map(each => (each.address.name === name ? ({ ...each, ...fields } as Entity) : each))
}

export const zones = { staging: 'stg.example.com', production: 'example.com' } as const
export type Side = keyof typeof zones

/** A setting in a file of its own. */
export const setting = (key: string, value: Value) => ({
  key,
  value: { ...value, from: { ...value.from, at: at(`${key}.env`) } },
})

/** A secret as it is kept: its digest. */
export const secret = (digest: string): Value => ({ ...text(digest), sensitive: true })

/** A small shop that works: `www` and `api` behind one load balancer, plain HTTP redirected, one service each, tokens issued and checked. */
export const shopEntities = (side: Side): readonly Entity[] => {
  const zone = zones[side]
  const hosts = [`www.${zone}`, `api.${zone}`]
  return [
    ...site({
      hosts,
      zone,
      rules: [
        { priority: 10, hosts: [`api.${zone}`], service: 'api' },
        { priority: 20, hosts: [`www.${zone}`], service: 'web' },
      ],
    }),
    entity('listener', 'aws_lb_listener.http', {
      loadBalancer: ref('aws_lb.main', 'arn'),
      port: text(80),
      protocol: text('HTTP'),
      defaultActions: [
        { at: at(), type: 'redirect', protocol: text('HTTPS'), port: text('443'), statusCode: text('HTTP_301') },
      ],
      isLookup: false,
    }),
    entity('certificate-validation', 'aws_acm_certificate_validation.main', {
      certificate: ref('aws_acm_certificate.main', 'arn'),
    }),
  ]
}

export const shopApps = (side: Side): readonly EvaluatedApp[] => {
  const issuer = `https://id.${zones[side]}`
  return [
    app('auth', {
      issuersMinted: [text(issuer)],
      audiences: [text('orders')],
      settings: [
        setting('JWT_ISSUER', text(issuer)),
        setting('SESSION_SECRET', secret(`digest of ${side}`)),
        setting('PUBLIC_BASE_URL', text(`https://www.${zones[side]}`)),
      ],
    }),
    app('orders', {
      issuersAccepted: [text(issuer)],
      audiences: [text('orders')],
      jwks: [text(`${issuer}/jwks.json`)],
      settings: [setting('jwt.issuer', text(issuer)), setting('API_URL', text(`https://api.${zones[side]}/v1`))],
    }),
  ]
}

export const shop = (
  side: Side,
  entities: readonly Entity[] = shopEntities(side),
  fields: Partial<EnvironmentModel> = {},
): EnvironmentModel => model(side, entities, { apps: shopApps(side), ...fields })

/** The shop with other fields in one of its apps. */
export const shopWithApp = (side: Side, id: string, fields: Partial<EvaluatedApp>): EnvironmentModel =>
  shop(side, shopEntities(side), {
    apps: shopApps(side).map(each => (each.id === id ? { ...each, ...fields } : each)),
  })

/** The shop with more settings in its `auth` app. */
export const shopWithSettings = (side: Side, settings: Readonly<Record<string, Value>>): EnvironmentModel =>
  shop(side, shopEntities(side), {
    apps: shopApps(side).map(each =>
      each.id === 'auth'
        ? {
            ...each,
            settings: [...each.settings, ...Object.entries(settings).map(([key, value]) => setting(key, value))],
          }
        : each,
    ),
  })

const renameIn = (thing: unknown, rename: (name: string) => string): unknown => {
  if (thing instanceof Map) return new Map([...thing].map(([key, entry]) => [key, renameIn(entry, rename)]))
  if (Array.isArray(thing)) return thing.map(each => renameIn(each, rename))
  if (typeof thing !== 'object' || thing === null) return thing
  if ('source' in thing && 'name' in thing && typeof thing.name === 'string' && Object.keys(thing).length === 2)
    return { ...thing, name: rename(thing.name) }
  return Object.fromEntries(Object.entries(thing).map(([key, entry]) => [key, renameIn(entry, rename)]))
}

/** The same environment after a refactoring: every resource has another name and the files another order. */
export const refactored = (environment: EnvironmentModel): EnvironmentModel => {
  const renamed = renameIn(environment.entities, name => `module.shop.${name}_v2`) as EnvironmentModel['entities']
  const entities = Object.fromEntries(
    Object.entries(renamed).map(([kind, list]) => [kind, [...list].reverse()]),
  ) as unknown as EnvironmentModel['entities']
  return { ...environment, entities, apps: [...environment.apps].reverse() }
}
