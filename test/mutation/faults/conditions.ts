import type { Company, Condition, Rule } from '../company/deployment.ts'
import { type Fault, oneOf, rulesOf, stagings, withRule } from './fault.ts'

export const hasServingDefault = ({ production: { listeners } }: Company): boolean =>
  listeners.some(({ defaultAction: { kind } }) => kind === 'forward')

/** One rule of a listener, changed. That of the distribution's origin is left alone. */
export const ruleChanged =
  (
    change: (rule: Rule, company: Company) => Partial<Rule> | undefined,
    has: (rule: Rule) => boolean = () => true,
  ): Fault['inject'] =>
  (company, random) => {
    const rule = oneOf(
      random,
      rulesOf(company).filter(each => each.key !== 'assets' && has(each)),
    )
    const changed = rule && change(rule, company)
    return rule && changed && withRule(company, rule.key, each => [{ ...each, ...changed }])
  }

/** A mistake that leaves requests to the default action: it is seen there if that refuses them. */
export const whereDefaultRefuses =
  (inject: Fault['inject']): Fault['inject'] =>
  (company, random) =>
    hasServingDefault(company) ? undefined : inject(company, random)

const valuesChanged = (
  field: 'host' | 'path' | 'method' | 'header',
  change: (value: string, company: Company) => readonly string[],
  has: (rule: Rule) => boolean = () => true,
): Fault['inject'] =>
  whereDefaultRefuses(
    ruleChanged(
      (rule, company) => ({
        conditions: rule.conditions.map(
          (condition): Condition =>
            condition.field === field
              ? { ...condition, values: condition.values.flatMap(value => change(value, company)) }
              : condition,
        ),
      }),
      rule => rule.conditions.some(condition => condition.field === field) && has(rule),
    ),
  )

const hasBarePath = (rule: Rule): boolean =>
  rule.conditions.some(({ field, ...rest }) => field === 'path' && 'values' in rest && rest.values.length === 2)

const misses = 'listener-rule-misses-host'

/** Conditions of listener rules that production's requests do not meet. */
export const conditionFaults: readonly Fault[] = [
  {
    name: 'host condition misspelt',
    owner: misses,
    consequences: ['dns-record-missing', 'certificate-does-not-cover-host'],
    inject: valuesChanged('host', value => [`x${value}`]),
  },
  {
    name: "host condition of staging's",
    owner: misses,
    inject: valuesChanged('host', (value, company) => [stagings(company, value)]),
  },
  {
    name: 'path in other letter case',
    owner: misses,
    inject: valuesChanged('path', value => [value.toUpperCase()]),
  },
  {
    name: 'path with a slash at its end',
    owner: misses,
    inject: valuesChanged('path', value => [value.endsWith('*') ? `${value}/` : value]),
  },
  {
    name: 'bare path dropped',
    owner: 'path-pattern-without-bare-path',
    inject: valuesChanged('path', value => (value.endsWith('*') ? [value] : []), hasBarePath),
  },
  {
    name: 'method dropped',
    owner: misses,
    inject: valuesChanged('method', value => (value === 'HEAD' ? [] : [value])),
  },
  { name: 'other header value', owner: misses, inject: valuesChanged('header', value => [`v${value}`]) },
  {
    name: 'other query',
    owner: misses,
    inject: whereDefaultRefuses(
      ruleChanged(
        rule => ({
          conditions: rule.conditions.map(each => (each.field === 'query' ? { ...each, value: 'true' } : each)),
        }),
        rule => rule.conditions.some(({ field }) => field === 'query'),
      ),
    ),
  },
  {
    name: 'one more condition',
    owner: misses,
    inject: whereDefaultRefuses(
      ruleChanged(rule => ({
        conditions: [...rule.conditions, { field: 'header', name: 'X-Origin-Verify', values: ['4b1f'] }],
      })),
    ),
  },
]
