import type { Action, Company, Rule } from '../company/deployment.ts'
import { hasServingDefault, ruleChanged, whereDefaultRefuses } from './conditions.ts'
import { type Fault, hostsOf, inProduction, oneOf, rulesOf, withRule, withService } from './fault.ts'

const isOthers = ({ key }: Rule): boolean => key !== 'web' && key !== 'assets'

const withDefault = (company: Company, listener: string, defaultAction: Action): Company =>
  inProduction(company, {
    listeners: company.production.listeners.map(each => (each.key === listener ? { ...each, defaultAction } : each)),
  })

const toWeb: Action = { kind: 'forward', service: 'web' }

/** Production with one more rule to its pages. */
const withRuleToWeb = (company: Company, rule: Omit<Rule, 'listener' | 'action'>): Company =>
  withService(company, 'web', ({ rules }) => ({ rules: [...rules, { ...rule, listener: 'https', action: toWeb }] }))

const dropped: Fault['inject'] = (company, random) => {
  const rule = oneOf(random, rulesOf(company).filter(isOthers))
  return rule && withRule(company, rule.key, () => [])
}

export const routingFaults: readonly Fault[] = [
  { name: 'listener rule dropped', owner: 'listener-rule-misses-host', inject: whereDefaultRefuses(dropped) },
  {
    name: 'listener rule dropped where the default action serves',
    owner: 'listener-rule-order',
    inject: (company, random) => (hasServingDefault(company) ? dropped(company, random) : undefined),
  },
  {
    name: 'rule on the plain HTTP listener',
    owner: 'listener-rule-misses-host',
    inject: whereDefaultRefuses(ruleChanged(() => ({ listener: 'http' }))),
  },
  {
    name: 'rule answers instead of forwarding',
    owner: 'listener-rule-order',
    inject: ruleChanged(() => ({ action: { kind: 'answer', status: '404' } })),
  },
  {
    name: 'rule redirects to itself',
    owner: 'redirect-loop',
    inject: ruleChanged(() => ({ action: { kind: 'redirect', protocol: 'HTTPS', port: '443' } })),
  },
  {
    name: 'rule forwards to another service',
    owner: 'listener-rule-order',
    inject: (company, random) => {
      const written = company.production.services.filter(({ writtenIn }) => writtenIn === 'terraform')
      const rule = oneOf(random, written.flatMap(({ rules }) => rules).filter(isOthers))
      return rule && withRule(company, rule.key, each => [{ ...each, action: toWeb }])
    },
  },
  {
    name: 'rule behind an earlier wildcard',
    owner: 'listener-rule-order',
    consequences: ['listener-rule-shadowed'],
    inject: (company, random) => {
      const rule = oneOf(random, rulesOf(company).filter(isOthers))
      const [host] = rule ? hostsOf(rule) : []
      if (host === undefined) return undefined
      const wildcard = `*${host.slice(host.indexOf('.'))}`
      return withRuleToWeb(company, {
        key: 'everything',
        priority: 1,
        conditions: [{ field: 'host', values: [wildcard] }],
      })
    },
  },
  {
    name: 'rule that nothing reaches',
    owner: 'listener-rule-shadowed',
    inject: (company, random) => {
      const rule = oneOf(random, rulesOf(company).filter(isOthers))
      return rule && withRuleToWeb(company, { ...rule, key: 'late', priority: 8000 })
    },
  },
  {
    name: 'two rules of one priority',
    owner: 'listener-rule-duplicate-priority',
    inject: ruleChanged((rule, company) => {
      const other = rulesOf(company).find(({ key, priority }) => key !== rule.key && priority !== undefined)
      return other?.priority === undefined ? undefined : { priority: other.priority }
    }, isOthers),
  },
  {
    name: 'overlapping rules without priorities',
    owner: 'implicit-rule-priority',
    inject: company => {
      const [rule] = rulesOf(company)
      if (!rule) return undefined
      const { priority: _priority, ...rest } = rule
      return withRule(company, rule.key, () => [rest, { ...rest, key: `${rest.key}-again` }])
    },
  },
  {
    name: 'default action answers what it served',
    owner: 'listener-rule-misses-host',
    consequences: ['default-action-differs'],
    inject: company =>
      hasServingDefault(company) ? withDefault(company, 'https', { kind: 'answer', status: '404' }) : undefined,
  },
  {
    name: 'redirect to HTTPS keeps the port',
    owner: 'redirect-keeps-port',
    inject: company => withDefault(company, 'http', { kind: 'redirect', protocol: 'HTTPS' }),
  },
  {
    name: 'redirect to a closed port',
    owner: 'redirect-to-closed-port',
    inject: company => withDefault(company, 'http', { kind: 'redirect', protocol: 'HTTPS', port: '8443' }),
  },
  {
    name: "redirect to a host of staging's",
    owner: 'redirect-to-other-environment',
    inject: company => {
      const host = `www.${company.staging.domain}`
      return withDefault(company, 'http', { kind: 'redirect', protocol: 'HTTPS', port: '443', host })
    },
  },
]
