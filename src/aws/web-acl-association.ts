import type { WebAclAssociation } from '../model/entity.ts'
import type { EvaluatedResource } from '../model/evaluated.ts'
import { entityFacts } from './entity-base.ts'
import { identifier, required } from './read-argument.ts'

/** `aws_wafv2_web_acl_association`, the older `aws_wafregional_web_acl_association`, `AWS::WAFv2::WebACLAssociation`. */
export const fromAssociation = (resource: EvaluatedResource): readonly WebAclAssociation[] => [
  {
    kind: 'web-acl-association',
    ...entityFacts(resource),
    resource: required(resource, 'resource_arn', identifier(resource, 'resource_arn')),
    webAcl: required(
      resource,
      'web_acl_arn',
      identifier(resource, 'web_acl_arn') ?? identifier(resource, 'web_acl_id'),
    ),
  },
]
