import { decidersOf } from '../../model/deciders.ts'
import { isKnown, type Value } from '../../model/value.ts'
import { valueEvidence } from '../evidence.ts'
import { defineRule } from '../rule.ts'
import { pairedInputs, subjectOf } from './paired-inputs.ts'

const switchOf = (value: Value): boolean | undefined => {
  if (!isKnown(value) || value.sensitive) return undefined
  if (typeof value.value === 'boolean') return value.value
  return value.value === 'true' ? true : value.value === 'false' ? false : undefined
}

/** What protects, watches or scales an environment does nothing to its requests. */
const isUpkeep = (name: string): boolean =>
  /(?:protect|monitor|alarm|alert|logg?(?:s|ing)?(?:_|$)|backup|snapshot|multi_az|autoscal|scaling|performance_insights|encrypt|retention|debug|force_destroy|force_delete|spot|nat_gateway|apply_immediately)/i.test(
    name,
  )

/** What one environment turns on and the other off was never seen working where it is off. */
export const switchDiffers = defineRule<{ name: string; source: string; isOn: boolean }>({
  id: 'switch-differs',
  patterns: [],
  title: 'A switch is on in one environment and off in the other',
  severity: 'info',

  message: ({ name, source, isOn }) =>
    isOn
      ? `${name} of ${source} is on in production and off in staging: what it turns on was not rehearsed`
      : `${name} of ${source} is off in production and on in staging: what staging shows is not there`,

  *check({ staging, production }) {
    for (const { name, source, staging: one, production: other } of pairedInputs(staging, production)) {
      const rehearsed = switchOf(one)
      if (rehearsed === undefined || isUpkeep(name)) continue
      const isOn = switchOf(other)
      const subject = `switch ${subjectOf(name, source, production.name)}`
      const evidence = [...valueEvidence(production, name, other), ...valueEvidence(staging, name, one)]
      const decides = decidersOf(other)
      if (isOn === undefined && decides.length > 0)
        yield {
          kind: 'undetermined',
          subject,
          message: `whether ${name} of ${source} is ${rehearsed ? 'on' : 'off'} in production too cannot be told`,
          evidence,
          decides,
        }
      else if (isOn !== undefined && isOn !== rehearsed)
        yield { kind: 'finding', subject, data: { name, source, isOn }, confidence: 'proved', evidence }
    }
  },
})
