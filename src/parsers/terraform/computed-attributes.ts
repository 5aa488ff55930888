import type { Type } from '../hcl/type.ts'
import { dynamicType, stringType } from '../hcl/type.ts'

/**
 * Attributes that the AWS provider computes and that are text in every resource type that has them, never null once it exists.
 * All others are of a type that is not known here. https://registry.terraform.io/providers/hashicorp/aws/latest/docs
 */
const textAttributes = new Set([
  'account_id',
  'api_endpoint',
  'arn',
  'arn_suffix',
  'arn_without_revision',
  'bucket_domain_name',
  'bucket_regional_domain_name',
  'canonical_hosted_zone_id',
  'certificate_arn',
  'cloudfront_domain_name',
  'cloudfront_zone_id',
  'configuration_endpoint_address',
  'default_security_group_id',
  'dns_name',
  'dns_suffix',
  'domain_name',
  'endpoint',
  'execution_arn',
  'function_name',
  'fqdn',
  'hosted_zone_id',
  'id',
  'invoke_arn',
  'invoke_url',
  'key_arn',
  'key_id',
  'name',
  'owner_id',
  'partition',
  'primary_endpoint_address',
  'private_dns',
  'private_ip',
  'public_dns',
  'public_ip',
  'qualified_arn',
  'reader_endpoint',
  'regional_domain_name',
  'regional_zone_id',
  'repository_url',
  'root_resource_id',
  'target_domain_name',
  'unique_id',
  'user_pool_id',
  'vpc_id',
  'website_domain',
  'website_endpoint',
  'zone_id',
])

/** Attributes of that kind that a provider may leave null or that are no text in some resource type. */
const typeOfElsewhere = (resourceType: string): boolean => !resourceType.startsWith('aws_')

/** The type of an attribute that is not configured, and whether it is known to be not null. */
export const computedAttribute = (
  resourceType: string,
  attribute: string,
): { readonly type: Type; readonly isNotNull: boolean } => {
  if (attribute === 'id') return { type: stringType, isNotNull: true }
  if (typeOfElsewhere(resourceType) || !textAttributes.has(attribute)) return { type: dynamicType, isNotNull: false }
  return { type: stringType, isNotNull: true }
}
