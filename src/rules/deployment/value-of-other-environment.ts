import { decidersOf, displayValue } from '../../model/deciders.ts'
import { isString, type Value } from '../../model/value.ts'
import { decisiveLine, lineEvidence, valueEvidence } from '../evidence.ts'
import { defineRule } from '../rule.ts'
import { foreignAccountIn } from './foreign-accounts.ts'
import { foreignName, foreignWord, isSameRole } from './foreign-words.ts'
import { hasSiblings, lineOf, namedValues, spokenOf } from './named-values.ts'
import { pairedInputs, subjectOf } from './paired-inputs.ts'
import { placeFor } from './place-for.ts'

/** What else decided which value it is, as a key that is looked up, may be by default without the value being so. */
const isByDefault = ({ from }: Value): boolean => from.origins[0]?.kind === 'default'

/** A value of production names another environment, as the one it was copied from does. */
export const valueOfOtherEnvironment = defineRule<{ name: string; owner: string; text: string; word: string }>({
  id: 'value-of-other-environment',
  patterns: [],
  title: 'A value of production names another environment',
  severity: 'error',

  message: ({ name, owner, text, word }) => `${name} of ${owner} is "${text}" in production: it names ${word}`,

  *check(context) {
    const { staging, production } = context
    const names = { staging: staging.name, production: production.name }
    const seen = new Set<string>()
    const accountIn = foreignAccountIn(pairedInputs(staging, production))
    const wordIn = (name: string, one: string, other: string): string | undefined =>
      foreignWord(other, names) ?? foreignName(name, one, other, names) ?? accountIn(other)
    const isSpokenOf = spokenOf(context)
    for (const value of namedValues(context)) {
      const { name, owner, staging: one, production: other, input } = value
      if (!isString(one) || one.sensitive || other.sensitive || foreignWord(`x ${name}`.replace(/\s/, '-'), names))
        continue
      const subject = subjectOf(name, owner, production.name)
      const evidence = () => [...valueEvidence(production, name, other), ...valueEvidence(staging, name, one)]
      if (!isString(other)) {
        const isUnset = input && other.kind === 'unknown' && other.why.kind === 'unset-input'
        if (isUnset && foreignWord(one.value, names) && !isSpokenOf(value))
          yield {
            kind: 'undetermined',
            subject,
            message: `whether ${name} of ${owner} names staging in production too cannot be told`,
            evidence: evidence(),
            decides: decidersOf(other),
          }
        continue
      }
      const word = wordIn(name, one.value, other.value)
      // Staging says it for itself, production takes what it finds.
      const isLeftOut = isByDefault(other) && !isByDefault(one)
      if (word === undefined || !(isLeftOut || isSameRole(one.value, other.value, names))) continue
      // One line for both environments is a default, whatever it is called.
      const isDefault = isByDefault(other) || lineOf(decisiveLine(one)) === lineOf(decisiveLine(other))
      if (isDefault && !isLeftOut && !(input && hasSiblings(input, other.value, word, names))) continue
      if (isSpokenOf(value)) continue
      const line = lineOf(decisiveLine(other))
      if (seen.has(line)) continue
      seen.add(line)
      const place = input && isDefault ? placeFor(input, names) : undefined
      yield {
        kind: 'finding',
        subject,
        data: { name, owner, text: displayValue(other), word },
        confidence: 'likely',
        evidence: [...(place ? [lineEvidence(production, `${name} is not set here`, place)] : []), ...evidence()],
        fix: { description: `give ${name} a value of production`, at: place ?? decisiveLine(other) },
      }
    }
  },
})
