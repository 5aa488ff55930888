/** HCL from data: objects and lists as literals, `raw` for references and other expressions. */
export interface Expression {
  readonly expression: string
}
export type HclValue = string | number | boolean | null | Expression | readonly HclValue[] | HclObject
export interface HclObject {
  readonly [name: string]: HclValue
}

export interface Block {
  readonly type: string
  readonly labels: readonly string[]
  readonly body: readonly (readonly [string, HclValue] | Block)[]
}

export const raw = (expression: string): Expression => ({ expression })

export const block = (type: string, labels: readonly string[], ...body: Block['body']): Block => ({
  type,
  labels,
  body,
})

const isExpression = (value: object): value is Expression => typeof (value as Expression).expression === 'string'
const isList = (value: object): value is readonly HclValue[] => Array.isArray(value)

export const hcl = (value: HclValue, indent = ''): string => {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  if (isExpression(value)) return value.expression
  if (isList(value)) return `[${value.map(item => hcl(item, indent)).join(', ')}]`
  const members = Object.entries(value).map(([name, member]) => {
    const key = /^[A-Za-z_][\w-]*$/.test(name) ? name : JSON.stringify(name)
    return `${indent}  ${key} = ${hcl(member, `${indent}  `)}\n`
  })
  return members.length === 0 ? '{}' : `{\n${members.join('')}${indent}}`
}

const isBlock = (item: Block['body'][number]): item is Block => !Array.isArray(item)

export const writeBlock = ({ type, labels, body }: Block, indent = ''): string => {
  const head = [type, ...labels.map(label => `"${label}"`)].join(' ')
  const lines = body.map(item =>
    isBlock(item) ? `\n${writeBlock(item, `${indent}  `)}` : `${indent}  ${item[0]} = ${hcl(item[1], `${indent}  `)}\n`,
  )
  return `${indent}${head} {\n${lines.join('')}${indent}}\n`
}
