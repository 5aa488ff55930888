import { roleName } from '../../align/role-name.ts'
import { decidersOf, displayValue } from '../../model/deciders.ts'
import type { DnsRecord } from '../../model/entity.ts'
import type { EnvironmentModel } from '../../model/environment-model.ts'
import { isKnown, isString } from '../../model/value.ts'
import { decisiveLine, valueEvidence } from '../evidence.ts'
import { defineRule } from '../rule.ts'
import { hostAnswers } from './wrong-target.ts'

const weightOf = ({ weight }: DnsRecord): number | undefined => (isKnown(weight) ? Number(weight.value) : undefined)

/** The weighted records of a host, by what each is called in any environment. */
const weightedSet = (model: EnvironmentModel, host: string): ReadonlyMap<string, DnsRecord> =>
  new Map(
    model.entities['dns-record']
      .filter(
        ({ name, routing, exists, weight }) =>
          isString(name) && name.value === host && routing === 'weighted' && exists === 'yes' && weight,
      )
      .map(record => {
        const { setIdentifier, address } = record
        const name = isString(setIdentifier) ? setIdentifier.value : address.name
        return [`${displayValue(record.recordType)} ${roleName(name, model.name)}`, record]
      }),
  )

/** A record that staging has taken out of use (weight 0) still gets a share of production's queries (Route 53 guide, "Weighted routing"). */
export const weightedRecordsLeftover = defineRule<{ host: string; record: string; share: string }>({
  id: 'weighted-records-leftover',
  patterns: ['DNS10'],
  title: 'A weighted record that staging no longer uses gets a share in production',
  severity: 'warning',

  message: ({ host, record, share }) =>
    `${share} of the clients of ${host} are still sent to record "${record}", which has weight 0 in staging`,

  *check(context) {
    const { staging, production } = context
    for (const { hosts } of hostAnswers(context)) {
      const rehearsed = weightedSet(staging, hosts.staging)
      const set = weightedSet(production, hosts.production)
      const weights = [...set.values()].map(weightOf)
      const total = weights.reduce((sum: number, weight) => sum + (weight ?? 0), 0)
      const inUse = [...rehearsed.values()].some(record => (weightOf(record) ?? 0) > 0)
      for (const [role, record] of set) {
        const twin = rehearsed.get(role)
        const { weight } = record
        if (!twin?.weight || !weight || weightOf(twin) !== 0 || !inUse) continue
        const name = record.setIdentifier ? displayValue(record.setIdentifier) : record.address.name
        const subject = `record "${roleName(name, production.name)}" of ${hosts.production}`
        const evidence = [
          ...valueEvidence(production, 'weight', weight),
          ...valueEvidence(staging, 'weight', twin.weight),
        ]
        if (!isKnown(weight)) {
          const message = `whether record "${name}" of ${hosts.production} still gets a share cannot be told`
          yield { kind: 'undetermined', subject, message, evidence, decides: decidersOf(weight) }
          continue
        }
        if (Number(weight.value) === 0 && total > 0) continue
        // All weights 0 means that each gets the same share.
        const part = total === 0 ? 1 / set.size : Number(weight.value) / total
        const share = weights.includes(undefined) ? 'a share' : `${Math.round(part * 100)} %`
        yield {
          kind: 'finding',
          subject,
          data: { host: hosts.production, record: name, share },
          confidence: 'proved',
          evidence,
          fix: {
            description: 'remove the record, or set its weight to 0 beside one with a weight',
            at: decisiveLine(weight),
          },
        }
      }
    }
  },
})
