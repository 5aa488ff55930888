import { ownZones } from '../../align/hosts.ts'
import { decidersOf, displayValue } from '../../model/deciders.ts'
import type { EnvironmentModel } from '../../model/environment-model.ts'
import { isString, type Value } from '../../model/value.ts'
import { lineEvidence, valueEvidence } from '../evidence.ts'
import { defineRule } from '../rule.ts'

/** The domain that stands at the end of a name twice: `forms.example.com` in `_dmarc.forms.example.com.forms.example.com`. */
const repeatedIn = (name: string): string | undefined => {
  const labels = name.toLowerCase().replace(/\.$/, '').split('.')
  for (let size = Math.floor(labels.length / 2); size >= 2; size--) {
    const last = labels.slice(-size).join('.')
    if (labels.slice(-2 * size, -size).join('.') === last) return last
  }
  return undefined
}

/** A known text that ends in a zone of the environment, with something unknown appended. */
const openAfterZone = (model: EnvironmentModel, name: Value): boolean => {
  const [first] = name.kind === 'template' ? name.parts : []
  const text = isString(first) ? first.value.replace(/\.$/, '') : ''
  return ownZones(model).some(zone => text === zone || text.endsWith(`.${zone}`))
}

/** Terraform and CloudFormation take a name that ends in its zone for the whole name; a module that appends the zone by itself does not. */
export const recordNameRepeatsZone = defineRule<{ name: string; zone: string }>({
  id: 'record-name-repeats-zone',
  patterns: [],
  title: 'A record’s name has its zone twice',
  severity: 'error',

  message: ({ name, zone }) =>
    `the record is made for ${name}, where nobody looks: ${zone} is appended to a name that has it already`,

  *check({ production }) {
    for (const { name, exists } of production.entities['dns-record']) {
      if (exists === 'no') continue
      const zone = isString(name) ? repeatedIn(name.value) : undefined
      const evidence = [
        ...valueEvidence(production, 'name of the record', name),
        ...name.from.origins
          .slice(1, 4)
          .map(origin => lineEvidence(production, `part of it, ${origin.name}`, origin.at)),
      ]
      const subject = `record ${displayValue(name)}`
      if (zone !== undefined)
        yield {
          kind: 'finding',
          subject,
          data: { name: displayValue(name), zone },
          confidence: 'proved',
          evidence,
          fix: { description: `leave .${zone} out of the name`, at: name.from.origins[0]?.at ?? name.from.at },
        }
      else if (openAfterZone(production, name))
        yield {
          kind: 'undetermined',
          subject,
          message: 'whether the zone is appended to a name that has it already cannot be told',
          evidence,
          decides: decidersOf(name),
        }
    }
  },
})
