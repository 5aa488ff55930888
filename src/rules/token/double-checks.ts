import type { EnvironmentModel } from '../../model/environment-model.ts'
import { isKnown, type Value } from '../../model/value.ts'
import { equalsText } from '../../trace/match-value.ts'
import { findTarget } from '../../trace/target.ts'
import { verifierOf } from '../../trace/token.ts'
import { textsOf } from './verifiers.ts'

export interface DoubleCheck {
  readonly app: string
  readonly edge: Value
  readonly accepted: readonly Value[]
  readonly agree: 'yes' | 'no' | 'undetermined'
}

/** Tokens that a load balancer checks before a service checks them again. */
export const doubleChecks = (model: EnvironmentModel): readonly DoubleCheck[] =>
  model.entities['listener-rule'].flatMap(({ actions }) => {
    const edge = actions.find(action => action.type === 'jwt-validation')
    const forward = actions.find(action => action.type === 'forward')
    if (edge?.type !== 'jwt-validation' || forward?.type !== 'forward') return []
    return forward.targets.flatMap(({ targetGroup }): readonly DoubleCheck[] => {
      const target = findTarget(model, targetGroup)
      const app = target.kind !== 'undetermined' && target.service ? verifierOf(model, target.service) : undefined
      const accepted = app?.issuersAccepted ?? []
      if (!app || textsOf(accepted).includes('*')) return []
      const { issuer } = edge
      const truths = accepted.map(value =>
        isKnown(issuer)
          ? equalsText(value, String(issuer.value))
          : isKnown(value)
            ? equalsText(issuer, String(value.value))
            : 'undetermined',
      )
      const agree = truths.includes('yes') ? 'yes' : truths.includes('undetermined') ? 'undetermined' : 'no'
      return [{ app: app.id, edge: issuer, accepted, agree }]
    })
  })
