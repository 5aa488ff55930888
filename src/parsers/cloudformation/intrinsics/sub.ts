import type { SourceLocation } from '../../../model/source-location.ts'
import { unknown, type Value } from '../../../model/value.ts'
import { isText, joinText } from '../join-text.ts'
import type { Intrinsic, Scope } from '../stack.ts'
import { fillHoles } from '../template-holes.ts'
import type { MapNode, TemplateNode } from '../template-node.ts'
import { textOf } from '../template-node.ts'
import { resolveAttribute } from './get-att.ts'
import { resolveName } from './ref.ts'

/** A string, or [string, map of its own variables]. */
export const sub: Intrinsic = (argument, at, scope) => {
  const items: readonly TemplateNode[] = argument.kind === 'list' ? argument.items : [argument]
  const text = textOf(items[0])
  const own = items[1]
  if (text === undefined || items.length > 2 || (own !== undefined && own.kind !== 'map'))
    return scope.invalid(at, 'Wrong arguments of Fn::Sub', 'Fn::Sub takes a literal string, or [string, map].')
  const origins = items[0]?.kind === 'scalar' ? (items[0].origins ?? []) : []
  const literal = (value: string): Value =>
    fillHoles(value, at, scope.stack.run.holes) ?? { kind: 'known', value, from: { at, origins } }
  const values = new Map<string, Value>()
  const once = (name: string): Value => {
    const value = values.get(name) ?? variable(name, own, at, scope)
    values.set(name, value)
    return value
  }
  const parts = splitVariables(text).map(part => (part.kind === 'text' ? literal(part.text) : once(part.name)))
  return joinText(parts, at) ?? scope.invalid(at, 'Text too long', 'Fn::Sub makes more than 1 MB of text here.')
}

type Part = { readonly kind: 'text'; readonly text: string } | { readonly kind: 'variable'; readonly name: string }

/** `${X}` is a variable, `${!X}` is the text `${X}`; everything else is text, a lone `$` and braces included. Spaces around X do not count. */
export const splitVariables = (text: string): readonly Part[] => {
  const parts: Part[] = []
  let done = 0
  while (done < text.length) {
    const open = text.indexOf('${', done)
    const close = open < 0 ? -1 : text.indexOf('}', open)
    if (close < 0) break
    if (open > done) parts.push({ kind: 'text', text: text.slice(done, open) })
    const inner = text.slice(open + 2, close).trim()
    parts.push(
      inner.startsWith('!') ? { kind: 'text', text: `\${${inner.slice(1)}}` } : { kind: 'variable', name: inner },
    )
    done = close + 1
  }
  if (done < text.length) parts.push({ kind: 'text', text: text.slice(done) })
  return parts
}

const variable = (name: string, own: MapNode | undefined, at: SourceLocation, scope: Scope): Value => {
  if (!/^[A-Za-z0-9_.:]+$/.test(name))
    return scope.invalid(
      at,
      'Invalid variable in Fn::Sub',
      `"\${${name.slice(0, 60)}}": names hold letters, digits, underscores, periods and colons. Write \${!…} for literal text.`,
    )
  const mapped = own?.entries.get(name)
  const value = mapped ? scope.evaluateText(mapped.node) : resolveVariable(name, at, scope)
  if (value === undefined && mapped === undefined)
    return unknown({ kind: 'unsupported', names: 'AWS::NoValue inside Fn::Sub' }, { at, origins: [] })
  if (value === undefined || !isText(value))
    return scope.invalid(
      at,
      'Variable of Fn::Sub is no text',
      `"${name}" is ${value === undefined ? 'AWS::NoValue' : `a ${value.kind}`}. Join it, or select a member.`,
    )
  return value
}

const resolveVariable = (name: string, at: SourceLocation, scope: Scope): Value | undefined => {
  const dot = name.indexOf('.')
  return dot < 0 ? resolveName(name, at, scope) : resolveAttribute(name.slice(0, dot), name.slice(dot + 1), at, scope)
}
