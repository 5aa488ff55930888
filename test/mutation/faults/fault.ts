import type { Company, Deployment, Rule, Service } from '../company/deployment.ts'
import type { Random } from '../random.ts'

/** One kind of mistake in production. */
export interface Fault {
  readonly name: string
  /** The id of the rule that reports it. */
  readonly owner: string
  /** Rules that may report what follows from it. */
  readonly consequences?: readonly string[]
  /** The company with the mistake; `undefined` where it has nothing that the mistake could be made with. */
  readonly inject: (company: Company, random: Random) => Company | undefined
}

export const inProduction = (company: Company, fields: Partial<Deployment>): Company => ({
  ...company,
  production: { ...company.production, ...fields },
})

/** The company with one service of production changed. */
export const withService = (company: Company, name: string, change: (service: Service) => Partial<Service>): Company =>
  inProduction(company, {
    services: company.production.services.map(service =>
      service.name === name ? { ...service, ...change(service) } : service,
    ),
  })

/** The company with one listener rule of production replaced by these. */
export const withRule = (company: Company, key: string, replace: (rule: Rule) => readonly Rule[]): Company =>
  inProduction(company, {
    services: company.production.services.map(service => ({
      ...service,
      rules: service.rules.flatMap(rule => (rule.key === key ? replace(rule) : [rule])),
    })),
  })

export const rulesOf = ({ production }: Company): readonly Rule[] => production.services.flatMap(({ rules }) => rules)

export const hostsOf = (rule: Rule): readonly string[] =>
  rule.conditions.flatMap(condition => (condition.field === 'host' ? condition.values : []))

/** The text with production's domain replaced by staging's. */
export const stagings = ({ staging, production }: Company, text: string): string =>
  text.replace(production.domain, staging.domain)

/** One of these, if there is any. */
export const oneOf = <T>(random: Random, candidates: readonly T[]): T | undefined =>
  candidates.length > 0 ? random.pick(candidates) : undefined
