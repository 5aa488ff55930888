import type { Diagnostic } from '../../../model/diagnostic.ts'
import type { SourceLocation } from '../../../model/source-location.ts'
import { entryOf, type MapEntry, type MapNode, type TemplateNode } from '../template-node.ts'
import { build, mergeGlobals, type Written } from './build-node.ts'

/** One resource of a type `AWS::Serverless::…`, its globals merged in. */
export interface ServerlessResource {
  readonly id: string
  readonly node: TemplateNode
  readonly key: SourceLocation
  readonly properties: TemplateNode | undefined
  readonly condition: TemplateNode | undefined
}

/** A route that a function's event asks an API for. */
export interface Route {
  readonly functionId: string
  readonly event: string
  readonly path: string
  /** Upper case; `ANY` for every method. */
  readonly method: string
  readonly auth: TemplateNode | undefined
  readonly properties: TemplateNode | undefined
  readonly condition: TemplateNode | undefined
  readonly at: SourceLocation
}

/** The resources under construction, and where trouble is reported. */
export interface Expansion {
  readonly globals: TemplateNode | undefined
  readonly add: (id: string, type: string, properties: Written, at: SourceLocation, condition?: TemplateNode) => void
  readonly report: (diagnostic: Diagnostic) => void
}

export const expansion = (
  resources: Map<string, MapEntry>,
  globals: TemplateNode | undefined,
  report: (diagnostic: Diagnostic) => void,
): Expansion => ({
  globals,
  report,
  add: (id, type, properties, at, condition) => {
    if (resources.has(id)) return
    resources.set(id, { key: at, node: build({ Type: type, Properties: properties, Condition: condition }, at) })
  },
})

export const serverlessResource = (
  id: string,
  { key, node }: MapEntry,
  globals: TemplateNode | undefined,
): ServerlessResource => ({
  id,
  node,
  key,
  properties: mergeGlobals(globals, entryOf(node, 'Properties')),
  condition: entryOf(node, 'Condition'),
})

/** Attributes of a resource beside its type and properties stay with what it becomes. */
export const replaceResource = (
  resources: Map<string, MapEntry>,
  { id, key, node }: ServerlessResource,
  type: string,
  properties: Written,
): void => {
  if (node.kind !== 'map') return
  const built = build({ Type: type, Properties: properties }, node.at) as MapNode
  resources.set(id, { key, node: { ...node, entries: new Map([...node.entries, ...built.entries]) } })
}
