import type { EvaluatedResource } from '../../model/evaluated.ts'
import type { MapValue, Value } from '../../model/value.ts'
import { resolveDynamicReferences } from './dynamic-references.ts'
import type { DeclaredResource, Scope } from './stack.ts'
import { entryOf, nameOf, type TemplateNode } from './template-node.ts'

/** Beside Type, Condition and Properties. */
const attributeNames = [
  'DependsOn',
  'DeletionPolicy',
  'UpdateReplacePolicy',
  'CreationPolicy',
  'UpdatePolicy',
  'Metadata',
]

/** A resource as CloudFormation would hand it to its service; `undefined` where its condition is false. */
export const evaluateResource = (resource: DeclaredResource, scope: Scope): EvaluatedResource | undefined => {
  const { stack } = scope
  const existence = stack.existence(resource)
  if (existence.truth === 'no') return undefined
  const region = stack.pseudo('AWS::Region', resource.key)
  const attributes = new Map<string, Value>()
  for (const name of attributeNames) {
    const value = attributeOf(name, entryOf(resource.node, name), scope)
    if (value !== undefined) attributes.set(name, value)
  }
  return {
    address: { source: stack.source, name: `${stack.prefix}${resource.id}` },
    dialect: 'cloudformation',
    type: resource.type,
    mode: 'managed',
    values: propertiesOf(resource, scope),
    ...(attributes.size > 0 && {
      attributes: { kind: 'map', entries: attributes, from: { at: resource.node.at, origins: [] } },
    }),
    exists: existence.truth,
    ...(existence.because && { existsBecause: existence.because }),
    at: { ...resource.key, end: resource.node.at.end },
    ...(region && { region }),
  }
}

const propertiesOf = (resource: DeclaredResource, scope: Scope): MapValue => {
  const node = entryOf(resource.node, 'Properties')
  const included = entryOf(resource.node, 'Fn::Transform')
  const from = { at: node?.at ?? resource.node.at, origins: [] }
  const value = included
    ? scope.evaluate({
        kind: 'map',
        entries: new Map([['Fn::Transform', { key: included.at, node: included }]]),
        at: included.at,
      })
    : node && scope.evaluate(node)
  if (value === undefined) return { kind: 'map', entries: new Map(), from }
  const resolved = resolveDynamicReferences(value, scope.stack.run.ssm)
  if (resolved.kind === 'map') return resolved
  if (resolved.kind !== 'unknown')
    scope.invalid(from.at, `Properties of ${resource.id} are no map`, 'Properties has to be a map.')
  const names = ['Fn::Transform', ...(node?.kind === 'map' ? node.entries.keys() : [])]
  return { kind: 'map', entries: new Map(names.map(name => [name, resolved])), from }
}

const attributeOf = (name: string, node: TemplateNode | undefined, scope: Scope): Value | undefined => {
  if (node === undefined) return undefined
  const isLiteral = node.kind !== 'map'
  if (name === 'DependsOn') {
    const ids = node.kind === 'list' ? node.items : [node]
    for (const item of ids) {
      const id = nameOf(item)
      if (id !== undefined && scope.stack.resources.has(id)) continue
      if (scope.stack.sections.transforms.macros.length > 0 || scope.stack.sections.transforms.serverless) continue
      scope.invalid(
        item.at,
        `Unresolved DependsOn ${id ?? ''}`.trim(),
        'DependsOn takes literal ids of resources of this template.',
      )
    }
  } else if (name.endsWith('Policy') && /^(Deletion|UpdateReplace)/.test(name) && !isLiteral) {
    if (!scope.stack.sections.transforms.languageExtensions)
      return scope.invalid(
        node.at,
        `${name} is no literal`,
        `${name} takes a function only with AWS::LanguageExtensions.`,
      )
  }
  return scope.evaluate(node)
}
