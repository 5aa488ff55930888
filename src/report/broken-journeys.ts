import type { TracePair } from '../model/analysis.ts'
import type { Finding } from '../model/finding.ts'
import { failuresOf, type Trace } from '../model/trace.ts'
import { journeyOf } from '../trace/journeys.ts'
import { failureOf } from './finding-failure.ts'
import { urlOf } from './trace-json.ts'

const requestText = ({ request }: Trace): string => `${request.method} ${urlOf(request)}`

/** Whether a request fails at what a finding's request fails at: the same name, certificate or check of the same host. Rules are missed path by path. */
const failsAlike = (finding: Finding, own: Trace, other: Trace): boolean => {
  const failure = failureOf(finding, own)
  return (
    failure !== undefined &&
    failure.stage !== 'route' &&
    own.request.host === other.request.host &&
    failuresOf(other).some(({ stage, hop }) => stage === failure.stage && hop.detail === failure.hop.detail)
  )
}

/**
 * The journeys that a finding breaks, those first whose request shows it, then others that fail at the same; of an error without a request, those
 * that fail on a host which it names. A warning that names such a host need not be why.
 */
export const brokenJourneys = (traces: readonly TracePair[]): ((finding: Finding) => readonly TracePair[]) => {
  const failing = traces.filter(pair => journeyOf(pair) !== undefined && failuresOf(pair.production).length > 0)
  return finding => {
    const { traces: own, severity, subject, message } = finding
    if (failing.length === 0) return []
    if (own === undefined) {
      if (severity !== 'error') return []
      const words = new Set(`${subject} ${message}`.split(/[^\w.-]+/).map(word => word.replace(/\.$/, '')))
      return failing.filter(({ production }) => words.has(production.request.host))
    }
    const exact = failing.filter(({ production }) => requestText(production) === requestText(own.production))
    const alike = failing.filter(({ production }) => failsAlike(finding, own.production, production))
    return [...exact, ...alike.filter(pair => !exact.includes(pair))]
  }
}
