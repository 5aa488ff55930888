import { decidersOf, displayValue } from '../../model/deciders.ts'
import type { Certificate } from '../../model/entity.ts'
import type { EnvironmentModel } from '../../model/environment-model.ts'
import type { Evidence } from '../../model/finding.ts'
import { isString, type Value } from '../../model/value.ts'
import { chainEvidence, valueEvidence } from '../evidence.ts'
import { defineRule } from '../rule.ts'

const bare = (name: string): string => name.toLowerCase().replace(/^\*\./, '')

const wholeEvidence = (model: EnvironmentModel, label: string, value: Value): readonly Evidence[] => [
  ...valueEvidence(model, label, value),
  ...chainEvidence(model, 'made here', value),
]

/** A look-up matches the domain name exactly; what the environment issues differs from it by a wildcard. */
export const certificateLookupMisses = defineRule<{ wanted: string; issued: string; environment: string }>({
  id: 'certificate-lookup-misses',
  patterns: [],
  title: 'A certificate is looked up by a name for which none is issued',
  severity: 'error',

  message: ({ wanted, issued, environment }) =>
    `${environment} looks for a certificate of ${wanted}, and issues one of ${issued}: the look-up finds nothing`,

  *check({ staging, production }) {
    for (const model of [production, staging]) {
      const issued = model.entities.certificate.filter(({ source, exists }) => source !== 'lookup' && exists !== 'no')
      const nameOf = ({ names: [name] }: Certificate): string | undefined => (isString(name) ? name.value : undefined)
      for (const lookup of model.entities.certificate) {
        const [wanted] = lookup.names
        if (lookup.source !== 'lookup' || lookup.exists === 'no' || !wanted) continue
        const text = nameOf(lookup)
        if (text !== undefined && issued.some(each => nameOf(each) === text)) continue
        const near = issued.find(each => text !== undefined && bare(nameOf(each) ?? '') === bare(text))
        const [issuedName] = near?.names ?? []
        const subject = `certificate ${displayValue(wanted)}`
        const evidence = wholeEvidence(model, 'looked up', wanted)
        if (near && issuedName)
          yield {
            kind: 'finding',
            subject,
            data: { wanted: displayValue(wanted), issued: displayValue(issuedName), environment: model.name },
            confidence: 'likely',
            evidence: [...evidence, ...wholeEvidence(model, 'issued', issuedName)],
            fix: { description: `look for ${displayValue(issuedName)}`, at: wanted.from.at },
          }
        else if (
          text === undefined &&
          issued.length > 0 &&
          wanted.kind === 'unknown' &&
          wanted.why.kind === 'unset-input'
        )
          yield {
            kind: 'undetermined',
            subject,
            message: 'whether a certificate is issued for the name that is looked up cannot be told',
            evidence,
            decides: decidersOf(wanted),
          }
      }
    }
  },
})
