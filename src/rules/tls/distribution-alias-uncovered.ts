import { decidersOf, displayValue } from '../../model/deciders.ts'
import type { Distribution } from '../../model/entity.ts'
import { type EnvironmentModel, resolveEntity } from '../../model/environment-model.ts'
import { isString, type Value } from '../../model/value.ts'
import { nameCovers } from '../../trace/certificate-names.ts'
import { decisiveLine, lineEvidence, valueEvidence } from '../evidence.ts'
import { defineRule } from '../rule.ts'

const certificateNames = (model: EnvironmentModel, { certificate }: Distribution): readonly Value[] => {
  const resolved = certificate && resolveEntity(model, 'certificate', certificate)
  return resolved?.kind === 'entity' && resolved.entity.source !== 'lookup' ? resolved.entity.names : []
}

/** Names that a record of production leads somewhere: whether clients of those see a valid certificate is traced. */
const tracedNames = ({ entities }: EnvironmentModel): ReadonlySet<string> =>
  new Set(entities['dns-record'].flatMap(({ name }) => (isString(name) ? [name.value.toLowerCase()] : [])))

/** CloudFront takes an alias only with a certificate that covers it (CloudFront guide, "Restrictions on using alternate domain names"). */
export const distributionAliasUncovered = defineRule<{ alias: string; offered: string }>({
  id: 'distribution-alias-uncovered',
  patterns: ['TLS14'],
  title: 'The certificate of a distribution does not cover one of its aliases',
  severity: 'error',

  message: ({ alias, offered }) =>
    `CloudFront refuses the alias ${alias} (InvalidViewerCertificate): the distribution's certificate is for ${offered}`,

  *check({ production }) {
    const traced = tracedNames(production)
    for (const distribution of production.entities.distribution) {
      const names = certificateNames(production, distribution)
      if (distribution.exists === 'no' || names.length === 0 || 'unknown' in distribution.aliases) continue
      const known = names.flatMap(name => (isString(name) ? [name.value] : []))
      const open = names.filter(name => !isString(name))
      for (const alias of distribution.aliases) {
        if (!isString(alias) || traced.has(alias.value.toLowerCase())) continue
        const host = alias.value.toLowerCase().replace(/^\*\./, 'any.')
        if (known.some(name => nameCovers(name, host))) continue
        const subject = `alias ${alias.value}`
        const evidence = [
          ...valueEvidence(production, 'alias', alias),
          ...names.slice(0, 4).flatMap(name => valueEvidence(production, 'certificate presented', name)),
          lineEvidence(production, 'distribution', distribution.at),
        ]
        if (open.length > 0) {
          const message = `whether the certificate of the distribution covers ${alias.value} cannot be told`
          yield { kind: 'undetermined', subject, message, evidence, decides: open.flatMap(decidersOf) }
        } else
          yield {
            kind: 'finding',
            subject,
            data: { alias: alias.value, offered: names.map(displayValue).join(', ') },
            confidence: 'proved',
            evidence,
            fix: {
              description: `add ${alias.value} to the names of the certificate`,
              at: names[0] ? decisiveLine(names[0]) : distribution.at,
            },
          }
      }
    }
  },
})
