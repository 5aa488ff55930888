import { type Code, dottedName } from './expression.ts'

/** How a person would write what could not be evaluated: `getIssuer()`, `config.issuer`. */
export const describe = (code: Code): string => {
  if (code.kind === 'call') return `${describe(code.callee)}()`
  const text = dottedName(code)
  if (text !== undefined) return text
  if (code.kind === 'member') return `${describe(code.object)}.${code.name}`
  if (code.kind === 'index') return describe(code.object)
  return 'an expression'
}
