import type { Expression, ObjectKey, TemplatePart } from './ast.ts'

/** An expression as HCL text, on one line. Reading it gives the same tree. */
export const printExpression = (expression: Expression): string => {
  switch (expression.kind) {
    case 'number':
      return expression.text
    case 'keyword':
      return String(expression.value)
    case 'template':
      return `"${printParts(expression.parts)}"`
    case 'variable':
      return expression.name
    case 'attribute':
      return `${printExpression(expression.object)}.${expression.name}`
    case 'index': {
      const key = printExpression(expression.key)
      return `${printExpression(expression.object)}${expression.legacy ? `.${key}` : `[${key}]`}`
    }
    case 'splat':
      return `${printExpression(expression.source)}${expression.style === 'full' ? '[*]' : '.*'}${printExpression(expression.each)}`
    case 'splat-item':
      return ''
    case 'call': {
      const parameters = expression.arguments.map(printExpression).join(', ')
      return `${expression.name}(${parameters}${expression.expand ? '...' : ''})`
    }
    case 'unary':
      return `${expression.operator}${printExpression(expression.operand)}`
    case 'binary':
      return `${printExpression(expression.left)} ${expression.operator} ${printExpression(expression.right)}`
    case 'conditional':
      return `${printExpression(expression.condition)} ? ${printExpression(expression.onTrue)} : ${printExpression(expression.onFalse)}`
    case 'tuple':
      return `[${expression.items.map(printExpression).join(', ')}]`
    case 'object': {
      const items = expression.items.map(({ key, value }) => `${printKey(key)} = ${printExpression(value)}`)
      return items.length === 0 ? '{}' : `{ ${items.join(', ')} }`
    }
    case 'for': {
      const names = printNames(expression)
      const condition = expression.condition === undefined ? '' : ` if ${printExpression(expression.condition)}`
      const value = `${printExpression(expression.value)}${expression.group ? '...' : ''}${condition}`
      const head = `for ${names} in ${printExpression(expression.collection)} :`
      return expression.key === undefined
        ? `[${head} ${value}]`
        : `{ ${head} ${printExpression(expression.key)} => ${value} }`
    }
    case 'parentheses':
      return `(${printExpression(expression.expression)})`
  }
}

const printNames = ({ keyName, valueName }: { keyName: string | undefined; valueName: string }): string =>
  keyName === undefined ? valueName : `${keyName}, ${valueName}`

const printKey = (key: ObjectKey): string => (key.kind === 'name' ? key.name : printExpression(key))

const printParts = (parts: readonly TemplatePart[]): string => parts.map(printPart).join('')

const printPart = (part: TemplatePart): string => {
  switch (part.kind) {
    case 'text':
      return printText(part.value)
    case 'interpolation':
      return `\${${printExpression(part.expression)}}`
    case 'if': {
      const otherwise = part.onFalse.length === 0 ? '' : `%{ else }${printParts(part.onFalse)}`
      return `%{ if ${printExpression(part.condition)} }${printParts(part.onTrue)}${otherwise}%{ endif }`
    }
    case 'template-for':
      return `%{ for ${printNames(part)} in ${printExpression(part.collection)} }${printParts(part.body)}%{ endfor }`
  }
}

const escapes: Readonly<Record<string, string>> = { '\\': '\\\\', '"': '\\"', '\n': '\\n', '\r': '\\r', '\t': '\\t' }

/** The last sign before an interpolation must not be taken for its escape, so a sign at the end is written as a code. */
const printText = (text: string): string =>
  text
    .replace(/[\\"\n\r\t]/g, character => escapes[character] ?? character)
    .replace(/([$%])\{/g, '$1$1{')
    .replace(/[$%]$/, sign => (sign === '$' ? '\\u0024' : '\\u0025'))
