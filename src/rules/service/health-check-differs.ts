import { serviceRole } from '../../align/correspondence.ts'
import { roleName } from '../../align/role-name.ts'
import { decidersOf } from '../../model/deciders.ts'
import type { TargetGroup } from '../../model/entity.ts'
import type { EnvironmentModel } from '../../model/environment-model.ts'
import { isKnown, type Value } from '../../model/value.ts'
import { decisiveLine, lineEvidence, valueEvidence } from '../evidence.ts'
import { defineRule } from '../rule.ts'
import { lostGrace, pairedChecks } from './health-checks.ts'

const line = (model: EnvironmentModel, what: string, value: Value | undefined, { at }: TargetGroup) =>
  value
    ? valueEvidence(model, `${what} of the health check`, value)
    : [lineEvidence(model, `no ${what} of a health check`, at)]

/** A health check that staging never makes: where production's tasks do not pass it they are replaced without end (ECS guide, "Load balancer health checks"). */
export const healthCheckDiffers = defineRule<{ what: string; effect: string }>({
  id: 'health-check-differs',
  patterns: ['ECS06', 'ECS13'],
  title: 'Production checks the health of a service otherwise than staging',
  severity: 'warning',

  message: ({ what, effect }) => `${what}: ${effect}`,

  *check(context) {
    const { staging, production, correspondence } = context
    for (const pairing of correspondence.entities['target-group']) {
      if (pairing.kind !== 'paired' || pairing.staging.isLookup || pairing.production.isLookup) continue
      if (pairing.staging.exists === 'no' || pairing.production.exists === 'no') continue
      const checks = pairedChecks(context, pairing.staging, pairing.production)
      const name = isKnown(pairing.production.name)
        ? String(pairing.production.name.value)
        : pairing.production.address.name
      const subject = `health check of ${roleName(name, production.name)}`
      const different = checks.filter(({ isSame }) => isSame === 'no')
      const open = checks.filter(({ isSame, production: other }) => isSame === 'undetermined' && other)
      const evidence = (different.length > 0 ? different : open).flatMap(
        ({ what, staging: one, production: other }) => [
          ...line(production, what, other, pairing.production),
          ...line(staging, what, one, pairing.staging),
        ],
      )
      if (different.length > 0) {
        const what = different.map(each => `${each.what} ${each.texts[1]} instead of ${each.texts[0]}`).join(', ')
        yield {
          kind: 'finding',
          subject,
          data: { what: `the health check of ${name} has ${what}`, effect: 'staging does not show that tasks pass it' },
          confidence: 'likely',
          evidence,
          fix: { description: 'check as staging does', at: evidence[0]?.at ?? pairing.production.at },
        }
      } else if (open.length > 0) {
        const message = `whether the health of ${name} is checked as in staging cannot be told`
        const decides = open.flatMap(({ production: other }) => (other ? decidersOf(other) : []))
        if (decides.length > 0) yield { kind: 'undetermined', subject, message, evidence, decides }
      }
    }
    for (const { service, staging: time, seconds } of lostGrace(context)) {
      const { address, at, gracePeriod } = service
      const place = gracePeriod ? decisiveLine(gracePeriod) : at
      yield {
        kind: 'finding',
        subject: `grace period of ${serviceRole(production, address)}`,
        data: {
          what: `${address.name} has no grace period, ${seconds} s in staging`,
          effect: 'tasks that start slowly are replaced before they are up',
        },
        confidence: 'likely',
        evidence: [
          lineEvidence(production, gracePeriod ? 'grace period' : 'no grace period', place),
          ...valueEvidence(staging, 'grace period', time),
        ],
        fix: { description: `set the grace period to ${seconds} s`, at: place },
      }
    }
  },
})
