import type { Condition, Patterns } from '../model/entity.ts'
import type { EvaluatedResource } from '../model/evaluated.ts'
import type { Value } from '../model/value.ts'
import { isKnown, isString, unknown } from '../model/value.ts'
import { given } from './entity-base.ts'
import { argument, asText, blocks, patterns, required } from './read-argument.ts'

type Field = Exclude<Condition['field'], 'unsupported'>

/** Terraform's block for each field; CloudFormation's property is the same with `Config` behind it. */
const blockOfField: { readonly [F in Field]: string } = {
  'host-header': 'host_header',
  'path-pattern': 'path_pattern',
  'http-header': 'http_header',
  'http-request-method': 'http_request_method',
  'query-string': 'query_string',
  'source-ip': 'source_ip',
}
const fields = Object.keys(blockOfField) as readonly Field[]
const isField = (text: unknown): text is Field => fields.some(field => field === text)

const unsupported = (name: Value, condition: Value): Condition => ({
  field: 'unsupported',
  name,
  at: condition.from.at,
})

interface Written {
  readonly values: Patterns | undefined
  readonly regexValues: Patterns | undefined
}

const written = (block: Value): Written => ({
  values: patterns(argument(block, 'values')),
  regexValues: patterns(argument(block, 'regex_values')),
})

const queryPairs = (members: readonly Value[]): Extract<Condition, { field: 'query-string' }>['pairs'] => {
  const hidden = members.find(member => member.kind !== 'map' && !isKnown(member))
  if (hidden) return { unknown: hidden }
  return members.map(member => ({
    ...given({ key: asText(argument(member, 'key')) }),
    value: asText(argument(member, 'value') ?? member),
  }))
}

const makeCondition = (
  resource: EvaluatedResource,
  field: Exclude<Field, 'query-string'>,
  condition: Value,
  block: Value | undefined,
  { values = [], regexValues }: Written,
): Condition => {
  const { at } = condition.from
  switch (field) {
    case 'host-header':
    case 'path-pattern':
      return { field, values, ...given({ regexValues }), at }
    case 'http-header': {
      const name = block && argument(block, 'http_header_name')
      return {
        field,
        name: required(resource, 'http_header.http_header_name', name),
        values,
        ...given({ regexValues }),
        at,
      }
    }
    case 'http-request-method':
    case 'source-ip':
      return { field, values, at }
  }
}

/** One condition block holds one field; versions of the AWS provider before 3.0 write it as `field` and `values`. */
const readTerraformCondition = (resource: EvaluatedResource, condition: Value): readonly Condition[] => {
  if (condition.kind !== 'map') return [unsupported(condition, condition)]
  const old = argument(condition, 'field')
  if (old) {
    const field = isString(old) ? old.value : undefined
    if (!isField(field) || field === 'query-string') return [unsupported(old, condition)]
    return [makeCondition(resource, field, condition, undefined, written(condition))]
  }
  const present = fields.filter(field => blocks(condition, blockOfField[field]).length > 0)
  if (present.length === 0) {
    const why = { kind: 'unsupported', names: `condition of ${resource.address.name}` } as const
    return [unsupported(unknown(why, condition.from), condition)]
  }
  return present.map(field => {
    const members = blocks(condition, blockOfField[field])
    if (field === 'query-string') return { field, pairs: queryPairs(members), at: condition.from.at }
    const [block] = members
    if (block === undefined || block.kind !== 'map') return unsupported(block ?? condition, condition)
    return makeCondition(resource, field, condition, block, written(block))
  })
}

const configOf = (condition: Value, field: Field): Value | undefined =>
  argument(condition, `${blockOfField[field]}_config`)

/** `Field` with its own property; host and path may use the short form `Values` beside `Field` instead. */
const readCloudFormationCondition = (resource: EvaluatedResource, condition: Value): Condition => {
  if (condition.kind !== 'map') return unsupported(condition, condition)
  const name = argument(condition, 'Field')
  const field = isString(name) ? name.value : fields.find(each => configOf(condition, each) !== undefined)
  if (!isField(field) || (name && !isKnown(name)))
    return unsupported(required(resource, 'Conditions.Field', name), condition)

  const config = configOf(condition, field)
  if (config && config.kind !== 'map') return unsupported(config, condition)
  if (field === 'query-string')
    return { field, pairs: config ? queryPairs(blocks(config, 'Values')) : [], at: condition.from.at }
  const [short, long] = [written(condition), config && written(config)]
  return makeCondition(resource, field, condition, config, {
    values: long?.values ?? short.values,
    regexValues: long?.regexValues ?? short.regexValues,
  })
}

export const readTerraformConditions = (resource: EvaluatedResource): readonly Condition[] =>
  blocks(resource, 'condition').flatMap(condition => readTerraformCondition(resource, condition))

export const readCloudFormationConditions = (resource: EvaluatedResource): readonly Condition[] =>
  blocks(resource, 'Conditions').map(condition => readCloudFormationCondition(resource, condition))
