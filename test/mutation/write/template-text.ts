import type { Style } from './style.ts'

export type Document = string | number | boolean | readonly Document[] | { readonly [name: string]: Document }

const isList = (value: object): value is readonly Document[] => Array.isArray(value)

/** A template as JSON, or as YAML with intrinsics in their short or long form. */
export const templateText = (template: Document, { template: form }: Style): string =>
  form === 'json'
    ? `${JSON.stringify(template, undefined, 2)}\n`
    : `${yaml(template, '', form === 'short-yaml').trimStart()}\n`

const shortForm = (value: { readonly [name: string]: Document }): string | undefined => {
  const [[name, argument] = ['', ''], ...rest] = Object.entries(value)
  if (rest.length > 0) return undefined
  if (name === 'Ref') return `!Ref ${argument}`
  if (name === 'Fn::Sub') return `!Sub ${JSON.stringify(argument)}`
  if (name === 'Fn::GetAtt' && Array.isArray(argument)) return `!GetAtt ${argument.join('.')}`
  return undefined
}

const yaml = (value: Document, indent: string, isShort: boolean): string => {
  if (typeof value !== 'object') return ` ${JSON.stringify(value)}`
  if (isList(value))
    return value.length === 0 ? ' []' : value.map(item => `\n${indent}-${yaml(item, `${indent}  `, isShort)}`).join('')
  const short = isShort ? shortForm(value) : undefined
  if (short !== undefined) return ` ${short}`
  const members = Object.entries(value)
  if (members.length === 0) return ' {}'
  return members.map(([name, member]) => `\n${indent}${name}:${yaml(member, `${indent}  `, isShort)}`).join('')
}
