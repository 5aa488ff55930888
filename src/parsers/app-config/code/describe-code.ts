import { type Code, dottedName } from './expression.ts'

/** How a person would write what could not be evaluated: `getIssuer()`, `config.issuer`. */
export const describe = (code: Code): string => {
  if (code.kind === 'call') return `${describe(code.callee)}()`
  const name = dottedName(code)
  if (name !== undefined) return name
  if (code.kind === 'member') return `${describe(code.object)}.${code.name}`
  if (code.kind === 'index') return describe(code.object)
  // A pattern is written where a text could stand: it is its own name.
  const text = code.source.text.slice(code.start, Math.min(code.end, code.start + 80))
  return /^\/.+\/[a-z]*$/.test(text) ? text : 'an expression'
}
