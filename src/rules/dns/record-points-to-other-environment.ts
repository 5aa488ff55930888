import { displayValue } from '../../model/deciders.ts'
import { isString } from '../../model/value.ts'
import { decisiveLine, lineEvidence, valueEvidence } from '../evidence.ts'
import { defineRule } from '../rule.ts'
import { hostAnswers, pointsToStaging, targetOf } from './wrong-target.ts'

const addressTypes = new Set(['A', 'AAAA', 'CNAME'])

/** A production name leads to staging's load balancer, distribution or host. */
export const recordPointsToOtherEnvironment = defineRule<{ host: string; target: string }>({
  id: 'record-points-to-other-environment',
  patterns: ['DNS02'],
  title: "A production record points at the other environment's load balancer",
  severity: 'error',

  message: ({ host, target }) => `clients of ${host} reach ${target}, which is the other environment's`,

  *check(context) {
    const { staging, production } = context
    for (const record of production.entities['dns-record']) {
      if (record.exists === 'no' || !isString(record.name)) continue
      if (!isString(record.recordType) || !addressTypes.has(record.recordType.value.toUpperCase())) continue
      const host = record.name.value
      const found = pointsToStaging(context, record)
      if (found.kind === 'no') continue
      const subject = `record ${host}`
      const rehearsal = hostAnswers(context, host)[0]
      const rehearsed =
        rehearsal?.staging.kind === 'entry'
          ? rehearsal.staging.records
              .slice(0, 1)
              .map(({ at }) => lineEvidence(staging, `record ${rehearsal.hosts.staging}`, at))
          : []
      const target = targetOf(record)
      if (found.kind === 'undetermined') {
        yield {
          kind: 'undetermined',
          subject,
          message: `whose load balancer ${host} points at cannot be told`,
          evidence: [lineEvidence(production, `record ${host}`, record.at), ...rehearsed],
          decides: found.decides,
        }
        continue
      }
      yield {
        kind: 'finding',
        subject,
        data: { host, target: found.what },
        confidence: 'proved',
        evidence: [
          ...valueEvidence(production, 'points at', found.target),
          lineEvidence(production, `record ${host}`, record.at, target && displayValue(target)),
          ...rehearsed,
        ],
        fix: { description: `point ${host} at production's own load balancer`, at: decisiveLine(found.target) },
      }
    }
  },
})
