import { withMarks } from '../hcl/marks.ts'
import type { HclValue } from '../hcl/value.ts'
import { entriesOf, stringOf } from '../hcl/value-access.ts'
import { knownString } from '../hcl/value-constructors.ts'
import type { EvaluatedBody } from './evaluate-body.ts'
import { closedObject } from './evaluate-body.ts'
import { policyDocument } from './policy-document.ts'

export interface DataContext {
  readonly region: HclValue | undefined
  readonly account: string | undefined
  readonly renderTemplate: (text: HclValue, variables: ReadonlyMap<string, HclValue>) => HclValue
}

type Known = ReadonlyMap<string, HclValue>
const nothing: Known = new Map()

/** https://docs.aws.amazon.com/whitepapers/latest/aws-fault-isolation-boundaries/partitions.html */
const partitions: readonly { readonly prefix: string; readonly name: string; readonly suffix: string }[] = [
  { prefix: 'cn-', name: 'aws-cn', suffix: 'amazonaws.com.cn' },
  { prefix: 'us-gov-', name: 'aws-us-gov', suffix: 'amazonaws.com' },
  { prefix: 'us-isob-', name: 'aws-iso-b', suffix: 'sc2s.sgov.gov' },
  { prefix: 'us-iso-', name: 'aws-iso', suffix: 'c2s.ic.gov' },
  { prefix: '', name: 'aws', suffix: 'amazonaws.com' },
]

const region = (given: HclValue | undefined): Known =>
  given === undefined
    ? nothing
    : new Map([
        ['name', given],
        ['region', given],
        ['id', given],
      ])

const partition = (given: HclValue | undefined): Known => {
  const name = stringOf(given)
  const found = name === undefined ? undefined : partitions.find(({ prefix }) => name.startsWith(prefix))
  if (found === undefined || given === undefined) return nothing
  const text = (value: string): HclValue => withMarks(knownString(value), given.marks)
  return new Map([
    ['id', text(found.name)],
    ['partition', text(found.name)],
    ['dns_suffix', text(found.suffix)],
    ['reverse_dns_prefix', text(found.suffix.split('.').reverse().join('.'))],
  ])
}

const caller = (account: string | undefined): Known => {
  if (account === undefined) return nothing
  return new Map([
    ['account_id', knownString(account)],
    ['id', knownString(account)],
  ])
}

const policy = (body: EvaluatedBody): Known => {
  const values = entriesOf(closedObject(body))
  const document = values && policyDocument(values)
  if (document === undefined) return nothing
  const { marks } = closedObject(body)
  return new Map([
    ['json', withMarks(knownString(document.json), marks)],
    ['minified_json', withMarks(knownString(document.minified), marks)],
  ])
}

const template = ({ attributes }: EvaluatedBody, { renderTemplate }: DataContext): Known => {
  const text = attributes.get('template')
  if (text === undefined) return nothing
  const variables = attributes.get('vars')
  if (variables?.state === 'unknown') return nothing
  return new Map([['rendered', renderTemplate(text, entriesOf(variables) ?? nothing)]])
}

/** What a data source will find, as far as it follows from its arguments and the environment's region and account. */
export const knownData = (type: string, body: EvaluatedBody, context: DataContext): Known => {
  const ownRegion = body.attributes.get('region') ?? context.region
  switch (type) {
    case 'aws_region':
      return region(body.attributes.get('name') ?? ownRegion)
    case 'aws_partition':
      return partition(ownRegion)
    case 'aws_caller_identity':
      return caller(context.account)
    case 'aws_iam_policy_document':
      return policy(body)
    case 'template_file':
      return template(body, context)
    default:
      return nothing
  }
}
