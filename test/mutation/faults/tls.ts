import type { Certificate, Company, Listener } from '../company/deployment.ts'
import { type Fault, hostsOf, inProduction, oneOf, rulesOf, stagings } from './fault.ts'

const withCertificates = (company: Company, change: (certificate: Certificate) => Certificate): Company =>
  inProduction(company, {
    certificates: company.production.certificates.map(each => (each.use === 'listener' ? change(each) : each)),
  })

const withListener = (company: Company, change: (listener: Listener) => readonly Listener[]): Company =>
  inProduction(company, {
    listeners: company.production.listeners.flatMap(each => (each.key === 'https' ? change(each) : [each])),
  })

/** Hosts whose traffic ends at the load balancer. */
const hosts = (company: Company): readonly string[] =>
  [...new Set(rulesOf(company).flatMap(hostsOf))].filter(host => host !== `assets.${company.production.domain}`)

const without = (certificate: Certificate, name: string): Certificate => {
  const [first, ...rest] = certificate.names.filter(each => each !== name)
  return { ...certificate, names: first === undefined ? [`unused.${name}`] : [first, ...rest] }
}

const isNamed = ({ production: { certificates } }: Company, host: string): boolean =>
  certificates.some(({ names, use }) => use === 'listener' && names.includes(host))

const hasWildcard = ({ production: { certificates } }: Company): boolean =>
  certificates.some(({ names }) => names.some(name => name.startsWith('*.')))

export const tlsFaults: readonly Fault[] = [
  {
    name: 'name dropped from the certificate',
    owner: 'certificate-does-not-cover-host',
    inject: (company, random) => {
      if (hasWildcard(company)) return undefined
      const named = hosts(company).filter(each => isNamed(company, each) && each !== company.production.domain)
      const host = oneOf(random, named)
      return host === undefined ? undefined : withCertificates(company, each => without(each, host))
    },
  },
  {
    name: 'certificate not attached to the listener',
    owner: 'certificate-does-not-cover-host',
    inject: company =>
      hasWildcard(company)
        ? undefined
        : withListener(company, listener => [{ ...listener, certificates: listener.certificates.slice(0, 1) }]),
  },
  {
    name: 'wildcard one label too high',
    owner: 'certificate-does-not-cover-host',
    inject: (company, random) => {
      const deep = oneOf(
        random,
        hosts(company).filter(host => host.endsWith(`.eu.${company.production.domain}`)),
      )
      if (deep === undefined || !hasWildcard(company)) return undefined
      return withCertificates(company, each => without(each, deep))
    },
  },
  {
    name: 'wildcard without the domain itself',
    owner: 'certificate-misses-apex',
    inject: company =>
      hasWildcard(company) ? withCertificates(company, each => without(each, company.production.domain)) : undefined,
  },
  {
    name: "staging's certificate",
    owner: 'certificate-of-other-environment',
    consequences: ['origin-certificate-mismatch'],
    inject: company =>
      withCertificates(company, certificate => {
        const [first, ...rest] = certificate.names
        return { ...certificate, names: [stagings(company, first), ...rest.map(name => stagings(company, name))] }
      }),
  },
  {
    name: 'certificate not awaited',
    owner: 'certificate-unvalidated',
    inject: company => withCertificates(company, each => (each.key === 'main' ? { ...each, isAwaited: false } : each)),
  },
  {
    name: 'domain name too long',
    owner: 'certificate-name-too-long',
    inject: company =>
      withCertificates(company, each =>
        each.key === 'more'
          ? { ...each, names: [`${'long-label-'.repeat(5)}.${company.production.domain}`, ...each.names] }
          : each,
      ),
  },
  {
    name: 'HTTPS listener dropped',
    owner: 'https-listener-missing',
    consequences: ['redirect-to-closed-port', 'configuration-refused'],
    inject: company => withListener(company, () => []),
  },
  {
    name: 'plain HTTP on the port of HTTPS',
    owner: 'https-listener-missing',
    inject: company =>
      withListener(company, ({ policy: _policy, ...listener }) => [
        { ...listener, protocol: 'HTTP', certificates: [] },
      ]),
  },
  {
    name: 'TLS policy raised',
    owner: 'tls-policy-differs',
    inject: company =>
      withListener(company, listener => [{ ...listener, policy: 'ELBSecurityPolicy-TLS13-1-3-2021-06' }]),
  },
]
