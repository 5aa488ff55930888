import { type SourceLocation, startOf } from '../../model/source-location.ts'
import { known, type UnknownReason, unknown, type Value } from '../../model/value.ts'
import { passTo } from './derive-value.ts'

/** What is known about where a stack is deployed. A text stands for itself; a value brings its origins. */
export interface Deployment {
  readonly stackName?: string | Value
  readonly region?: string | Value
  readonly account?: string | Value
  /** Follows from the Region where absent. */
  readonly partition?: string | Value
}

/** Region prefixes: https://docs.aws.amazon.com/whitepapers/latest/aws-fault-isolation-boundaries/partitions.html */
const partitions: readonly [prefix: string, partition: string][] = [
  ['cn-', 'aws-cn'],
  ['us-gov-', 'aws-us-gov'],
  ['us-isob-', 'aws-iso-b'],
  ['us-isof-', 'aws-iso-f'],
  ['us-iso-', 'aws-iso'],
  ['eu-isoe-', 'aws-iso-e'],
  ['eusc-', 'aws-eusc'],
]

const urlSuffixes: Readonly<Record<string, string>> = {
  'aws-cn': 'amazonaws.com.cn',
  'aws-iso': 'c2s.ic.gov',
  'aws-iso-b': 'sc2s.sgov.gov',
  'aws-iso-e': 'cloud.adc-e.uk',
  'aws-iso-f': 'csp.hci.ic.gov',
  'aws-eusc': 'amazonaws.eu',
}

const mapped = (value: Value, change: (text: string) => string): Value =>
  value.kind === 'known' ? { ...value, value: change(String(value.value)) } : value

export type PseudoParameters = (name: string, at: SourceLocation) => Value | undefined

/** AWS::Region and the like, as a lookup by name. AWS::NoValue is none of them: it removes what holds it. */
export const pseudoParameters = (file: string, deployment: Deployment): PseudoParameters => {
  const outside = startOf(file)
  const given = (name: string, value: string | Value | undefined): Value => {
    if (value === undefined || value === '')
      return unknown({ kind: 'unset-input', names: name }, { at: outside, origins: [] })
    return typeof value === 'string' ? known(value, { at: outside, origins: [] }) : value
  }
  const undecided = (kind: UnknownReason['kind'], names: string): Value =>
    unknown({ kind, names }, { at: outside, origins: [] })
  const region = given('AWS::Region', deployment.region)
  const partition =
    deployment.partition === undefined
      ? mapped(region, text => partitions.find(([prefix]) => text.startsWith(prefix))?.[1] ?? 'aws')
      : given('AWS::Partition', deployment.partition)
  const values: ReadonlyMap<string, Value> = new Map([
    ['AWS::Region', region],
    ['AWS::AccountId', given('AWS::AccountId', deployment.account)],
    ['AWS::StackName', given('AWS::StackName', deployment.stackName)],
    ['AWS::Partition', partition],
    ['AWS::URLSuffix', mapped(partition, text => urlSuffixes[text] ?? 'amazonaws.com')],
    ['AWS::StackId', undecided('computed', 'AWS::StackId')],
    ['AWS::NotificationARNs', undecided('outside', 'AWS::NotificationARNs')],
  ])
  return (name, at) => {
    const value = values.get(name)
    if (value === undefined) return undefined
    const isOutside = value.from.at === outside
    return isOutside ? { ...value, from: { ...value.from, at } } : passTo(value, at)
  }
}
