import type { Distribution } from '../company/deployment.ts'
import { type Fault, inProduction } from './fault.ts'

const changing =
  (fields: Partial<Distribution>): Fault['inject'] =>
  company =>
    inProduction(company, { distribution: { ...company.production.distribution, ...fields } })

/** A name that a request through the distribution has on its way. */
const isPassed = (name: string): boolean => /^(assets|origin)\./.test(name)

export const edgeFaults: readonly Fault[] = [
  { name: 'alias of the distribution missing', owner: 'distribution-alias-missing', inject: changing({ aliases: [] }) },
  {
    name: 'Host not forwarded to the origin',
    owner: 'host-header-lost-at-edge',
    consequences: ['behavior-lets-less-through'],
    inject: changing({ forwardsHost: false }),
  },
  {
    name: 'method that the distribution does not take',
    owner: 'behavior-lets-less-through',
    inject: changing({ methods: ['GET', 'HEAD'] }),
  },
  {
    name: 'private answers kept at the edge',
    owner: 'behavior-caches-private-answers',
    inject: changing({ keepsAnswers: true }),
  },
  {
    name: 'behaviour for a path dropped',
    owner: 'behavior-leads-elsewhere',
    inject: changing({ behaviors: [] }),
  },
  {
    name: 'behaviour with another origin',
    owner: 'behavior-leads-elsewhere',
    inject: changing({ behaviors: [{ path: '/uploads/*', origin: 'front' }] }),
  },
  {
    name: 'origin over HTTP that redirects',
    owner: 'origin-redirect-loop',
    inject: changing({ originProtocol: 'http-only' }),
  },
  {
    name: "origin's certificate for other names",
    owner: 'origin-certificate-mismatch',
    inject: company => {
      const { certificates, domain } = company.production
      if (certificates.some(({ names }) => names.some(name => name.startsWith('*.')))) return undefined
      const renamed = (name: string): string => (isPassed(name) ? `www.${domain}` : name)
      return inProduction(company, {
        certificates: certificates.map(certificate => {
          const [first, ...rest] = certificate.names
          return certificate.use === 'listener'
            ? { ...certificate, names: [renamed(first), ...rest.map(renamed)] }
            : certificate
        }),
      })
    },
  },
]
