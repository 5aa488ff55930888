import type { Diagnostic } from '../../model/diagnostic.ts'
import type { SourceLocation } from '../../model/source-location.ts'
import type { Block, Body, Expression } from '../hcl/ast.ts'
import { literalText } from '../hcl/ast.ts'
import { addressText, bareExpression } from './bare-expression.ts'
import type { Bound } from './check-reference.ts'
import { checkReference, resourceNamed } from './check-reference.ts'
import type { ModuleTree, ResourceConfig } from './module-config.ts'
import { isGap, resourceKey } from './module-config.ts'
import { isLocalSource } from './module-source.ts'
import type { Reference } from './references.ts'
import { referencesOf, referencesOfBody } from './references.ts'

type Report = (diagnostic: Diagnostic) => void

/** References to what does not exist, and arguments that do not belong: what Terraform reports before it evaluates anything. */
export const validateModule = (tree: ModuleTree, report: Report): void => {
  const validator = new Validator(tree, report)
  const { config } = tree
  for (const block of config.variables.values()) {
    validator.arguments(block, variableArguments, ['validation'])
    for (const validation of block.body.blocks) validator.references(referencesOfBody(validation.body), {})
  }
  for (const local of config.locals.values()) validator.references(referencesOf(local.expression), {})
  for (const block of config.outputs.values()) {
    validator.arguments(block, outputArguments, ['precondition', 'postcondition'])
    if (!block.body.attributes.has('value')) validator.missing('value', block)
    validator.references(referencesOfBody(block.body), {})
  }
  for (const resource of config.resources.values()) validator.resource(resource)
  for (const [name, block] of config.calls) validator.call(name, block)
  for (const block of config.providers.values())
    validator.references(referencesOfBody(block.body), { each: block.body.attributes.has('for_each') })
  for (const check of config.checks)
    for (const assertion of check.body.blocks)
      if (assertion.type === 'assert') validator.references(referencesOfBody(assertion.body), {})
}

const variableArguments = [
  'type',
  'default',
  'description',
  'sensitive',
  'nullable',
  'ephemeral',
  'deprecated',
  'const',
]
const outputArguments = ['value', 'description', 'sensitive', 'depends_on', 'ephemeral', 'deprecated', 'type']
const callArguments = new Set(['source', 'version', 'providers', 'count', 'for_each', 'depends_on', 'enabled'])
const resourceArguments: Readonly<Record<string, readonly string[]>> = { terraform_data: ['input', 'triggers_replace'] }
/** Of a resource type whose schema is known here: all its attributes, computed ones included. */
const resourceAttributes: Readonly<Record<string, readonly string[]>> = {
  terraform_data: ['id', 'input', 'output', 'triggers_replace'],
}
/** Their values are keywords, not expressions. */
const provisionerKeywords: ReadonlySet<string> = new Set(['when', 'on_failure'])
const literalOnly = ['create_before_destroy', 'prevent_destroy']
const resourceMeta = ['count', 'for_each', 'depends_on', 'provider', 'enabled']
const resourceBlocks = ['lifecycle', 'provisioner', 'connection']
const withoutExpressions = new Set([
  'provider',
  'lifecycle',
  'depends_on',
  'provisioner',
  'connection',
  'count',
  'for_each',
])

class Validator {
  private readonly tree: ModuleTree
  private readonly report: Report

  constructor(tree: ModuleTree, report: Report) {
    this.tree = tree
    this.report = report
  }

  arguments({ body }: Block, names: readonly string[], blocks: readonly string[]): void {
    for (const attribute of body.attributes.values())
      if (!names.includes(attribute.name)) this.unsupported('argument', attribute.name, attribute.at)
    for (const block of body.blocks)
      if (!blocks.includes(block.type))
        this.unsupported('block', (block.type === 'dynamic' ? block.labels[0] : undefined) ?? block.type, block.header)
  }

  missing(name: string, block: Block): void {
    this.error(
      'Missing required argument',
      `The argument "${name}" is required, but no definition was found.`,
      block.header,
    )
  }

  resource({ mode, type, name, block }: ResourceConfig): void {
    const { body } = block
    const known = mode === 'managed' ? resourceArguments[type] : undefined
    if (known !== undefined) this.arguments(block, [...known, ...resourceMeta], resourceBlocks)
    for (const meta of ['count', 'for_each'])
      this.expression(body.attributes.get(meta)?.expression, {}, resourceKey(mode, type, name))
    const bound: Bound = { count: body.attributes.has('count'), each: body.attributes.has('for_each') }
    this.references(referencesOfBody(body, withoutExpressions), bound)
    this.dependsOn(body)
    for (const nested of body.blocks)
      if (nested.type === 'lifecycle') this.lifecycle(type, nested.body, bound)
      else if (nested.type === 'provisioner' || nested.type === 'connection')
        this.references(referencesOfBody(nested.body, provisionerKeywords), { ...bound, self: true })
  }

  private lifecycle(resourceType: string, { attributes, blocks, syntax }: Body, bound: Bound): void {
    for (const condition of blocks)
      this.references(referencesOfBody(condition.body), { ...bound, self: condition.type === 'postcondition' })
    for (const name of literalOnly) {
      const expression = attributes.get(name)?.expression
      if (expression !== undefined && referencesOf(expression).length > 0)
        this.error('Variables not allowed', `"${name}" must be a literal true or false.`, expression.at)
    }
    const known = resourceAttributes[resourceType]
    const ignored = attributes.get('ignore_changes')?.expression
    if (known === undefined || ignored?.kind !== 'tuple') return
    for (const item of ignored.items) {
      const name = addressText(bareExpression(item, syntax))?.split(/[.[]/, 1)[0]
      if (name !== undefined && !known.includes(name))
        this.error('Unsupported attribute', `${resourceType} has no attribute named "${name}".`, item.at)
    }
  }

  call(name: string, { body, header }: Block): void {
    for (const meta of ['count', 'for_each']) this.expression(body.attributes.get(meta)?.expression, {})
    this.dependsOn(body)
    const bound: Bound = { count: body.attributes.has('count'), each: body.attributes.has('for_each') }
    const child = this.tree.children.get(name)
    const declared = child === undefined || isGap(child) ? undefined : child.config.variables
    const isOpen = child !== undefined && !isGap(child) && child.config.isSketch === true
    for (const attribute of body.attributes.values()) {
      if (callArguments.has(attribute.name)) continue
      if (declared !== undefined && !isOpen && !declared.has(attribute.name))
        this.unsupported('argument', attribute.name, attribute.at)
      else this.expression(attribute.expression, bound)
    }
    for (const block of body.blocks) this.unsupported('block', block.type, block.header)
    const source = body.attributes.get('source')?.expression
    const version = body.attributes.get('version')
    if (version !== undefined && source !== undefined && isLocalSource(literalText(source) ?? ''))
      this.error(
        'Invalid registry module source address',
        `Module "${name}" has a version, but "${literalText(source)}" is a directory: only modules of a registry have versions.`,
        version.at,
      )
    for (const [variable, block] of declared ?? [])
      if (!body.attributes.has(variable) && !block.body.attributes.has('default'))
        this.error(
          'Missing required argument',
          `The argument "${variable}" is required, but no definition was found: add it to module "${name}".`,
          header,
        )
  }

  references(references: readonly Reference[], bound: Bound, own?: string): void {
    for (const reference of references) this.reference(reference, bound, own)
  }

  private expression(expression: Expression | undefined, bound: Bound, own?: string): void {
    if (expression !== undefined) this.references(referencesOf(expression), bound, own)
  }

  private dependsOn(body: Body): void {
    const list = body.attributes.get('depends_on')?.expression
    if (list?.kind === 'tuple')
      for (const item of list.items) this.expression(bareExpression(item, body.syntax), { each: true, count: true })
  }

  private reference({ root, names, at }: Reference, bound: Bound, own: string | undefined): void {
    const trouble = checkReference(this.tree, root, names, bound)
    if (trouble !== undefined) this.error(trouble.summary, trouble.detail, at)
    else if (own !== undefined && resourceNamed(root, names) === own)
      this.error('Self-referential block', `Configuration for ${own} may not refer to itself.`, at)
  }

  private unsupported(what: 'argument' | 'block', name: string, at: SourceLocation): void {
    if (what === 'argument') this.error('Unsupported argument', `An argument named "${name}" is not expected here.`, at)
    else this.error('Unsupported block type', `Blocks of type "${name}" are not expected here.`, at)
  }

  private error(summary: string, detail: string, at: SourceLocation): void {
    this.report({ severity: 'error', summary, detail, at })
  }
}
