import type { Address } from '../../model/value.ts'
import { mergeMarks } from '../hcl/marks.ts'
import { dynamicType, stringType } from '../hcl/type.ts'
import type { HclValue } from '../hcl/value.ts'
import { derivedCause, findUnknown, itemsOf, stringOf } from '../hcl/value-access.ts'
import { knownString, objectOf, tupleOf, unknownOf } from '../hcl/value-constructors.ts'
import type { EvaluatedBody } from './evaluate-body.ts'

/**
 * A certificate's validation options have one element for each of its names.
 * https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/acm_certificate
 */
const validationOptions = (to: Address, { attributes }: EvaluatedBody): ReadonlyMap<string, HclValue> => {
  const domain = attributes.get('domain_name')
  if (domain === undefined) return new Map()
  const alternatives = attributes.get('subject_alternative_names')
  const names = [domain, ...(itemsOf(alternatives) ?? [])]
  const unknown = [...names, ...(alternatives === undefined ? [] : [alternatives])].map(findUnknown).find(Boolean)
  if (unknown !== undefined)
    return new Map([['domain_validation_options', unknownOf(dynamicType, derivedCause(unknown))]])
  const byName = new Map(names.map(name => [stringOf(name) ?? '', name]))
  const options = [...byName].map(([text, name]) => {
    const part = (attribute: string): readonly [string, HclValue] => [
      attribute,
      unknownOf(
        stringType,
        { kind: 'reference', to, attribute: ['domain_validation_options', text, attribute] },
        { notNull: true },
      ),
    ]
    return objectOf([
      ['domain_name', name],
      ...['resource_record_name', 'resource_record_type', 'resource_record_value'].map(part),
    ])
  })
  return new Map([['domain_validation_options', tupleOf(options)]])
}

/**
 * The scopes of a resource server are called `identifier/scope_name`, one by one.
 * https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/cognito_resource_server
 */
const scopeIdentifiers = ({ attributes, blocks }: EvaluatedBody): ReadonlyMap<string, HclValue> => {
  const identifier = attributes.get('identifier')
  const scopes = blocks.get('scope')
  const server = stringOf(identifier)
  if (identifier === undefined || server === undefined || !Array.isArray(scopes)) return new Map()
  const named = scopes.flatMap(scope => {
    const name = scope.attributes.get('scope_name')
    const text = stringOf(name)
    return name && text !== undefined
      ? [knownString(`${server}/${text}`, mergeMarks(identifier.marks, name.marks))]
      : []
  })
  return named.length === scopes.length ? new Map([['scope_identifiers', tupleOf(named)]]) : new Map()
}

/** Attributes that the provider computes although their shape or content follows from the arguments. */
export const derivedAttributes = (
  to: Address,
  resourceType: string,
  body: EvaluatedBody,
): ReadonlyMap<string, HclValue> => {
  switch (resourceType) {
    case 'aws_acm_certificate':
      return validationOptions(to, body)
    case 'aws_cognito_resource_server':
      return scopeIdentifiers(body)
    default:
      return new Map()
  }
}
