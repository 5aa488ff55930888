import type { Diagnostic } from '../../model/diagnostic.ts'
import type { EvaluatedOutput, EvaluatedResource } from '../../model/evaluated.ts'
import type { SourceLocation } from '../../model/source-location.ts'
import type { SourceTree } from '../../model/source-tree.ts'
import type { Truth } from '../../model/truth.ts'
import type { Origin, UnknownValue, Value } from '../../model/value.ts'
import type { ReadTemplate } from './read-template.ts'
import type { MapNode, TemplateNode } from './template-node.ts'

/** Where a node stands decides what it may refer to: only resources and outputs may refer to resources. */
export type Place = 'condition' | 'rule' | 'loop' | 'name' | 'resource'

export interface ConditionResult {
  readonly truth: Truth
  /** The value that decides, where the truth is undetermined. */
  readonly because?: Value
  readonly origins: readonly Origin[]
}

/** What holds for a whole run, nested stacks included. */
export interface Run {
  readonly tree: SourceTree
  readonly imports: ReadonlyMap<string, Value>
  readonly ssm: ReadonlyMap<string, Value>
  readonly stackOutputs: ReadonlyMap<string, Value>
  /** What stands at the holes of the template's text, where another tool put it together. */
  readonly holes: readonly Value[]
  readonly report: (diagnostic: Diagnostic) => void
  /** Counts steps of evaluation; false once the run has had its share, which has then been reported. */
  readonly step: (at: SourceLocation, cost?: number) => boolean
  readonly readTemplate: (file: string) => ReadTemplate | undefined
}

export interface DeclaredResource {
  readonly id: string
  readonly type: string
  readonly node: MapNode
  readonly key: SourceLocation
}

/** The sections of one template, loops expanded. */
export interface Sections {
  readonly root: MapNode
  readonly parameters: MapNode | undefined
  readonly mappings: MapNode | undefined
  readonly rules: MapNode | undefined
  readonly conditions: MapNode | undefined
  readonly resources: MapNode
  readonly outputs: MapNode | undefined
  readonly transforms: Transforms
}

export interface Transforms {
  readonly languageExtensions: boolean
  readonly serverless: boolean
  /** Macros that may rewrite anything. */
  readonly macros: readonly string[]
}

export interface NestedStack {
  /** `undefined`: its template is not at hand. */
  readonly outputs: ReadonlyMap<string, EvaluatedOutput> | undefined
  readonly resources: readonly EvaluatedResource[]
}

/** One stack under evaluation. `prefix` is the way from the root stack: `Child/Grandchild/`. */
export interface Stack {
  readonly run: Run
  readonly file: string
  readonly source: string
  readonly prefix: string
  readonly sections: Sections
  readonly parameters: ReadonlyMap<string, Value>
  readonly resources: ReadonlyMap<string, DeclaredResource>
  /** A pseudo parameter's value; `undefined` when there is none of that name. */
  readonly pseudo: (name: string, at: SourceLocation) => Value | undefined
  readonly condition: (name: string) => ConditionResult | undefined
  /** Whether a resource is created. */
  readonly existence: (resource: DeclaredResource) => ConditionResult
  readonly nested: (resource: DeclaredResource) => NestedStack
  /** The physical name (no attribute) or an attribute of a resource, where it follows from the template. */
  readonly physical: (
    resource: DeclaredResource,
    attribute: string | undefined,
    at: SourceLocation,
  ) => Value | undefined
}

/** One place of evaluation: what functions get to work with. */
export interface Scope {
  readonly stack: Stack
  readonly place: Place
  /** `undefined` is AWS::NoValue: what holds it leaves it out. */
  readonly evaluate: (node: TemplateNode) => Value | undefined
  /** As `evaluate`, for a place that takes text: scalars keep their digits as written. */
  readonly evaluateText: (node: TemplateNode) => Value | undefined
  /** Reports an error of the template; the place where it happened is not known from then on. */
  readonly invalid: (at: SourceLocation, summary: string, detail: string) => UnknownValue
  /** The same scope, whose errors are not reported: for a branch that perhaps is not taken. */
  readonly tentative: () => Scope
  /** The same scope for the name of an export, which may not depend on resources. */
  readonly forNames: () => Scope
}

export type Intrinsic = (argument: TemplateNode, at: SourceLocation, scope: Scope) => Value | undefined
