import type { Scalar } from '../../../model/value.ts'
import type { TextSource } from '../formats/text-source.ts'

interface Placed {
  readonly source: TextSource
  readonly start: number
  readonly end: number
}

/**
 * What is kept of program text in any language: enough to follow a setting from where it is read to where it is used.
 * `a.b`, `a::b` and `a->b` are all members; `new X(…)`, `X{…}` and `X(…)` are all calls, keyword arguments and initialisers their `named`.
 */
export type Code = Placed & CodeKind

export type CodeKind =
  | { readonly kind: 'literal'; readonly value: Scalar }
  | { readonly kind: 'template'; readonly parts: readonly Code[] }
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'member'; readonly object: Code; readonly name: string }
  | { readonly kind: 'index'; readonly object: Code; readonly index: Code }
  | {
      readonly kind: 'call'
      readonly callee: Code
      readonly args: readonly Code[]
      readonly named: readonly NamedArgument[]
      /** The body of a Ruby or Elixir block given to the call. */
      readonly block?: readonly Code[]
    }
  | { readonly kind: 'object'; readonly entries: readonly ObjectEntry[] }
  | { readonly kind: 'list'; readonly items: readonly Code[] }
  | { readonly kind: 'spread'; readonly of: Code }
  | { readonly kind: 'binary'; readonly operator: string; readonly left: Code; readonly right: Code }
  | { readonly kind: 'conditional'; readonly test: Code; readonly yes: Code; readonly no: Code }
  | {
      readonly kind: 'function'
      readonly result?: Code
      readonly body?: readonly Code[]
      /** It takes nothing, and does nothing but give its result. */
      readonly isPlain?: true
    }
  | { readonly kind: 'assign'; readonly target: Code; readonly value: Code }
  | { readonly kind: 'other' }

export interface NamedArgument {
  readonly name: string
  readonly value: Code
}

export type ObjectEntry = { readonly key: Code; readonly value: Code } | { readonly spread: Code }

export type CallCode = Extract<Code, { kind: 'call' }>
export type AssignCode = Extract<Code, { kind: 'assign' }>

export interface ClassCode {
  readonly name: string
  readonly bases: readonly string[]
  /** Fields with a default or an annotation, in order. */
  readonly fields: readonly { readonly name: string; readonly type: string; readonly value?: Code }[]
}

export type Language =
  | 'javascript'
  | 'python'
  | 'ruby'
  | 'elixir'
  | 'go'
  | 'rust'
  | 'csharp'
  | 'java'
  | 'kotlin'
  | 'php'

/** One source file: what it binds, calls and assigns, wherever in it that stands. */
export interface CodeFile {
  readonly file: string
  readonly language: Language
  readonly text: string
  readonly bindings: ReadonlyMap<string, Code>
  readonly calls: readonly CallCode[]
  readonly assignments: readonly AssignCode[]
  readonly classes: readonly ClassCode[]
  /** Local name → module and the name it has there (`default`, `*`). */
  readonly imports: ReadonlyMap<string, { readonly from: string; readonly name: string }>
  readonly modules: ReadonlySet<string>
  readonly defaultExport?: Code
}

/** `a.b.c` of a chain of names, whatever punctuation joins them; `undefined` for anything else. */
export const dottedName = (code: Code): string | undefined => {
  if (code.kind === 'name') return code.name
  if (code.kind === 'member') {
    const object = dottedName(code.object)
    return object === undefined ? undefined : `${object}.${code.name}`
  }
  return undefined
}

/** The last name of a callee: `verify` of `jwt.verify`, also where the object is no plain name. */
export const lastName = (code: Code): string | undefined =>
  code.kind === 'name' || code.kind === 'member' ? code.name : undefined

const childrenOf = (code: Code): readonly Code[] => {
  switch (code.kind) {
    case 'template':
      return code.parts
    case 'member':
      return [code.object]
    case 'index':
      return [code.object, code.index]
    case 'call':
      return [code.callee, ...code.args, ...code.named.map(n => n.value), ...(code.block ?? [])]
    case 'object':
      return code.entries.flatMap(entry => ('spread' in entry ? [entry.spread] : [entry.key, entry.value]))
    case 'list':
      return code.items
    case 'spread':
      return [code.of]
    case 'binary':
      return [code.left, code.right]
    case 'conditional':
      return [code.test, code.yes, code.no]
    case 'function':
      return [...(code.result ? [code.result] : []), ...(code.body ?? [])]
    case 'assign':
      return [code.target, code.value]
    default:
      return []
  }
}

/** Every expression in a tree, outermost first. */
export function* everyCode(code: Code, depth = 0): Generator<Code> {
  yield code
  if (depth > 300) return
  for (const child of childrenOf(code)) yield* everyCode(child, depth + 1)
}
