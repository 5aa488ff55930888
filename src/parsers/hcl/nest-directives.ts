import type { TemplatePart } from './ast.ts'
import type { Lexer } from './lexer.ts'
import type { TemplateToken } from './template-reader.ts'

const maxDirectives = 250
const unbalanced = 'The control directives within this template are unbalanced.'

interface Open {
  readonly token: TemplateToken & { readonly kind: 'if' | 'for' }
  readonly outer: TemplatePart[]
  /** The parts before `else`, once it was met. */
  onTrue: readonly TemplatePart[] | undefined
}

/** Turns the flat tokens of a template into parts inside of their directives; adjacent texts become one. */
export const nestDirectives = (
  lexer: Lexer,
  tokens: readonly TemplateToken[],
  height: number,
): readonly TemplatePart[] => {
  const open: Open[] = []
  let parts: TemplatePart[] = []
  let deepest = 0
  const fail = (summary: string, detail: string, token: TemplateToken) =>
    lexer.fail(summary, detail, token.from, token.to)
  const innermost = (kind: 'if' | 'for', keyword: string, token: TemplateToken): Open => {
    const top = open.at(-1)
    if (top === undefined) fail(`Unexpected ${keyword} directive`, unbalanced, token)
    if (top?.token.kind !== kind)
      fail(`Unexpected ${keyword} directive`, `Expecting an end${top?.token.kind} directive before this one.`, token)
    return top as Open
  }
  for (let index = 0; index < tokens.length; index++) {
    const token = tokens[index] as TemplateToken
    switch (token.kind) {
      case 'text': {
        const texts = [token.value]
        let { to } = token
        for (let next = tokens[index + 1]; next?.kind === 'text'; next = tokens[index + 1]) {
          texts.push(next.value)
          to = next.to
          index++
        }
        parts.push({
          kind: 'text',
          value: texts.length === 1 ? token.value : texts.join(''),
          at: lexer.at(token.from, to),
        })
        break
      }
      case 'interpolation':
        parts.push({ kind: 'interpolation', expression: token.expression, at: lexer.at(token.from, token.to) })
        break
      case 'if':
      case 'for':
        if (open.length === maxDirectives)
          fail('Nested too deeply', `More than ${maxDirectives} levels are not read. Split this up.`, token)
        open.push({ token, outer: parts, onTrue: undefined })
        deepest = Math.max(deepest, open.length)
        parts = []
        break
      case 'else': {
        const top = innermost('if', 'else', token)
        if (top.onTrue !== undefined)
          fail('Unexpected else directive', 'This if directive already has an else clause.', token)
        top.onTrue = parts
        parts = []
        break
      }
      case 'endif': {
        const { token: start, outer, onTrue } = innermost('if', 'endif', token)
        if (start.kind !== 'if') break
        const at = lexer.at(start.from, token.to)
        outer.push({
          kind: 'if',
          condition: start.condition,
          onTrue: onTrue ?? parts,
          onFalse: onTrue === undefined ? [] : parts,
          at,
        })
        parts = outer
        open.pop()
        break
      }
      case 'endfor': {
        const { token: start, outer } = innermost('for', 'endfor', token)
        if (start.kind !== 'for') break
        const { keyName, valueName, collection } = start
        outer.push({
          kind: 'template-for',
          keyName,
          valueName,
          collection,
          body: parts,
          at: lexer.at(start.from, token.to),
        })
        parts = outer
        open.pop()
      }
    }
  }
  const left = open.at(-1)?.token
  if (left !== undefined)
    fail(
      'Unexpected end of template',
      `The ${left.kind} directive is missing its corresponding end${left.kind} directive.`,
      left,
    )
  lexer.grow(height + deepest)
  return parts
}
