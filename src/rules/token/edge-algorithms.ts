import type { EnvironmentModel } from '../../model/environment-model.ts'
import type { SourceLocation } from '../../model/source-location.ts'
import { isString, type Value } from '../../model/value.ts'
import { actionsIn } from '../service/forwarding.ts'

/** Something in front of applications that checks tokens by itself. */
export interface EdgeVerifier {
  readonly what: string
  readonly issuer: Value
  readonly at: SourceLocation
  /** ELB guide, "Verify JWTs": RS256. API Gateway guide, "JWT authorizers": RSA-based algorithms. */
  readonly takes: RegExp
}

export const edgeVerifiers = (model: EnvironmentModel): readonly EdgeVerifier[] => [
  ...actionsIn(model)
    .flatMap(({ actions }) => actions)
    .flatMap(action =>
      action.type === 'jwt-validation'
        ? [{ what: 'the load balancer', issuer: action.issuer, at: action.at, takes: /^RS256$/i }]
        : [],
    ),
  ...model.entities['api-authorizer'].flatMap(({ type, issuer, at, exists }) =>
    issuer && exists !== 'no' && isString(type) && type.value.toUpperCase() === 'JWT'
      ? [{ what: 'API Gateway', issuer, at, takes: /^RS(?:256|384|512)$/i }]
      : [],
  ),
]
