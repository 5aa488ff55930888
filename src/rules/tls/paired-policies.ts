import { displayValue } from '../../model/deciders.ts'
import type { EnvironmentModel } from '../../model/environment-model.ts'
import type { Evidence } from '../../model/finding.ts'
import type { SourceLocation } from '../../model/source-location.ts'
import { isString, type Value } from '../../model/value.ts'
import { distributionName } from '../edge/distribution-name.ts'
import { decisiveLine, lineEvidence, valueEvidence } from '../evidence.ts'
import type { RuleContext } from '../rule.ts'
import { minimumOfDistribution, minimumOfDomain, minimumTls } from './security-policy.ts'

interface Policy {
  /** The oldest version of TLS that is spoken. */
  readonly minimum: string | undefined
  readonly written: Value | undefined
  /** The line to change. */
  readonly at: SourceLocation
  readonly evidence: readonly Evidence[]
}

/** What speaks TLS with clients in both environments, and from which version on. */
export interface PairedPolicy {
  /** `port 443`, `the distribution for www.example.com`. */
  readonly what: string
  readonly staging: Policy
  readonly production: Policy
}

interface Speaker {
  readonly at: SourceLocation
  readonly sslPolicy?: Value
  readonly securityPolicy?: Value
}

const policyOf = (model: EnvironmentModel, speaker: Speaker, label: string, minimum: string | undefined): Policy => {
  const written = speaker.sslPolicy ?? speaker.securityPolicy
  return {
    minimum,
    written,
    at: written ? decisiveLine(written) : speaker.at,
    evidence: [
      ...(written ? valueEvidence(model, 'security policy', written) : []),
      lineEvidence(model, written ? label : `${label} without a policy`, speaker.at),
    ],
  }
}

const speaksTls = (protocol: Value): boolean => isString(protocol) && ['HTTPS', 'TLS'].includes(protocol.value)

export const pairedPolicies = ({ staging, production, correspondence }: RuleContext): readonly PairedPolicy[] => {
  const { distribution, 'api-domain': domains } = correspondence.entities
  const pair = <S extends Speaker>(
    what: string,
    label: string,
    [one, other]: readonly [S, S],
    minimum: (speaker: S) => string | undefined,
  ): PairedPolicy => ({
    what,
    staging: policyOf(staging, one, label, minimum(one)),
    production: policyOf(production, other, label, minimum(other)),
  })
  return [
    ...correspondence.listeners.flatMap(each =>
      each.kind === 'paired' && speaksTls(each.production.protocol)
        ? [pair(`port ${displayValue(each.production.port)}`, 'listener', [each.staging, each.production], minimumTls)]
        : [],
    ),
    ...distribution.flatMap(each => {
      if (each.kind !== 'paired' || !each.staging.certificate || !each.production.certificate) return []
      const what = `the distribution ${distributionName(each.production, production.name)}`
      return [pair(what, 'distribution', [each.staging, each.production], minimumOfDistribution)]
    }),
    ...domains.flatMap(each =>
      each.kind === 'paired'
        ? [pair(displayValue(each.production.name), 'domain', [each.staging, each.production], minimumOfDomain)]
        : [],
    ),
  ]
}
