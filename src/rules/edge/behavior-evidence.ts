import type { Patterns } from '../../model/entity.ts'
import type { EnvironmentModel } from '../../model/environment-model.ts'
import type { Evidence } from '../../model/finding.ts'
import type { Hop } from '../../model/trace.ts'
import { lineEvidence } from '../evidence.ts'
import { patternOf, type Taken } from './paired-behaviors.ts'

const listLine = (model: EnvironmentModel, methods: Patterns | undefined): readonly Evidence[] => {
  if (methods === undefined) return []
  const [first] = 'unknown' in methods ? [methods.unknown] : methods
  return first ? [lineEvidence(model, 'allowed methods', first.from.at)] : []
}

/** The lines of a behaviour and of its methods. */
export const behaviorEvidence = (model: EnvironmentModel, { behavior }: Taken): readonly Evidence[] => [
  lineEvidence(model, `behaviour ${patternOf(behavior)}`, behavior.at),
  ...listLine(model, behavior.allowedMethods),
]

/** The line at which a token is checked. */
export const checkEvidence = (model: EnvironmentModel, { source }: Hop): readonly Evidence[] =>
  source ? [lineEvidence(model, 'checks the token', source)] : []
