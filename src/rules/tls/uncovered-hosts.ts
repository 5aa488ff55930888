import { displayValue } from '../../model/deciders.ts'
import type { EnvironmentModel } from '../../model/environment-model.ts'
import type { Evidence } from '../../model/finding.ts'
import type { Failure } from '../../model/trace.ts'
import { isKnown, type Value } from '../../model/value.ts'
import { nameCovers } from '../../trace/certificate-names.ts'
import { counterpartInputs, likeliestInput } from '../counterpart-inputs.ts'
import { isSwallowed } from '../dns/wrong-target.ts'
import { chainEvidence, decisiveLine, lineEvidence, valueEvidence } from '../evidence.ts'
import type { RuleContext, RuleOutcome } from '../rule.ts'
import { type Divergence, decidersAt, divergencesAt } from '../stage-outcome.ts'
import { uncoveredAlone } from './served-alone.ts'

/** Why no certificate covers a host: each has a rule of its own. */
export type Uncovered = 'apex' | 'other-environment' | 'name'

export interface UncoveredData {
  readonly host: string
  readonly offered: string
}

const hostsOf = (model: EnvironmentModel): readonly string[] => [
  ...model.entities['dns-record'].flatMap(({ name }) => (isKnown(name) ? [String(name.value)] : [])),
  ...model.entities['listener-rule'].flatMap(rule =>
    rule.conditions.flatMap(condition =>
      condition.field === 'host-header' && !('unknown' in condition.values)
        ? condition.values.flatMap(value => (isKnown(value) ? [String(value.value)] : []))
        : [],
    ),
  ),
]

const classify = ({ staging, production }: RuleContext, host: string, names: readonly string[]): Uncovered => {
  if (names.includes(`*.${host}`)) return 'apex'
  const covers = (hosts: readonly string[]): boolean => hosts.some(other => names.some(name => nameCovers(name, other)))
  return names.length > 0 && covers(hostsOf(staging)) && !covers(hostsOf(production)) ? 'other-environment' : 'name'
}

/** The certificate input of production that plays the part of what covers the host in staging. */
const inputFor = (context: RuleContext, divergence: Divergence, host: string) => {
  const { staging } = divergence
  const covering = staging.kind === 'passes' ? staging.hop.values : []
  return likeliestInput(
    covering.flatMap(name => counterpartInputs(context, name)),
    host,
  )
}

/** What is presented, and how its name is made. */
const presented = (production: EnvironmentModel, names: readonly Value[]): readonly Evidence[] => [
  ...names.slice(0, 4).flatMap(name => valueEvidence(production, 'certificate presented', name)),
  ...names.slice(0, 2).flatMap(name => chainEvidence(production, 'made here', name)),
]

const offeredBy = ({ hop }: Failure): readonly Value[] => hop.values

/** Hosts that production's listener presents no valid certificate for, of one class. */
export function* uncoveredHosts(context: RuleContext, wanted: Uncovered): Iterable<RuleOutcome<UncoveredData>> {
  const { staging, production, traces } = context
  for (const divergence of divergencesAt(traces, 'tls')) {
    const { pair, production: outcome } = divergence
    const { host } = pair.production.request
    if (isSwallowed(context, host)) continue
    const subject = `host ${host}`
    const rehearsed =
      divergence.staging.kind === 'passes'
        ? divergence.staging.hop.values
            .slice(0, 2)
            .flatMap(name => valueEvidence(staging, `certificate for ${pair.staging.request.host}`, name))
        : []
    if (outcome.kind === 'undetermined') {
      if (wanted !== 'name') continue
      const evidence = [
        ...(outcome.hop.source ? [lineEvidence(production, outcome.hop.detail, outcome.hop.source)] : []),
        ...rehearsed,
      ]
      yield {
        kind: 'undetermined',
        subject,
        message: `whether a certificate covers ${host} in production cannot be told`,
        evidence,
        decides: decidersAt(outcome),
      }
      continue
    }
    const { failure } = outcome
    if (failure.disposition.kind !== 'certificate-mismatch') continue
    if (classify(context, host, failure.disposition.names) !== wanted) continue
    const names = offeredBy(failure)
    const input = inputFor(context, divergence, host)
    const place = input?.at ?? (names[0] ? decisiveLine(names[0]) : failure.hop.source)
    yield {
      kind: 'finding',
      subject,
      data: { host, offered: names.map(displayValue).join(', ') || 'none' },
      confidence: divergence.isRehearsed ? 'proved' : 'likely',
      evidence: [
        ...presented(production, names),
        ...(names.length === 0 && failure.hop.source
          ? [lineEvidence(production, failure.hop.detail, failure.hop.source)]
          : []),
        ...rehearsed,
      ],
      fix: place && {
        description: `attach a certificate that covers ${host}${input ? ` (${input.origin.name})` : ''}`,
        at: place,
      },
      traces: pair,
    }
  }
  for (const { host, failure } of uncoveredAlone(context)) {
    if (failure.disposition.kind !== 'certificate-mismatch' || isSwallowed(context, host)) continue
    if (classify(context, host, failure.disposition.names) !== wanted) continue
    const names = offeredBy(failure)
    const place = names[0] ? decisiveLine(names[0]) : failure.hop.source
    yield {
      kind: 'finding',
      subject: `host ${host}`,
      data: { host, offered: names.map(displayValue).join(', ') || 'none' },
      confidence: 'proved',
      evidence: presented(context.production, names),
      fix: place && { description: `attach a certificate that covers ${host}`, at: place },
    }
  }
}
