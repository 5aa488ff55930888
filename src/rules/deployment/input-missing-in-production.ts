import type { Value } from '../../model/value.ts'
import { lineEvidence, valueEvidence } from '../evidence.ts'
import { defineRule } from '../rule.ts'
import { type PairedInput, pairedInputs, subjectOf } from './paired-inputs.ts'
import { placeFor } from './place-for.ts'

const isUnset = (value: Value): boolean => value.kind === 'unknown' && value.why.kind === 'unset-input'

const isInvalid = (value: Value): boolean => value.kind === 'unknown' && value.why.kind === 'invalid'

/** A file of the repository gives it, not somebody who deploys. */
const isWritten = ({ from, kind }: Value): boolean =>
  kind !== 'unknown' &&
  (from.origins.length === 0 || from.origins.some(origin => !['default', 'environment-variable'].includes(origin.kind)))

const absentFile = ({ sources }: PairedInput) =>
  sources.production.diagnostics.find(({ summary }) => summary === 'Variable file is not in the repository')

/** An input without a default has a value in staging's files and none in production's. */
export const inputMissingInProduction = defineRule<{ name: string; source: string; isInvalid: boolean }>({
  id: 'input-missing-in-production',
  patterns: [],
  title: 'A required input has a value in staging only',
  severity: 'error',

  message: ({ name, source, isInvalid: broken }) =>
    broken
      ? `${name} of ${source} has no valid value in production`
      : `${name} of ${source} has no value in production, and no default: the deployment stops, or somebody has to make one up`,

  *check({ staging, production }) {
    const names = { staging: staging.name, production: production.name }
    for (const input of pairedInputs(staging, production)) {
      const { name, source, staging: one, production: other } = input
      const broken = isInvalid(other)
      if (!isWritten(one) || !(isUnset(other) || broken)) continue
      const place = broken ? other.from.at : placeFor(input, names)
      const evidence = [
        ...(place
          ? [lineEvidence(production, broken ? `${name} is not valid` : `${name} is not set here`, place)]
          : []),
        ...valueEvidence(staging, name, one),
        ...(broken ? [] : [lineEvidence(production, `${name} is declared`, other.from.at)]),
      ]
      const subject = `input ${subjectOf(name, source, production.name)}`
      const file = absentFile(input)
      if (file && !broken)
        yield {
          kind: 'undetermined',
          subject,
          message: `whether ${name} of ${source} is set in production cannot be told`,
          evidence,
          decides: [{ names: name, at: file.at }],
        }
      else
        yield {
          kind: 'finding',
          subject,
          data: { name, source, isInvalid: broken },
          confidence: 'likely',
          evidence,
          fix: place && { description: `set ${name}`, at: place },
        }
    }
  },
})
