import type { Address } from '../../model/value.ts'
import { noMarks } from '../hcl/marks.ts'
import { dynamicType, stringType } from '../hcl/type.ts'
import type { HclValue } from '../hcl/value.ts'
import { nullOf, objectOf, tupleOf, unknownOf } from '../hcl/value-constructors.ts'
import { computedAttribute } from './computed-attributes.ts'
import type { EvaluatedBody } from './evaluate-body.ts'
import { lazyObject } from './lazy-object.ts'

/** An attribute that the provider decides, as a reference to it. */
export const attributeReference = (to: Address, resourceType: string, path: readonly string[]): HclValue => {
  const [name = ''] = path
  const { type, isNotNull } =
    path.length === 1 ? computedAttribute(resourceType, name) : { type: dynamicType, isNotNull: false }
  return unknownOf(type, { kind: 'reference', to, attribute: path }, isNotNull ? { notNull: true } : {}, noMarks)
}

/**
 * A resource instance as expressions see it: what is configured has its value, what `known` says has that, and every other attribute is a
 * reference. An argument that is null counts as not configured, because providers fill in many of them.
 */
export const resourceObject = (
  to: Address,
  resourceType: string,
  body: EvaluatedBody,
  known: ReadonlyMap<string, HclValue>,
): HclValue => {
  if (resourceType === 'terraform_data') return terraformData(to, body)
  return openObject(to, resourceType, [], body, known)
}

const openObject = (
  to: Address,
  resourceType: string,
  path: readonly string[],
  { attributes, blocks }: EvaluatedBody,
  known: ReadonlyMap<string, HclValue>,
): HclValue => {
  const names = [...attributes.keys(), ...blocks.keys(), ...known.keys(), ...(path.length === 0 ? ['id'] : [])]
  return lazyObject(names, name => {
    const configured = attributes.get(name)
    if (configured !== undefined && configured.state !== 'null') return configured
    const made = blocks.get(name)
    if (Array.isArray(made))
      return tupleOf(
        made.map((block, index) => openObject(to, resourceType, [...path, name, String(index)], block, new Map())),
      )
    if (made !== undefined) return made as HclValue
    return known.get(name) ?? attributeReference(to, resourceType, [...path, name])
  })
}

/** https://developer.hashicorp.com/terraform/language/resources/terraform-data */
const terraformData = (to: Address, { attributes }: EvaluatedBody): HclValue => {
  const input = attributes.get('input') ?? nullOf()
  const reference = (name: string, type = dynamicType): HclValue =>
    unknownOf(type, { kind: 'reference', to, attribute: [name] }, type === stringType ? { notNull: true } : {}, noMarks)
  return objectOf([
    ['id', reference('id', stringType)],
    ['input', input],
    ['output', input.state === 'null' ? input : reference('output', input.type)],
    ['triggers_replace', attributes.get('triggers_replace') ?? nullOf()],
  ])
}
