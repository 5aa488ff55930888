import { decidersOf } from '../../model/deciders.ts'
import { isKnown, isString, type Value } from '../../model/value.ts'
import { lineEvidence, valueEvidence } from '../evidence.ts'
import { defineRule } from '../rule.ts'
import { pairedInputs, subjectOf } from './paired-inputs.ts'
import { placeFor } from './place-for.ts'

/** Texts that say that there is nothing. */
const isNothing = (value: Value): boolean =>
  isKnown(value) &&
  !value.sensitive &&
  (value.value === null ||
    (typeof value.value === 'string' && /^(?:|undefined|null|none|nil|n\/a|nan|-)$/i.test(value.value.trim())))

/** Where something is: a host, a URL, an ARN. */
const isPlace = (value: Value): boolean =>
  value.kind === 'reference' ||
  (isString(value) &&
    !value.sensitive &&
    /^(?:\.?(?:[\w-]+\.)+[a-z]{2,}|[a-z][a-z\d+.-]*:\/\/\S+|arn:\S+)$/i.test(value.value))

const isForTesting = (name: string): boolean => /(?:debug|mock|fake|stub|test|sandbox|robots|preview|demo)/i.test(name)

/** Production is given nothing where staging is told a place. */
export const inputEmptyInProduction = defineRule<{ name: string; source: string; told: string }>({
  id: 'input-empty-in-production',
  patterns: [],
  title: 'An input that names a place in staging is empty in production',
  severity: 'warning',

  message: ({ name, source, told }) => `${name} of ${source} is empty in production; in staging it is ${told}`,

  *check({ staging, production }) {
    const names = { staging: staging.name, production: production.name }
    for (const input of pairedInputs(staging, production)) {
      const { name, source, staging: one, production: other } = input
      // Whether a module is handed a resource follows from the resource.
      if (!isPlace(one) || (name.startsWith('module.') && !isString(one)) || isForTesting(name)) continue
      const subject = `input ${subjectOf(name, source, production.name)}`
      const isDefault = other.from.origins.some(({ kind }) => kind === 'default')
      const place = isDefault ? placeFor(input, names) : undefined
      const evidence = [
        ...(place ? [lineEvidence(production, `${name} is not set here`, place)] : []),
        ...valueEvidence(production, name, other),
        ...valueEvidence(staging, name, one),
      ]
      if (isNothing(other))
        yield {
          kind: 'finding',
          subject,
          data: { name, source, told: isString(one) ? one.value : 'set' },
          confidence: 'likely',
          evidence,
          fix: { description: `set ${name}`, at: place ?? other.from.at },
        }
      else if (other.kind === 'unknown' && other.why.kind === 'outside')
        yield {
          kind: 'undetermined',
          subject,
          message: `whether ${name} of ${source} is empty in production cannot be told`,
          evidence,
          decides: decidersOf(other),
        }
    }
  },
})
