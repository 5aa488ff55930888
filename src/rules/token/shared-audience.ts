import type { EnvironmentModel } from '../../model/environment-model.ts'
import type { EvaluatedApp } from '../../model/evaluated.ts'
import { isKnown, type Value } from '../../model/value.ts'
import { textsOf } from './verifiers.ts'

/** The services that write the tokens which a verifier accepts. */
export const issuersFor = (model: EnvironmentModel, verifier: EvaluatedApp): readonly EvaluatedApp[] => {
  const accepted = textsOf(verifier.issuersAccepted)
  return model.apps.filter(
    app => app !== verifier && textsOf(app.issuersMinted).some(issuer => accepted.includes(issuer)),
  )
}

/** Whether two lists of audiences have a text in common. */
export const shared = (one: readonly Value[], other: readonly Value[]): 'yes' | 'no' | 'undetermined' => {
  const texts = textsOf(other)
  if (textsOf(one).some(text => texts.includes(text))) return 'yes'
  return [...one, ...other].every(isKnown) ? 'no' : 'undetermined'
}
