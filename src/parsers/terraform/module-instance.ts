import type { Diagnostic } from '../../model/diagnostic.ts'
import type { SourceLocation } from '../../model/source-location.ts'
import { startOf } from '../../model/source-location.ts'
import type { Truth } from '../../model/truth.ts'
import type { Value } from '../../model/value.ts'
import type { Block, Expression } from '../hcl/ast.ts'
import { dynamicType } from '../hcl/type.ts'
import type { HclValue } from '../hcl/value.ts'
import { unknownBecause } from '../hcl/value-constructors.ts'
import { evaluateOutput } from './evaluate-output.ts'
import type { ResourceResult } from './evaluate-resource.ts'
import { evaluateResource, resourceMeta, withoutResources } from './evaluate-resource.ts'
import { evaluateVariable } from './evaluate-variable.ts'
import type { Evaluation } from './evaluation.ts'
import type { ExpressionScope } from './expression-scope.ts'
import type { CallResult } from './module-call.ts'
import { evaluateCall, withoutInstances } from './module-call.ts'
import type { ModuleTree, ResourceConfig } from './module-config.ts'
import { moduleScope } from './module-scope.ts'
import { Node, type NodeWork, resolve } from './node.ts'
import type { Provider } from './provider.ts'
import { evaluateProvider, parentProvider, providerOf, unknownProvider } from './provider.ts'
import { referencedNodes } from './referenced-nodes.ts'
import type { Reference } from './references.ts'
import { referencesOf, referencesOfBody, referencesOfRepetition } from './references.ts'
import { isSketchFile } from './registry/sketch.ts'
import type { Instance } from './repetition.ts'
import { withTrail } from './trail.ts'

/** Where a module instance hangs: below which call of which instance. */
export interface Parent {
  readonly module: ModuleInstance
  readonly name: string
  readonly call: Block
  readonly instance: Instance
}

export interface Existence {
  readonly exists: Truth
  readonly because?: Value
}

type Table = Map<string, Node<HclValue>>

/** One module as it is called once: what it declares, each evaluated when it is first asked for. */
export class ModuleInstance {
  readonly evaluation: Evaluation
  readonly tree: ModuleTree
  readonly parent: Parent | undefined
  readonly existence: Existence
  /** `module.edge["blue"].module.dns`; empty for the root module. */
  readonly address: string
  readonly scope: ExpressionScope
  private readonly variables: Table = new Map()
  private readonly locals: Table = new Map()
  private readonly outputs: Table = new Map()
  private readonly resources = new Map<string, Node<ResourceResult>>()
  private readonly calls = new Map<string, Node<CallResult>>()
  private readonly providers = new Map<string, Node<Provider>>()

  constructor(evaluation: Evaluation, tree: ModuleTree, existence: Existence, parent?: Parent) {
    this.evaluation = evaluation
    this.tree = tree
    this.existence = existence
    this.parent = parent
    this.address =
      parent === undefined
        ? ''
        : `${parent.module.address === '' ? '' : `${parent.module.address}.`}module.${parent.name}${parent.instance.suffix}`
    this.scope = moduleScope(this)
  }

  /** What is wrong inside a sketch is wrong with the arguments of the call that it stands for, as far as sotsu knows the module. */
  readonly report = (diagnostic: Diagnostic): void => {
    const call = isSketchFile(diagnostic.at.file) ? this.callInFiles : undefined
    this.evaluation.report(
      call === undefined
        ? diagnostic
        : {
            ...diagnostic,
            severity: 'warning',
            detail: `In module "${call.labels[0]}": ${diagnostic.detail}`,
            at: call.header,
          },
    )
  }
  readonly reportTentatively = (diagnostic: Diagnostic): void => this.report({ ...diagnostic, severity: 'warning' })

  /** The nearest call of this module or one above it that stands in a file: those in sketches stand in none. */
  get callInFiles(): Block | undefined {
    const { parent } = this
    if (parent === undefined) return undefined
    return parent.module.tree.config.isSketch === true ? parent.module.callInFiles : parent.call
  }

  /** The name of something in this module as addresses have it. */
  qualify(name: string): string {
    return this.address === '' ? name : `${this.address}.${name}`
  }

  /** A node's value, evaluated now if it has not been. */
  valueOf<T>(node: Node<T>): T {
    return node.state === 'new' ? resolve(node, this.evaluation.reportCycle) : node.value
  }

  /** The same for a node that may not be declared. */
  require<T>(node: Node<T> | undefined): T | undefined {
    return node && this.valueOf(node)
  }

  variable(name: string): Node<HclValue> | undefined {
    const present = this.variables.get(name)
    const block = this.tree.config.variables.get(name)
    if (present !== undefined || block === undefined) return present
    const argument = this.parent?.call.body.attributes.get(name)?.expression
    const { parent } = this
    return this.node(this.variables, name, 'var', block.header, {
      dependencies: () =>
        argument === undefined || parent === undefined ? [] : parent.module.nodesOf(referencesOf(argument)),
      compute: () => evaluateVariable(this, name, block),
    })
  }

  local(name: string): Node<HclValue> | undefined {
    const present = this.locals.get(name)
    const local = this.tree.config.locals.get(name)
    if (present !== undefined || local === undefined) return present
    const { expression, at } = local
    return this.node(this.locals, name, 'local', at, {
      dependencies: () => this.nodesOf(referencesOf(expression)),
      compute: () => this.passed(expression),
    })
  }

  output(name: string): Node<HclValue> | undefined {
    const present = this.outputs.get(name)
    const block = this.tree.config.outputs.get(name)
    if (present !== undefined || block === undefined) return present
    const expression = block.body.attributes.get('value')?.expression
    return this.node(this.outputs, name, 'output', block.header, {
      dependencies: () => (expression === undefined ? [] : this.nodesOf(referencesOf(expression))),
      compute: () => evaluateOutput(this, block, expression),
    })
  }

  /** The value of an expression that it goes through on its way to where it is used. */
  passed(expression: Expression): HclValue {
    const { at } = expression
    return withTrail(this.evaluation.bounded(this.scope.evaluate(expression), at), at)
  }

  /** @param key `aws_lb.main`, `data.aws_lb.main` */
  resource(key: string): Node<ResourceResult> | undefined {
    const present = this.resources.get(key)
    const config = this.tree.config.resources.get(key)
    if (present !== undefined || config === undefined) return present
    const provider = providerOf(config)
    return kept(this.resources, key, {
      name: this.qualify(key),
      at: config.block.header,
      dependencies: () => this.resourceDependencies(config, provider),
      compute: () => evaluateResource(this, key, config),
      whenCyclic: () => withoutResources(this.cycle(key)),
    })
  }

  call(name: string): Node<CallResult> | undefined {
    const present = this.calls.get(name)
    const block = this.tree.config.calls.get(name)
    if (present !== undefined || block === undefined) return present
    return kept(this.calls, name, {
      name: this.qualify(`module.${name}`),
      at: block.header,
      dependencies: () => this.nodesOf(referencesOfRepetition(block.body)),
      compute: () => evaluateCall(this, name, block),
      whenCyclic: () => withoutInstances(this.cycle(`module.${name}`)),
    })
  }

  /** A provider configuration, by its name in this module: `aws`, `aws.virginia`. */
  provider(name: string): Node<Provider> {
    const present = this.providers.get(name)
    if (present !== undefined) return present
    const block = this.tree.config.providers.get(name)
    const region = block?.body.attributes.get('region')?.expression
    const above = parentProvider(this, name)
    return kept(this.providers, name, {
      name: this.qualify(`provider.${name}`),
      at: block?.header ?? startOf(this.tree.config.directory),
      dependencies: () =>
        region !== undefined ? this.nodesOf(referencesOf(region)) : above === undefined ? [] : [above],
      compute: () => evaluateProvider(this, name, block, above),
      whenCyclic: () => unknownProvider,
    })
  }

  /** What has to be evaluated before an expression with these references. */
  nodesOf(references: readonly Reference[]): Iterable<Node<unknown>> {
    return referencedNodes(this, references)
  }

  private *resourceDependencies(config: ResourceConfig, provider: string): Iterable<Node<unknown>> {
    yield* this.nodesOf(referencesOfBody(config.block.body, resourceMeta))
    yield this.provider(provider)
  }

  private node(
    table: Table,
    name: string,
    kind: string,
    at: SourceLocation,
    work: { readonly dependencies: () => Iterable<Node<unknown>>; readonly compute: () => HclValue },
  ): Node<HclValue> {
    return kept(table, name, {
      name: this.qualify(`${kind}.${name}`),
      at,
      dependencies: work.dependencies,
      compute: work.compute,
      whenCyclic: () => this.cycle(`${kind}.${name}`),
    })
  }

  private cycle(name: string): HclValue {
    return unknownBecause(dynamicType, { kind: 'invalid', names: this.qualify(name) })
  }
}

/** The node of what is asked for the first time. */
const kept = <V>(table: Map<string, Node<V>>, key: string, work: NodeWork<V>): Node<V> => {
  const made = new Node(work)
  table.set(key, made)
  return made
}
