import type { SourceLocation } from '../../model/source-location.ts'
import { startOf } from '../../model/source-location.ts'
import { directoryOf } from '../../model/source-tree.ts'
import type { Attribute, Block, Body, Expression } from '../hcl/ast.ts'
import { evaluate } from '../hcl/evaluate.ts'
import type { HclFunction } from '../hcl/functions/define-function.ts'
import { FunctionError } from '../hcl/functions/function-error.ts'
import type { Resolution, Scope, Step } from '../hcl/scope.ts'
import { dynamicType } from '../hcl/type.ts'
import type { HclValue } from '../hcl/value.ts'
import { objectOf, unknownBecause } from '../hcl/value-constructors.ts'
import { pathInTree } from './checkout-path.ts'
import { configObject } from './config-object.ts'
import { dependencyValue } from './dependency-value.ts'
import { fileAccess } from './file-access.ts'
import { functionsIn } from './functions.ts'
import { type Include, type Includes, readIncludes, type UnknownInclude } from './includes.ts'
import { withOwnOrigins } from './own-origins.ts'
import { configFileIn, readTerragruntFile } from './read-file.ts'
import type { UnitContext } from './unit-context.ts'

const deepest = 30

/** One file of Terragrunt's as it takes part in a unit: its locals are evaluated when something asks for them. */
export class ConfigFile {
  readonly unit: UnitContext
  readonly path: string
  /** The file that functions speak of: the unit's for what a unit includes, its own for what is read. */
  readonly from: string
  /** The file that includes this one. */
  readonly child: ConfigFile | undefined
  readonly body: Body
  readonly depth: number
  private readonly locals = new Map<string, Attribute>()
  private readonly values = new Map<string, HclValue>()
  private readonly visiting = new Set<string>()
  private readonly opened = new Map<string, ConfigFile>()
  private readonly dependencies = new Map<string, HclValue>()
  private functions: ReadonlyMap<string, HclFunction> | undefined
  private found: Includes | undefined
  private isFindingIncludes = false
  private place: SourceLocation

  constructor(
    unit: UnitContext,
    path: string,
    options: { readonly child?: ConfigFile; readonly depth?: number; readonly from?: string } = {},
  ) {
    this.unit = unit
    this.path = path
    this.child = options.child
    this.from = options.child?.from ?? options.from ?? path
    this.depth = options.depth ?? 0
    const { body, diagnostics } = readTerragruntFile(unit.tree, path)
    this.body = body
    this.place = startOf(path)
    for (const diagnostic of diagnostics) unit.report(diagnostic)
    for (const block of body.blocks)
      if (block.type === 'locals') for (const [name, local] of block.body.attributes) this.locals.set(name, local)
  }

  evaluate(expression: Expression): HclValue {
    const outer = this.place
    this.place = expression.at
    const value = evaluate(expression, this.scope())
    this.place = outer
    return value
  }

  /** An argument of a block or of the file itself; `undefined` when it is not set. */
  argument(body: Body, name: string): HclValue | undefined {
    const expression = body.attributes.get(name)?.expression
    return expression && this.evaluate(expression)
  }

  blocks(type: string): readonly Block[] {
    return this.body.blocks.filter(block => block.type === type)
  }

  localNames(): Iterable<string> {
    return this.locals.keys()
  }

  localExpression(name: string): Expression | undefined {
    return this.locals.get(name)?.expression
  }

  local(name: string): HclValue | undefined {
    const present = this.values.get(name)
    const local = this.locals.get(name)
    if (present !== undefined || local === undefined) return present
    if (this.visiting.has(name)) {
      this.unit.report({
        severity: 'error',
        summary: 'Cycle',
        detail: `local.${name} needs itself, so that it cannot be evaluated. Break the circle.`,
        at: local.at,
      })
      return unknownBecause(dynamicType, { kind: 'invalid', names: `local.${name}` })
    }
    this.visiting.add(name)
    const { expression } = local
    const value = withOwnOrigins(this.evaluate(expression), expression, `local.${name}`)
    this.visiting.delete(name)
    this.values.set(name, value)
    return value
  }

  /** In order; what an included file includes itself does not count. */
  includes(): readonly Include[] {
    return this.findIncludes().includes
  }

  unknownIncludes(): readonly UnknownInclude[] {
    return this.findIncludes().unknown
  }

  /** The path of the file that functions call the included one: of an included file itself, else of the include so labelled, or the only one. */
  includedPath(label: string | undefined): string | undefined {
    if (this.child !== undefined) return this.path
    const includes = this.includes()
    return (includes.length === 1 ? includes[0] : includes.find(include => include.label === label))?.file.path
  }

  /** Another file, evaluated for itself, as an object. */
  readConfig(path: string, fallback: HclValue | undefined): HclValue {
    const where = pathInTree(path, directoryOf(this.from))
    const isDirectory = where !== undefined && this.unit.tree.list(where) !== undefined
    const file = isDirectory ? configFileIn(this.unit.tree, where) : where
    if (file === undefined || !(this.unit.tree.read(file) instanceof Uint8Array)) {
      if (fallback !== undefined) return fallback
      const names = where ?? path
      this.warn('File is not in the repository', `read_terragrunt_config reads ${names}, which is not there.`)
      return unknownBecause(dynamicType, { kind: 'outside', names })
    }
    return configObject(this.open(file))
  }

  /** A file that this one reads. */
  open(path: string): ConfigFile {
    const present = this.opened.get(path)
    if (present !== undefined) return present
    if (this.depth >= deepest || !this.unit.takeFile())
      throw new FunctionError(0, 'too many files read each other, one inside the other')
    const file = new ConfigFile(this.unit, path, { depth: this.depth + 1 })
    this.opened.set(path, file)
    return file
  }

  warn(summary: string, detail: string): void {
    this.unit.report({ severity: 'warning', summary, detail, at: this.place })
  }

  private findIncludes(): Includes {
    if (this.found !== undefined) return this.found
    if (this.isFindingIncludes || this.child !== undefined) return { includes: [], unknown: [] }
    this.isFindingIncludes = true
    this.found = readIncludes(this)
    this.isFindingIncludes = false
    return this.found
  }

  private scope(): Scope {
    this.functions ??= functionsIn(this)
    return {
      resolve: (root, steps) => this.resolve(root, steps),
      functions: this.functions,
      providerFunctions: 'none',
      files: fileAccess(this.unit.tree, directoryOf(this.path)),
      budget: this.unit.budget,
      report: diagnostic => this.unit.report(diagnostic),
    }
  }

  private resolve(root: string, [first]: readonly Step[]): Resolution {
    if (root === 'values' && this.unit.values !== undefined) return { kind: 'value', value: this.unit.values, used: 0 }
    const name = first?.kind === 'attribute' ? first.name : first?.kind === 'index' ? String(first.key) : undefined
    if (root === 'include') return this.resolveInclude(name)
    if (name === undefined) return nothing(root)
    const value =
      root === 'local'
        ? this.local(name)
        : root === 'dependency'
          ? this.dependency(name)
          : root === 'feature'
            ? this.feature(name)
            : undefined
    return value === undefined ? nothing(`${root}.${name}`) : { kind: 'value', value, used: 1 }
  }

  private resolveInclude(name: string | undefined): Resolution {
    const includes = this.includes()
    const bare = includes.find(({ label }) => label === '')
    const labelled = includes.find(({ label }) => label !== '' && label === name)
    const include = labelled ?? bare
    const used = labelled === undefined ? 0 : 1
    if (include?.isExposed === true) return { kind: 'value', value: configObject(include.file), used }
    const [unknown] = this.unknownIncludes()
    if (include === undefined && unknown !== undefined) return { kind: 'value', value: unknown.value, used: 0 }
    return include === undefined
      ? nothing(name === undefined ? 'include' : `include.${name}`)
      : {
          kind: 'invalid',
          summary: 'Include is not exposed',
          detail: `What is included as "${include.label}" can be referred to only with expose = true.`,
        }
  }

  private dependency(name: string): HclValue | undefined {
    const present = this.dependencies.get(name)
    if (present !== undefined) return present
    const value = dependencyValue(this, name)
    if (value !== undefined) this.dependencies.set(name, value)
    return value
  }

  private feature(name: string): HclValue | undefined {
    for (const file of [this, ...(this.child ?? this).includes().map(include => include.file)])
      for (const block of file.blocks('feature')) {
        const expression = block.body.attributes.get('default')?.expression
        if (block.labels[0] === name && expression !== undefined)
          return objectOf([['value', withOwnOrigins(file.evaluate(expression), expression, `feature.${name}`)]])
      }
    return undefined
  }
}

const nothing = (name: string): Resolution => ({
  kind: 'invalid',
  summary: 'Invalid reference',
  detail: `Nothing is declared that "${name}" could stand for here.`,
})
