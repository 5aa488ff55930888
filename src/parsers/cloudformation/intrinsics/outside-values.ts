import type { SourceLocation } from '../../../model/source-location.ts'
import { unknown, type Value } from '../../../model/value.ts'
import { originsOf, passTo, provenance, reasonOf } from '../derive-value.ts'
import { describeText, isText } from '../join-text.ts'
import type { Intrinsic, Scope } from '../stack.ts'
import { entryOf, type TemplateNode } from '../template-node.ts'

/** An exported value, by name. One that no stack of the environment exports is unknown under the name `import:NAME`. */
export const importValue: Intrinsic = (argument, at, scope) => {
  const name = outsideText('Fn::ImportValue', argument, at, scope, scope.forNames())
  if (name === undefined) return notInConditions('Fn::ImportValue', argument, at, scope)
  const unsubstituted = argument.kind === 'scalar' ? /\$\{[^}]*\}/.exec(argument.text)?.[0] : undefined
  if (unsubstituted !== undefined)
    scope.stack.run.report({
      severity: 'warning',
      summary: 'Name of import not substituted',
      detail: `Without Fn::Sub, "${unsubstituted.slice(0, 60)}" is text, and no export can have such a name. Write Fn::Sub around it.`,
      at,
    })
  const found = name.kind === 'known' ? scope.stack.run.imports.get(String(name.value)) : undefined
  if (found !== undefined) return passTo(found, at)
  return unknown({ kind: 'outside', names: `import:${describeText(name)}` }, provenance(at, name))
}

/** {StackName, OutputName, Region?, RoleArn?}: an output of another stack, exported or not. */
export const getStackOutput: Intrinsic = (argument, at, scope) => {
  const [stackNode, outputNode, regionNode] = ['StackName', 'OutputName', 'Region'].map(key => entryOf(argument, key))
  const stackName = stackNode && outsideText('Fn::GetStackOutput', stackNode, at, scope)
  const outputName = outputNode && outsideText('Fn::GetStackOutput', outputNode, at, scope)
  const region = regionNode && outsideText('Fn::GetStackOutput', regionNode, at, scope)
  if (stackName === undefined || outputName === undefined)
    return notInConditions('Fn::GetStackOutput', argument, at, scope)
  const here = scope.stack.pseudo('AWS::Region', at)
  const elsewhere =
    region !== undefined && !(here?.kind === 'known' && region.kind === 'known' && here.value === region.value)
  const name = `${describeText(stackName)}.${describeText(outputName)}${elsewhere ? `@${describeText(region)}` : ''}`
  const found = scope.stack.run.stackOutputs.get(name)
  if (found !== undefined) return passTo(found, at)
  return unknown({ kind: 'outside', names: `stackoutput:${name}` }, provenance(at, stackName, outputName))
}

/** The zones of a Region depend on the account. */
export const getAzs: Intrinsic = (argument, at, scope) => {
  const given = scope.evaluateText(argument)
  const region = given?.kind === 'known' && given.value === '' ? scope.stack.pseudo('AWS::Region', at) : given
  if (region === undefined || !isText(region))
    return scope.invalid(
      at,
      'Wrong argument of Fn::GetAZs',
      'Fn::GetAZs takes a Region, or "" for the Region of the stack.',
    )
  return unknown({ kind: 'data-source', names: `azs:${describeText(region)}` }, provenance(at, region))
}

/** A macro runs code or reads S3: what it makes is not in the template. */
export const transform: Intrinsic = (argument, at) => {
  const name = entryOf(argument, 'Name')
  return unknown(
    { kind: 'unsupported', names: `transform:${name?.kind === 'scalar' ? name.text : '?'}` },
    { at, origins: [] },
  )
}

/** Data of AWS that only the service can look up, in rules. */
export const lookedUpByAws =
  (name: string): Intrinsic =>
  (argument, at, scope) => {
    const value = scope.evaluate(argument)
    const names = `${name}:${argument.kind === 'scalar' ? argument.text : (value && reasonOf(value)?.names) || 'parameter'}`
    return unknown({ kind: 'data-source', names }, { at, origins: value ? originsOf(value) : [] })
  }

const outsideText = (
  name: string,
  node: TemplateNode,
  at: SourceLocation,
  scope: Scope,
  inner: Scope = scope,
): Value | undefined => {
  if (scope.place !== 'resource') return undefined
  const value = inner.evaluateText(node)
  return value !== undefined && isText(value)
    ? value
    : scope.invalid(at, `Wrong argument of ${name}`, `${name} takes text here.`)
}

const notInConditions = (name: string, argument: TemplateNode, at: SourceLocation, scope: Scope): Value =>
  scope.place === 'resource'
    ? scope.invalid(at, `Wrong argument of ${name}`, `${name} has to name what it takes (this is a ${argument.kind}).`)
    : scope.invalid(
        at,
        `${name} outside Resources and Outputs`,
        'Conditions, rules and loops cannot look at other stacks.',
      )
