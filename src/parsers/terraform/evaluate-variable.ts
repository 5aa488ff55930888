import type { SourceLocation } from '../../model/source-location.ts'
import type { Block } from '../hcl/ast.ts'
import { literalText } from '../hcl/ast.ts'
import { ConversionError } from '../hcl/convert.ts'
import { ephemeralMarks, isDeeplyEphemeral, sensitiveMarks, withMarks } from '../hcl/marks.ts'
import { readHclExpression } from '../hcl/read-hcl.ts'
import { isPrimitive, withoutOptional } from '../hcl/type.ts'
import type { TypeConstraint } from '../hcl/type-constraint.ts'
import { anyConstraint, applyConstraint, readTypeConstraint, TypeConstraintError } from '../hcl/type-constraint.ts'
import { hasDefaults } from '../hcl/type-defaults.ts'
import type { HclValue } from '../hcl/value.ts'
import { knownString, unknownBecause } from '../hcl/value-constructors.ts'
import { bareExpression } from './bare-expression.ts'
import { declaredFlag } from './declared-flag.ts'
import { fromModelValue } from './from-model-value.ts'
import type { GivenValue } from './given-values.ts'
import { settle } from './lazy-object.ts'
import { literalScope } from './literal-scope.ts'
import { markOrigins } from './mark-origins.ts'
import type { ModuleInstance } from './module-instance.ts'
import { withTrail } from './trail.ts'
import { verbatimJson } from './verbatim-json.ts'

/** The value of a variable: what is given for it, or else its default, as one of its type. */
export const evaluateVariable = (module: ModuleInstance, name: string, block: Block): HclValue => {
  const reader = new VariableReader(module, name, block)
  const { evaluation } = module
  const isEphemeral = declaredFlag(evaluation, block, 'ephemeral') === true
  const given = reader.value(isEphemeral)
  const value = isEphemeral ? withMarks(given, ephemeralMarks) : given
  return declaredFlag(evaluation, block, 'sensitive') === true ? withMarks(value, sensitiveMarks) : value
}

class VariableReader {
  private readonly module: ModuleInstance
  private readonly name: string
  private readonly block: Block
  private readonly constraint: TypeConstraint

  constructor(module: ModuleInstance, name: string, block: Block) {
    this.module = module
    this.name = name
    this.block = block
    this.constraint = this.readConstraint()
  }

  value(mayBeEphemeral: boolean): HclValue {
    const fallback = this.default()
    const given = this.module.parent === undefined ? this.givenToRoot() : this.passedByCall()
    if (given === undefined) return fallback ?? this.missing()
    if (!mayBeEphemeral && isDeeplyEphemeral(given.value))
      this.error(
        'Ephemeral value not allowed',
        'This input variable is not declared as accepting ephemeral values, so it cannot be set to a result derived from an ephemeral value.',
        given.at,
      )
    if (given.value.state !== 'null' || declaredFlag(this.module.evaluation, this.block, 'nullable') !== false)
      return given.value
    if (fallback !== undefined) return fallback
    this.error(
      'Required variable not set',
      `Unsuitable value for var.${this.name} ${given.where}: required variable may not be set to null.`,
      given.at,
    )
    return this.invalid()
  }

  private readConstraint(): TypeConstraint {
    const attribute = this.block.body.attributes.get('type')
    if (attribute === undefined) return anyConstraint
    const { syntax } = this.block.body
    const isText = literalText(attribute.expression) !== undefined
    const expression = syntax === 'json' && isText ? bareExpression(attribute.expression, syntax) : attribute.expression
    try {
      return readTypeConstraint(expression, fallback => literalScope(this.module.evaluation).evaluate(fallback))
    } catch (failure) {
      if (!(failure instanceof TypeConstraintError)) throw failure
      this.error(failure.summary, failure.message, failure.at)
      return anyConstraint
    }
  }

  private default(): HclValue | undefined {
    const attribute = this.block.body.attributes.get('default')
    if (attribute === undefined) return undefined
    const { tree } = this.module.evaluation
    const isJson = this.block.body.syntax === 'json'
    const expression = isJson ? verbatimJson(attribute.expression, tree) : attribute.expression
    const value = markOrigins(literalScope(this.module.evaluation).evaluate(expression), {
      kind: 'default',
      name: `var.${this.name}`,
      at: expression.at,
      expression,
    })
    return this.constrain(value, message => {
      this.error(
        'Invalid default value for variable',
        `This default value is not compatible with the variable's type constraint: ${message}.`,
        expression.at,
      )
    })
  }

  private givenToRoot(): { readonly value: HclValue; readonly where: string; readonly at: SourceLocation } | undefined {
    const given = this.module.evaluation.given.get(this.name)
    if (given === undefined) return undefined
    const { at, where } = given
    const value = this.constrain(this.read(given), message =>
      this.error(
        'Invalid value for input variable',
        `Unsuitable value for var.${this.name} ${where}: ${message}.`,
        given.by === 'tfvars' ? at : this.block.header,
      ),
    )
    return { value, where, at }
  }

  private read({ by, at, content, where }: GivenValue): HclValue {
    const name = `var.${this.name}`
    switch (content.kind) {
      case 'value':
        return fromModelValue(content.value)
      case 'expression': {
        const { expression } = content
        return markOrigins(literalScope(this.module.evaluation).evaluate(expression), {
          kind: by,
          name,
          at,
          expression,
        })
      }
      case 'text': {
        const isText =
          this.constraint === anyConstraint
            ? !this.block.body.attributes.has('type')
            : isPrimitive(this.constraint.type)
        if (isText) return markOrigins(knownString(content.text), { kind: by, name, at })
        const { expression, diagnostics } = readHclExpression(at.file, content.text)
        for (const { summary, detail } of diagnostics)
          this.error(summary, `The value for var.${this.name} ${where} cannot be read: ${detail}`, at)
        if (expression === undefined) return this.invalid()
        return markOrigins(literalScope(this.module.evaluation, at).evaluate(expression), { kind: by, name, at })
      }
    }
  }

  private passedByCall():
    | { readonly value: HclValue; readonly where: string; readonly at: SourceLocation }
    | undefined {
    const { parent } = this.module
    const expression = parent?.call.body.attributes.get(this.name)?.expression
    if (parent === undefined || expression === undefined) return undefined
    const { at } = expression
    const argument = parent.module.scope.with(parent.instance.names).evaluate(expression)
    const passed = withTrail(this.module.evaluation.bounded(argument, at), at)
    const where = `set from module.${parent.name}`
    const value = this.constrain(passed, message =>
      this.error(
        'Invalid value for input variable',
        `The given value is not suitable for ${this.module.qualify(`var.${this.name}`)} declared at ${this.block.header.file}:${this.block.header.start.line}: ${message}.`,
        at,
      ),
    )
    return { value, where, at }
  }

  private constrain(value: HclValue, refuse: (message: string) => void): HclValue {
    try {
      const { type, defaults } = this.constraint
      return applyConstraint(hasDefaults(defaults) ? settle(value, type) : value, this.constraint)
    } catch (failure) {
      if (!(failure instanceof ConversionError)) throw failure
      refuse(failure.message)
      return this.invalid()
    }
  }

  private missing(): HclValue {
    const { parent } = this.module
    if (parent === undefined)
      this.error(
        'No value for required variable',
        `The root module input variable "${this.name}" is not set, and has no default value. Set it in a variable file or as TF_VAR_${this.name}.`,
        this.block.header,
      )
    else
      this.error(
        'Missing required argument',
        `The argument "${this.name}" is required, but no definition was found: add it to module "${parent.name}".`,
        parent.call.header,
      )
    const names = this.module.qualify(`var.${this.name}`)
    return unknownBecause(withoutOptional(this.constraint.type), { kind: 'unset-input', names })
  }

  private invalid(): HclValue {
    return unknownBecause(withoutOptional(this.constraint.type), {
      kind: 'invalid',
      names: this.module.qualify(`var.${this.name}`),
    })
  }

  private error(summary: string, detail: string, at: SourceLocation): void {
    this.module.evaluation.report({ severity: 'error', summary, detail, at })
  }
}
