import type { SourceLocation } from '../../../model/source-location.ts'
import { unknown, type Value } from '../../../model/value.ts'
import { passTo, reasonOf } from '../derive-value.ts'
import type { DeclaredResource, Intrinsic, Scope } from '../stack.ts'
import { textOf } from '../template-node.ts'
import { identify, undefinedName } from './ref.ts'

const shape = 'Fn::GetAtt takes [logical id, attribute], or "id.attribute".'

/** `[id, attribute]` or `id.attribute`, split at the first dot. The attribute may be a function, the id only with AWS::LanguageExtensions. */
export const getAtt: Intrinsic = (argument, at, scope) => {
  if (argument.kind === 'scalar') {
    const dot = argument.text.indexOf('.')
    if (dot <= 0 || dot === argument.text.length - 1) return scope.invalid(at, 'Wrong argument of Fn::GetAtt', shape)
    return resolveAttribute(argument.text.slice(0, dot), argument.text.slice(dot + 1), at, scope)
  }
  const [id, ...path] = argument.kind === 'list' ? argument.items : []
  if (id === undefined || path.length === 0) return scope.invalid(at, 'Wrong argument of Fn::GetAtt', shape)
  if (id.kind !== 'scalar' && !scope.stack.sections.transforms.languageExtensions)
    return scope.invalid(at, 'Wrong argument of Fn::GetAtt', `The logical id has to be literal. ${shape}`)
  const parts: string[] = []
  for (const node of [id, ...path]) {
    const text = textOf(node)
    const value = text === undefined ? scope.evaluateText(node) : undefined
    if (text === undefined && value?.kind !== 'known') {
      const why = value && reasonOf(value)
      if (value === undefined || why === undefined) return scope.invalid(at, 'Wrong argument of Fn::GetAtt', shape)
      return unknown(why, { at, origins: value.from.origins })
    }
    parts.push(text ?? (value?.kind === 'known' ? String(value.value) : ''))
  }
  const [name = '', ...attribute] = parts
  return resolveAttribute(name, attribute.join('.'), at, scope)
}

/** An attribute of a resource; of a nested stack, the output of its template. */
export const resolveAttribute = (name: string, attribute: string, at: SourceLocation, scope: Scope): Value => {
  const resource = scope.stack.resources.get(name)
  if (resource === undefined) {
    if (!scope.stack.parameters.has(name)) return undefinedName(name, at, scope)
    return scope.invalid(
      at,
      `${name} has no attributes`,
      `"${name}" is a parameter; Fn::GetAtt works on resources. Use Ref.`,
    )
  }
  if (resource.type === 'AWS::CloudFormation::Stack' && attribute.startsWith('Outputs.'))
    return nestedOutput(resource, attribute, at, scope)
  return identify(resource, attribute, at, scope)
}

const nestedOutput = (resource: DeclaredResource, attribute: string, at: SourceLocation, scope: Scope): Value => {
  const reference = identify(resource, attribute, at, scope)
  if (reference.kind !== 'reference') return reference
  const { outputs } = scope.stack.nested(resource)
  if (outputs === undefined) return { ...reference, attribute: attribute.split('.') }
  const name = attribute.slice('Outputs.'.length)
  const output = outputs.get(name)
  if (output !== undefined) return passTo(output.value, at)
  return scope.invalid(
    at,
    `Nested stack ${resource.id} has no output ${name}`,
    `The template of "${resource.id}" makes no output "${name}" in this environment. Add it there, or correct the name.`,
  )
}
