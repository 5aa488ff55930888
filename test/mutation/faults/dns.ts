import type { Company, DnsRecord } from '../company/deployment.ts'
import { type Fault, hostsOf, inProduction, oneOf, rulesOf, withService } from './fault.ts'

/** Hosts that listener rules take, and clients therefore call, each with its own record. */
const served = (company: Company): readonly string[] => {
  const hosts = new Set(rulesOf(company).flatMap(hostsOf))
  const led = company.production.records.filter(({ name, target }) => target === 'load-balancer' && hosts.has(name))
  return [...new Set(led.map(({ name }) => name))]
}

const changing =
  (
    change: (record: DnsRecord, company: Company) => readonly DnsRecord[],
    has: (host: string, company: Company) => boolean = () => true,
  ): Fault['inject'] =>
  (company, random) => {
    const host = oneOf(
      random,
      served(company).filter(each => has(each, company)),
    )
    if (host === undefined) return undefined
    const { records } = company.production
    return inProduction(company, {
      records: records.flatMap(record => (record.name === host ? change(record, company) : [record])),
    })
  }

const isBelow = (host: string, { production }: Company): boolean => host !== production.domain

const isOneLabel = (host: string, { production: { domain } }: Company): boolean =>
  host !== domain && !host.slice(0, -domain.length - 1).includes('.')

/** What is wrong with a name that leads to the load balancer by mistake. */
const unserved = ['certificate-does-not-cover-host', 'listener-rule-misses-host', 'listener-rule-order']

const oldBalancer = 'old-1893456720.eu-west-1.elb.amazonaws.com'

export const dnsFaults: readonly Fault[] = [
  { name: 'alias record dropped', owner: 'dns-record-missing', inject: changing(() => []) },
  {
    name: 'record in the private zone',
    owner: 'dns-record-missing',
    inject: changing(record => [{ ...record, zone: 'private' }]),
  },
  {
    name: 'record misspelt',
    owner: 'dns-record-missing',
    consequences: unserved,
    inject: changing(record => [{ ...record, name: `x${record.name}` }], isBelow),
  },
  {
    name: 'wildcard hidden by a TXT record',
    owner: 'dns-record-missing',
    consequences: unserved,
    inject: changing(
      (record, { production: { domain } }) =>
        record.type === 'A'
          ? [
              { ...record, key: 'any', name: `*.${domain}` },
              { ...record, type: 'TXT', target: { text: 'verification=1f0c' } },
            ]
          : [],
      isOneLabel,
    ),
  },
  {
    name: 'wildcard answers instead',
    owner: 'wildcard-record-swallows-host',
    consequences: ['distribution-alias-missing', ...unserved],
    inject: changing(
      (record, { production: { domain } }) =>
        record.type === 'A' ? [{ ...record, key: 'any', name: `*.${domain}`, target: 'distribution' }] : [],
      isOneLabel,
    ),
  },
  {
    name: "record names staging's load balancer",
    owner: 'record-points-to-other-environment',
    inject: changing((record, { staging: { company, environment } }) => [
      { ...record, target: { text: `${company}-${environment}-1893456720.eu-west-1.elb.amazonaws.com` } },
    ]),
  },
  {
    name: "record names a host of staging's",
    owner: 'record-points-to-other-environment',
    consequences: ['record-alias-mismatch'],
    inject: changing((record, { staging }) => [{ ...record, target: { text: `www.${staging.domain}` } }]),
  },
  {
    name: 'zone appended twice',
    owner: 'record-name-repeats-zone',
    consequences: ['dns-record-missing', ...unserved],
    inject: changing(
      (record, { production: { domain } }) => [{ ...record, name: `${record.name}.${domain}` }],
      isBelow,
    ),
  },
  {
    name: "alias with the record's own zone",
    owner: 'record-alias-mismatch',
    inject: changing(record => [{ ...record, aliasZone: 'own' }]),
  },
  {
    name: 'alias with the zone of another region',
    owner: 'record-alias-mismatch',
    inject: changing(record => [{ ...record, aliasZone: { text: 'Z35SXDOTRQ7X7K' } }]),
  },
  {
    name: 'IPv6 record dropped',
    owner: 'host-without-ipv6',
    inject: changing(record => (record.type === 'AAAA' ? [] : [record])),
  },
  {
    name: 'load balancer with IPv4 addresses only',
    owner: 'host-without-ipv6',
    inject: company => inProduction(company, { addressType: 'ipv4' }),
  },
  {
    name: 'failover without a secondary record',
    owner: 'record-set-without-default',
    inject: changing(record => [{ ...record, failover: 'PRIMARY' }]),
  },
  {
    name: 'private zone with the name of the public one',
    owner: 'private-zone-hides-host',
    inject: company => inProduction(company, { privateZone: company.production.domain }),
  },
  {
    name: 'zone of a host that is not delegated to',
    owner: 'zone-not-delegated',
    inject: (company, random) => {
      const childZone = oneOf(
        random,
        served(company).filter(host => isBelow(host, company)),
      )
      if (childZone === undefined) return undefined
      const records = company.production.records.map(record =>
        record.name === childZone ? { ...record, zone: 'child' as const } : record,
      )
      return inProduction(company, { childZone, records })
    },
  },
  {
    name: 'record of a set follows an empty target group',
    owner: 'record-follows-empty-target-group',
    consequences: ['target-group-empty'],
    inject: (company, random) => {
      const service = oneOf(random, company.production.services)
      const host = oneOf(random, served(company))
      if (service === undefined || host === undefined) return undefined
      const records = company.production.records.flatMap((record): readonly DnsRecord[] =>
        record.name === host
          ? [
              { ...record, weight: 50, followsHealth: true },
              { ...record, key: `${record.key}-old`, weight: 50, target: { text: oldBalancer } },
            ]
          : [record],
      )
      return inProduction(
        withService(company, service.name, () => ({ isAttached: false })),
        { records },
      )
    },
  },
  {
    name: 'load balancer internal',
    owner: 'internal-load-balancer-in-public-zone',
    inject: company => inProduction(company, { isInternal: true }),
  },
]
