import type { Value } from '../../model/value.ts'
import { isString, member } from '../../model/value.ts'
import type { LinkedEnvironment, LinkStrategy } from './link-strategy.ts'
import { choose } from './link-strategy.ts'
import { outsideName } from './outside-name.ts'

const valueAttributes = new Set(['value', 'insecure_value'])

/** A look-up of a parameter in Terraform, an SSM-typed parameter or a dynamic reference in CloudFormation; a version may follow the name. */
const parameterName = (value: Value, environment: LinkedEnvironment): string | undefined => {
  const outside = outsideName(value, 'ssm')
  if (outside !== undefined) return outside.replace(/:\d+$/, '')
  if (value.kind !== 'reference' || !valueAttributes.has(value.attribute[0] ?? '')) return undefined
  const lookup = environment.resourceAt(value.to)
  if (lookup?.type !== 'aws_ssm_parameter' || lookup.mode !== 'data') return undefined
  const name = environment.resolve(member(lookup.values, 'name') ?? value, lookup.address)
  return isString(name) ? name.value : undefined
}

/** The value of a parameter that another source of the environment stores, by its full name. */
export const storedParameters: LinkStrategy = (value, environment) => {
  const name = parameterName(value, environment)
  if (name === undefined) return undefined
  return choose(`SSM parameter ${name}`, environment.named('stored-parameter', name), parameter => ({
    kind: 'meets',
    value: parameter.value,
    owner: parameter.address,
    reliability: 'exact',
    because: `SSM parameter ${name}`,
    evidence: [value.from.at, parameter.name.from.at],
  }))
}
