import { type Random, randomOf } from '../random.ts'
import type { Company, Deployment } from './deployment.ts'
import { serviceOf } from './generate-service.ts'

const companies = ['nimbus', 'larkfield', 'tidewater', 'kestrel', 'marigold', 'saltmarsh', 'juniper', 'brightwell']
const tlds = ['shop', 'cards', 'travel', 'care']

/** How hosts of the two environments differ: below a label of staging, or on a domain of their own. */
const domains: readonly ((name: string, tld: string) => { readonly staging: string; readonly production: string })[] = [
  (name, tld) => ({ staging: `stg.${name}.${tld}`, production: `${name}.${tld}` }),
  (name, tld) => ({ staging: `staging.${name}.${tld}`, production: `live.${name}.${tld}` }),
  (name, tld) => ({ staging: `${name}-staging.${tld}`, production: `${name}.${tld}` }),
]

interface Shape {
  readonly company: string
  readonly seed: number
  readonly services: number
  readonly isDefaultServing: boolean
  readonly hasWildcardCertificate: boolean
}

/**
 * A healthy pair of environments of so many services: production is staging with its own names, sizes and account.
 * A product of a company has its own hosts.
 */
export const generateCompany = (seed: number, services: number, product = ''): Company => {
  const random = randomOf(seed)
  const company = `${random.pick(companies)}${product}`
  const domain = random.pick(domains)(company, random.pick(tlds))
  const shape: Shape = {
    company,
    seed,
    services,
    isDefaultServing: random.below(3) === 0,
    hasWildcardCertificate: random.below(2) === 0,
  }
  return {
    staging: deploymentOf(shape, 'staging', domain.staging, '222233334444'),
    production: deploymentOf(shape, 'production', domain.production, '333344445555'),
  }
}

const deploymentOf = (shape: Shape, environment: string, domain: string, account: string): Deployment => {
  const random: Random = randomOf(shape.seed + 1)
  const services = Array.from({ length: shape.services }, (_, index) =>
    serviceOf({ index, environment, domain, random }),
  )
  const hosts = [
    ...new Set(
      services.flatMap(({ rules }) =>
        rules.flatMap(({ conditions }) => conditions.flatMap(each => (each.field === 'host' ? each.values : []))),
      ),
    ),
  ]
  const [first = domain, ...rest] = hosts
  const half = Math.ceil(rest.length / 2)
  return {
    environment,
    company: shape.company,
    account,
    domain,
    privateZone: `internal.${domain}`,
    records: [
      ...[...hosts.filter(host => host !== `assets.${domain}`), `origin.${domain}`].flatMap(name =>
        (['A', 'AAAA'] as const).map(type => ({
          key: `${name.slice(0, -domain.length - 1) || 'apex'}-${type}`.toLowerCase().replaceAll('.', '-'),
          name,
          zone: 'public' as const,
          type,
          target: 'load-balancer' as const,
        })),
      ),
      { key: 'assets', name: `assets.${domain}`, zone: 'public', type: 'A', target: 'distribution' },
      ...['store', 'status'].map(key => ({
        key,
        name: `${key}.${domain}`,
        zone: 'public' as const,
        type: 'A' as const,
        target: { text: `${key}-${environment}-1289304857.eu-west-1.elb.amazonaws.com` },
      })),
    ],
    certificates: [
      shape.hasWildcardCertificate
        ? {
            key: 'main',
            names: [domain, `*.${domain}`, ...hosts.filter(host => isDeep(host, domain))],
            isAwaited: true,
            use: 'listener',
          }
        : { key: 'main', names: [first, ...rest.slice(0, half), `origin.${domain}`], isAwaited: true, use: 'listener' },
      { key: 'more', names: [`assets.${domain}`, ...rest.slice(half)], isAwaited: true, use: 'listener' },
      { key: 'cdn', names: [`assets.${domain}`], isAwaited: true, use: 'distribution' },
    ],
    isInternal: false,
    addressType: 'dualstack',
    openPorts: [80, 443],
    listeners: [
      {
        key: 'http',
        port: 80,
        protocol: 'HTTP',
        certificates: [],
        defaultAction: { kind: 'redirect', protocol: 'HTTPS', port: '443' },
      },
      {
        key: 'https',
        port: 443,
        protocol: 'HTTPS',
        policy: 'ELBSecurityPolicy-TLS13-1-2-2021-06',
        certificates: ['main', 'more'],
        defaultAction: shape.isDefaultServing
          ? { kind: 'forward', service: services.find(({ writtenIn }) => writtenIn === 'terraform')?.name ?? 'web' }
          : { kind: 'answer', status: '404' },
      },
    ],
    distribution: {
      aliases: [`assets.${domain}`],
      originHost: `origin.${domain}`,
      originProtocol: 'https-only',
      forwardsHost: true,
      methods: ['GET', 'HEAD', 'OPTIONS'],
      keepsAnswers: false,
      behaviors: [{ path: '/uploads/*', origin: 'uploads' }],
    },
    services,
    inputs: [
      { name: 'alarm_topic_arn', type: 'string', value: `arn:aws:sns:eu-west-1:${account}:alarms-${environment}` },
      { name: 'status_page_url', type: 'string', value: `https://status.${domain}/` },
      { name: 'log_bucket', type: 'string', value: `${shape.company}-${environment}-logs` },
    ],
  }
}

const isDeep = (host: string, domain: string): boolean =>
  host.endsWith(`.${domain}`) && host.slice(0, -domain.length - 1).includes('.')
