import type { SourceLocation } from '../../../model/source-location.ts'
import { unknown, type Value } from '../../../model/value.ts'
import { passTo } from '../derive-value.ts'
import type { DeclaredResource, Intrinsic, Scope } from '../stack.ts'
import { nameOf, type TemplateNode } from '../template-node.ts'

/** `{ Ref: name }`: a parameter's value, a pseudo parameter, or what identifies a resource. */
export const ref: Intrinsic = (argument, at, scope) => {
  const name = nameOf(argument) ?? computedName(argument, scope)
  return name === undefined
    ? scope.invalid(
        at,
        'Wrong argument of Ref',
        'Ref takes the literal name of a parameter, pseudo parameter or resource.',
      )
    : resolveName(name, at, scope)
}

/** With AWS::LanguageExtensions, Ref takes a function that gives the name. */
const computedName = (argument: TemplateNode, scope: Scope): string | undefined => {
  const value = scope.stack.sections.transforms.languageExtensions ? scope.evaluateText(argument) : undefined
  return value?.kind === 'known' ? String(value.value) : undefined
}

/** What a name stands for; `undefined` for AWS::NoValue. */
export const resolveName = (name: string, at: SourceLocation, scope: Scope): Value | undefined => {
  if (name === 'AWS::NoValue') return undefined
  const { stack } = scope
  const pseudo = stack.pseudo(name, at)
  if (pseudo !== undefined) return pseudo
  const parameter = stack.parameters.get(name)
  if (parameter !== undefined) {
    if (parameter.kind === 'list') stack.run.step(at, parameter.items.length)
    return passTo(parameter, at)
  }
  const resource = stack.resources.get(name)
  if (resource === undefined) return undefinedName(name, at, scope)
  return identify(resource, undefined, at, scope)
}

/** A macro or module may still add the name; otherwise it is an error of the template. */
export const undefinedName = (name: string, at: SourceLocation, scope: Scope): Value => {
  const { transforms } = scope.stack.sections
  const macro = transforms.macros[0] ?? (transforms.serverless ? 'AWS::Serverless' : undefined)
  const module = [...scope.stack.resources.values()].find(
    ({ id, type }) => type.endsWith('::MODULE') && name.startsWith(id),
  )
  const maker = macro === undefined ? module && `the module ${module.id}` : `the macro ${macro}`
  if (maker !== undefined && !name.startsWith('AWS::'))
    return unknown({ kind: 'unsupported', names: `${name} (made by ${maker})` }, { at, origins: [] })
  return scope.invalid(
    at,
    `Unresolved name ${name.slice(0, 100)}`,
    `Nothing in this template is called "${name.slice(0, 100)}". Declare a parameter or resource of that name, or correct the name.`,
  )
}

/** A resource's physical name or attribute where it follows from the template, else a reference to it. */
export const identify = (
  resource: DeclaredResource,
  attribute: string | undefined,
  at: SourceLocation,
  scope: Scope,
): Value => {
  const { stack } = scope
  if (scope.place !== 'resource')
    return scope.invalid(
      at,
      'Resource outside Resources and Outputs',
      `"${resource.id}" is a resource. Conditions, rules, loops and names of exports depend on parameters, pseudo parameters and mappings only.`,
    )
  if (stack.existence(resource).truth === 'no')
    return scope.invalid(
      at,
      `Reference to ${resource.id}, which is not created`,
      `The condition of "${resource.id}" is false in this environment. Guard this reference with the same condition.`,
    )
  return (
    stack.physical(resource, attribute, at) ?? {
      kind: 'reference',
      to: { source: stack.source, name: `${stack.prefix}${resource.id}` },
      attribute: attribute === undefined ? [] : [attribute],
      from: { at, origins: [] },
    }
  )
}
