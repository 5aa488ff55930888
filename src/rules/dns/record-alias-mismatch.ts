import { decidersOf, displayValue } from '../../model/deciders.ts'
import type { SourceLocation } from '../../model/source-location.ts'
import { isString, type Value } from '../../model/value.ts'
import { valueEvidence } from '../evidence.ts'
import { defineRule } from '../rule.ts'
import { settingWith } from '../write-edit.ts'
import { aliasZoneOf } from './alias-zones.ts'

/** Where an id is set that an input brings; a reference is changed where it is used. */
const placeOf = ({ from }: Value): SourceLocation => from.origins[0]?.at ?? from.at

/** An alias names its target and the hosted zone that the target's name lies in; Route 53 refuses one that do not belong together (InvalidChangeBatch). */
export const recordAliasMismatch = defineRule<{ name: string; type: string; why: string }>({
  id: 'record-alias-mismatch',
  patterns: ['DNS03', 'AG05'],
  title: 'The zone id of an alias is not that of its target',
  severity: 'error',

  message: ({ name, type, why }) => `Route 53 refuses the ${type} alias ${name} (InvalidChangeBatch): ${why}`,

  *check({ staging, production }) {
    // Ids that staging writes out in regions that are not known either: it was deployed with them.
    const rehearsed = new Set(
      staging.entities['dns-record'].flatMap(record => {
        const id = record.alias?.zoneId
        return isString(id) && aliasZoneOf(staging, record).kind === 'unknown' ? [id.value] : []
      }),
    )
    for (const record of production.entities['dns-record']) {
      const { alias, exists } = record
      if (!alias || exists === 'no') continue
      const answer = aliasZoneOf(production, record)
      if (answer.kind === 'fits') continue
      const name = displayValue(record.name)
      const type = displayValue(record.recordType)
      const set = record.setIdentifier ? ` ${displayValue(record.setIdentifier)}` : ''
      const subject = `alias ${name} ${type}${set}`
      const evidence = [
        ...(alias.zoneId ? valueEvidence(production, 'zone id of the alias', alias.zoneId) : []),
        ...valueEvidence(production, 'its target', alias.target),
      ]
      if (answer.kind === 'unknown') {
        if (isString(alias.zoneId) && rehearsed.has(alias.zoneId.value)) continue
        const message = `whether Route 53 takes the ${type} alias ${name} cannot be told`
        yield { kind: 'undetermined', subject, message, evidence, decides: decidersOf(answer.decides) }
      } else {
        const isTarget = answer.wrong === 'target' || alias.zoneId === undefined
        const place = placeOf(isTarget ? alias.target : alias.zoneId)
        yield {
          kind: 'finding',
          subject,
          data: { name, type, why: answer.why },
          confidence: 'proved',
          evidence,
          fix: {
            description: isTarget
              ? 'use the name and the zone id that the target has'
              : `use the zone id of the target${answer.right === undefined ? '' : `, ${answer.right}`}`,
            at: place,
            ...(answer.right === undefined ? {} : settingWith(place, answer.right)),
          },
        }
      }
    }
  },
})
