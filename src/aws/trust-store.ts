import type { TrustStore } from '../model/entity.ts'
import type { EvaluatedResource } from '../model/evaluated.ts'
import { entityFacts, given } from './entity-base.ts'
import { identifier } from './read-argument.ts'

/** `aws_lb_trust_store`, `AWS::ElasticLoadBalancingV2::TrustStore`. */
export const fromTrustStore = (resource: EvaluatedResource): readonly TrustStore[] => [
  { kind: 'trust-store', ...entityFacts(resource), ...given({ name: identifier(resource, 'name') }) },
]
