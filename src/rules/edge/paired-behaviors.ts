import { displayValue } from '../../model/deciders.ts'
import type { Behavior, Distribution } from '../../model/entity.ts'
import { isString } from '../../model/value.ts'
import { behaviorFor } from '../../trace/pass-distribution.ts'
import type { RuleContext } from '../rule.ts'
import { distributionName } from './distribution-name.ts'

/** What takes a path at a distribution. */
export interface Taken {
  readonly distribution: Distribution
  readonly behavior: Behavior
  readonly origin: Distribution['origins'][number]
}

/** A path of a distribution that both environments have, with the behaviour that takes it in each. */
export interface PairedBehavior {
  readonly path: string
  /** The distribution, by its production name. */
  readonly name: string
  readonly staging: Taken
  readonly production: Taken
}

export const patternOf = ({ pathPattern }: Behavior): string => (pathPattern ? displayValue(pathPattern) : 'default')

/** A path that a pattern takes. */
const witness = (pattern: string): string => {
  const path = pattern.replaceAll(/[*?]/g, 'x')
  return path.startsWith('/') ? path : `/${path}`
}

/** A path for each behaviour of either side, the default behaviour's last. */
const pathsOf = (distributions: readonly Distribution[]): readonly string[] => [
  ...new Set([
    ...distributions.flatMap(({ behaviors }) =>
      behaviors.flatMap(({ pathPattern }) => (isString(pathPattern) ? [witness(pathPattern.value)] : [])),
    ),
    '/',
  ]),
]

const takenBy = (distribution: Distribution, path: string): Taken | undefined => {
  const found = behaviorFor(distribution, path)
  return found.kind === 'behavior' && found.origin
    ? { distribution, behavior: found.behavior, origin: found.origin }
    : undefined
}

/** Where both environments have a distribution: every two behaviours that take the same path, each once. */
export const pairedBehaviors = ({ correspondence, production: { name } }: RuleContext): readonly PairedBehavior[] =>
  correspondence.entities.distribution.flatMap(pairing => {
    if (pairing.kind !== 'paired') return []
    const { staging, production } = pairing
    if (staging.exists === 'no' || production.exists === 'no') return []
    const found = new Map<string, PairedBehavior>()
    for (const path of pathsOf([staging, production])) {
      const [one, other] = [takenBy(staging, path), takenBy(production, path)]
      if (!one || !other) continue
      const key = `${staging.behaviors.indexOf(one.behavior)} ${production.behaviors.indexOf(other.behavior)}`
      if (!found.has(key))
        found.set(key, { path, name: distributionName(production, name), staging: one, production: other })
    }
    return [...found.values()]
  })
