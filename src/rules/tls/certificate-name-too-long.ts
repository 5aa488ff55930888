import { decidersOf, displayValue } from '../../model/deciders.ts'
import { isString, type Value } from '../../model/value.ts'
import { chainEvidence, valueEvidence } from '../evidence.ts'
import { defineRule } from '../rule.ts'

/** AWS Certificate Manager guide, "Quotas": the domain name, which becomes the common name (RFC 5280, ub-common-name). */
const longest = 64

/** The shortest that a partly known text can be. */
const leastLength = (name: Value): number =>
  isString(name)
    ? name.value.length
    : name.kind === 'template'
      ? name.parts.reduce((sum, part) => sum + (isString(part) ? part.value.length : 1), 0)
      : 0

/** A prefix of the environment makes a name longer than a certificate may have, in one environment and not in the other. */
export const certificateNameTooLong = defineRule<{ name: string; length: number; environment: string }>({
  id: 'certificate-name-too-long',
  patterns: [],
  title: 'A certificate’s domain name is longer than 64 characters',
  severity: 'error',

  message: ({ name, length, environment }) =>
    `the certificate for ${name} cannot be issued in ${environment}: the name has ${length} characters, and ACM allows ${longest}`,

  *check({ staging, production }) {
    for (const model of [production, staging])
      for (const { names, source, exists } of model.entities.certificate) {
        const [name] = names
        if (!name || source !== 'issued' || exists === 'no') continue
        const length = leastLength(name)
        const evidence = valueEvidence(model, 'domain name', name)
        const chain = chainEvidence(model, 'made here', name)
        const subject = `certificate ${displayValue(name)}`
        if (length > longest)
          yield {
            kind: 'finding',
            subject,
            data: { name: displayValue(name), length, environment: model.name },
            confidence: 'proved',
            evidence: [...evidence, ...chain],
            fix: {
              description: 'give a shorter domain name, and the long one as an alternative name',
              at: name.from.at,
            },
          }
        else if (name.kind === 'template' && length > longest - 10)
          yield {
            kind: 'undetermined',
            subject,
            message: `whether the name of a certificate is longer than ${longest} characters cannot be told`,
            evidence,
            decides: decidersOf(name),
          }
      }
  },
})
