import type { Finding } from '../model/finding.ts'
import { type Failure, failuresOf, type Stage, type Trace } from '../model/trace.ts'

const stagesByWord: readonly (readonly [RegExp, readonly Stage[]])[] = [
  [/^(?:dns|record|wildcard|weighted|zone)-/, ['dns']],
  [/^(?:certificate|tls|https)-/, ['tls', 'dns']],
  [/^(?:distribution|host-header|internal)-/, ['edge', 'dns']],
  [/^(?:listener|path|implicit|default|redirect)-/, ['route', 'action']],
  [/^(?:target|container|service)-/, ['target']],
  [/^(?:token|issuer|jwks|secret)-/, ['token']],
]

/** The failure of a finding's request that the finding is about. */
export const failureOf = ({ rule }: Finding, trace: Trace): Failure | undefined => {
  const failures = failuresOf(trace)
  const stages = stagesByWord.find(([pattern]) => pattern.test(rule))?.[1] ?? []
  const found = stages.flatMap(wanted => failures.find(({ stage }) => stage === wanted) ?? [])
  return found[0] ?? failures[0]
}
