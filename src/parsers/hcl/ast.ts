import type { SourceLocation } from '../../model/source-location.ts'

/** The content of a file or block. `json` bodies come from `.tf.json`: there an attribute with an object may also stand for a nested block. */
export interface Body {
  readonly syntax: 'native' | 'json'
  /** In order of appearance. An argument that is set twice keeps its first setting (and is a diagnostic). */
  readonly attributes: ReadonlyMap<string, Attribute>
  readonly blocks: readonly Block[]
  readonly at: SourceLocation
}

export interface Attribute {
  readonly name: string
  readonly expression: Expression
  readonly at: SourceLocation
}

export interface Block {
  readonly type: string
  readonly labels: readonly string[]
  readonly body: Body
  /** The header: from the type to the last label. */
  readonly header: SourceLocation
  readonly at: SourceLocation
}

/** `text` is the comment with its markers, without the newline. */
export interface Comment {
  readonly text: string
  readonly at: SourceLocation
}

interface Node {
  readonly at: SourceLocation
}

/** A number as it is written: no digit is lost. */
export type NumberLiteral = Node & { readonly kind: 'number'; readonly text: string }
export type KeywordLiteral = Node & { readonly kind: 'keyword'; readonly value: true | false | null }
/**
 * A quoted string, heredoc or bare template, escapes, strip markers and heredoc indentation already worked out.
 * With exactly one part, an interpolation, the template has the value and type of that interpolation.
 */
export type Template = Node & { readonly kind: 'template'; readonly parts: readonly TemplatePart[] }
export type Variable = Node & { readonly kind: 'variable'; readonly name: string }
export type AttributeAccess = Node & { readonly kind: 'attribute'; readonly object: Expression; readonly name: string }
/** `a[key]`, and `a.0` (`legacy`). */
export type Index = Node & {
  readonly kind: 'index'
  readonly object: Expression
  readonly key: Expression
  readonly legacy?: true
}
/** `source.*…` (attribute) or `source[*]…` (full). `each` is what is done with every element: a chain that starts at `splat-item`. */
export type Splat = Node & {
  readonly kind: 'splat'
  readonly style: 'attribute' | 'full'
  readonly source: Expression
  readonly each: Expression
}
export type SplatItem = Node & { readonly kind: 'splat-item' }
/** `name` includes its namespaces: `provider::aws::arn_parse`. `expand`: the last argument is followed by `...`. */
export type Call = Node & {
  readonly kind: 'call'
  readonly name: string
  readonly arguments: readonly Expression[]
  readonly expand: boolean
}
export type UnaryOperator = '-' | '!'
export type Unary = Node & { readonly kind: 'unary'; readonly operator: UnaryOperator; readonly operand: Expression }
export type BinaryOperator = '||' | '&&' | '==' | '!=' | '>' | '>=' | '<' | '<=' | '+' | '-' | '*' | '/' | '%'
export type Binary = Node & {
  readonly kind: 'binary'
  readonly operator: BinaryOperator
  readonly left: Expression
  readonly right: Expression
}
export type Conditional = Node & {
  readonly kind: 'conditional'
  readonly condition: Expression
  readonly onTrue: Expression
  readonly onFalse: Expression
}
export type Tuple = Node & { readonly kind: 'tuple'; readonly items: readonly Expression[] }
export type ObjectExpression = Node & { readonly kind: 'object'; readonly items: readonly ObjectItem[] }
/** A bare word before `=` is a `name`; everything else is an expression (in parentheses, if the source has them). */
export interface ObjectItem {
  readonly key: ObjectKey
  readonly value: Expression
}
export type ObjectKey = (Node & { readonly kind: 'name'; readonly name: string }) | Expression
/** `[for …]` without, `{for …}` with `key`. `group` is the `...` after the value. */
export type For = Node & {
  readonly kind: 'for'
  readonly keyName: string | undefined
  readonly valueName: string
  readonly collection: Expression
  readonly key: Expression | undefined
  readonly value: Expression
  readonly group: boolean
  readonly condition: Expression | undefined
}
export type Parentheses = Node & { readonly kind: 'parentheses'; readonly expression: Expression }

export type Expression =
  | NumberLiteral
  | KeywordLiteral
  | Template
  | Variable
  | AttributeAccess
  | Index
  | Splat
  | SplatItem
  | Call
  | Unary
  | Binary
  | Conditional
  | Tuple
  | ObjectExpression
  | For
  | Parentheses

export type TemplateText = Node & { readonly kind: 'text'; readonly value: string }
export type Interpolation = Node & { readonly kind: 'interpolation'; readonly expression: Expression }
export type TemplateIf = Node & {
  readonly kind: 'if'
  readonly condition: Expression
  readonly onTrue: readonly TemplatePart[]
  readonly onFalse: readonly TemplatePart[]
}
export type TemplateFor = Node & {
  readonly kind: 'template-for'
  readonly keyName: string | undefined
  readonly valueName: string
  readonly collection: Expression
  readonly body: readonly TemplatePart[]
}
export type TemplatePart = TemplateText | Interpolation | TemplateIf | TemplateFor

/** The text of a template that has nothing to evaluate. */
export const literalText = (expression: Expression): string | undefined => {
  if (expression.kind !== 'template') return undefined
  if (expression.parts.length === 0) return ''
  const only = expression.parts[0]
  return expression.parts.length === 1 && only?.kind === 'text' ? only.value : undefined
}
