import type { Pairing } from '../../align/pairing.ts'
import { decidersOf, displayValue } from '../../model/deciders.ts'
import type { ApiDomain, Certificate, Distribution, Listener } from '../../model/entity.ts'
import { type EnvironmentModel, resolveEntity } from '../../model/environment-model.ts'
import type { Value } from '../../model/value.ts'
import { distributionName } from '../edge/distribution-name.ts'
import { lineEvidence, valueEvidence } from '../evidence.ts'
import { defineRule } from '../rule.ts'

interface Presented {
  readonly by: Value
  readonly certificate: Certificate
}

const presentedBy = (model: EnvironmentModel, by: Value | undefined): Presented | undefined => {
  const resolved = by && resolveEntity(model, 'certificate', by)
  return by && resolved?.kind === 'entity' ? { by, certificate: resolved.entity } : undefined
}

type Presenter = Listener | Distribution | ApiDomain

const whatOf = (presenter: Presenter, environment: string): string => {
  if (presenter.kind === 'listener') return `port ${displayValue(presenter.port)}`
  if (presenter.kind === 'api-domain') return displayValue(presenter.name)
  return distributionName(presenter, environment)
}

/** ACM renews what it issued; what was imported runs out one day (ACM guide, "Managed certificate renewal"), first in production. */
export const certificateImported = defineRule<{ what: string; staging: string }>({
  id: 'certificate-imported',
  patterns: ['TLS15'],
  title: 'Production imports a certificate that staging has issued',
  severity: 'warning',

  message: ({ what, staging }) =>
    `the certificate on ${what} is imported, so that nothing renews it: one day clients find it expired; staging's, for ${staging}, is issued and renewed by ACM`,

  *check({ staging, production, correspondence: { listeners, entities } }) {
    const pairings: readonly Pairing<Presenter>[] = [...listeners, ...entities.distribution, ...entities['api-domain']]
    for (const pairing of pairings) {
      if (pairing.kind !== 'paired') continue
      const one = presentedBy(staging, pairing.staging.certificate)
      const other = presentedBy(production, pairing.production.certificate)
      if (one?.certificate.source !== 'issued' || other?.certificate.source !== 'imported') continue
      const what = whatOf(pairing.production, production.name)
      const names = one.certificate.names.map(displayValue).join(', ')
      const subject = `certificate on ${what}`
      const { at, exists, existsBecause } = other.certificate
      const evidence = [
        lineEvidence(production, 'imported here', at),
        ...valueEvidence(production, 'attached here', other.by),
        lineEvidence(staging, 'issued', one.certificate.at, names),
      ]
      const decides = exists === 'undetermined' && existsBecause ? decidersOf(existsBecause) : []
      if (decides.length > 0) {
        const message = `whether the certificate on ${what} is imported cannot be told`
        yield { kind: 'undetermined', subject, message, evidence, decides }
      } else
        yield {
          kind: 'finding',
          subject,
          data: { what, staging: names },
          confidence: 'proved',
          evidence,
          fix: { description: 'let ACM issue the certificate, as staging does', at },
        }
    }
  },
})
