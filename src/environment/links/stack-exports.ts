import type { Value } from '../../model/value.ts'
import { isString, member, sameAddress } from '../../model/value.ts'
import type { LinkedEnvironment, LinkStrategy, NamedOutput, Proposal } from './link-strategy.ts'
import { choose } from './link-strategy.ts'
import { outsideName } from './outside-name.ts'

const meets = (value: Value, { output, address }: NamedOutput, because: string): Proposal => ({
  kind: 'meets',
  value: output.value,
  owner: address,
  reliability: 'exact',
  because,
  evidence: [value.from.at, output.value.from.at],
})

const textArgument = (
  environment: LinkedEnvironment,
  value: Extract<Value, { kind: 'reference' }>,
  types: readonly string[],
  argument: string,
): string | undefined => {
  const resource = environment.resourceAt(value.to)
  const written = resource && types.includes(resource.type) ? member(resource.values, argument) : undefined
  const text = written && resource && environment.resolve(written, resource.address)
  return isString(text) ? text.value : undefined
}

const byExportName = (value: Value, environment: LinkedEnvironment): string | undefined => {
  const imported = outsideName(value, 'import')
  if (imported !== undefined || value.kind !== 'reference' || value.attribute[0] !== 'value') return imported
  return textArgument(environment, value, ['aws_cloudformation_export'], 'name')
}

/** A stack and the name of one of its outputs: `Fn::GetStackOutput`, or `aws_cloudformation_stack.x.outputs["Y"]` in Terraform. */
const byOutputName = (value: Value, environment: LinkedEnvironment): readonly [string, string] | undefined => {
  const outside = outsideName(value, 'stackoutput')
  if (outside !== undefined) {
    const [stack, name] = outside.split('.')
    return stack && name ? [stack, name] : undefined
  }
  if (value.kind !== 'reference' || value.attribute[0] !== 'outputs') return undefined
  const stack = textArgument(environment, value, ['aws_cloudformation_stack'], 'name')
  const name = value.attribute[1]
  return stack !== undefined && name !== undefined ? [stack, name] : undefined
}

/** An output of the stack that a resource deploys: `aws_cloudformation_stack.x.outputs["Y"]`. */
const byDeployment = (value: Value, environment: LinkedEnvironment): Proposal | undefined => {
  if (value.kind !== 'reference' || value.attribute[0] !== 'outputs') return undefined
  const [, name] = value.attribute
  const found = environment.outputs.filter(
    output => output.source.deployedBy && sameAddress(output.source.deployedBy, value.to) && output.name === name,
  )
  return choose(`output ${name} of ${value.to.name}`, found, output =>
    meets(value, output, `output ${name} of the stack that ${value.to.name} deploys`),
  )
}

/** The value that another stack of the environment exports or puts out. */
export const stackExports: LinkStrategy = (value, environment) => {
  const exportName = byExportName(value, environment)
  if (exportName !== undefined) {
    const exported = environment.outputs.filter(({ output }) => {
      const { exportName: written } = output
      return isString(written) && written.value === exportName
    })
    return choose(`export ${exportName}`, exported, output => meets(value, output, `export ${exportName}`))
  }
  const deployed = byDeployment(value, environment)
  if (deployed !== undefined) return deployed
  const named = byOutputName(value, environment)
  if (named === undefined) return undefined
  const [stack, name] = named
  const outputs = environment.outputs.filter(
    output => output.source.kind === 'cloudformation' && output.source.id === stack && output.name === name,
  )
  return choose(`output ${name} of stack ${stack}`, outputs, output =>
    meets(value, output, `output ${name} of stack ${stack}`),
  )
}
