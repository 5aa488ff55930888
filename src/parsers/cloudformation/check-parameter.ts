import { matchesEntirely } from './allowed-pattern.ts'
import type { ParameterType } from './parameter-type.ts'
import { entryOf, type MapNode, textOf } from './template-node.ts'

export interface ParameterProblem {
  readonly severity: 'error' | 'warning'
  readonly summary: string
  readonly detail: string
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html */
const maximumLength = 4096

const decimal = /^\s*[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?\s*$/

/** What a declaration objects to in a given text; members of a list are checked one by one. The text itself is never in the messages of a secret. */
export const checkParameter = (
  name: string,
  declaration: MapNode,
  type: ParameterType,
  text: string,
  isSecret: boolean,
): ParameterProblem | undefined => {
  const property = (key: string): string | undefined => textOf(entryOf(declaration, key))
  const description = property('ConstraintDescription')
  const shown = (value: string): string =>
    isSecret ? 'The value' : `"${value.length > 100 ? `${value.slice(0, 100)}…` : value}"`
  const error = (what: string, detail: string): ParameterProblem => ({
    severity: 'error',
    summary: `Parameter ${name} ${what}`,
    detail: description === undefined ? detail : `${detail} ${description}`,
  })

  if (text.length > maximumLength) return error('is too long', `Parameter values hold ${maximumLength} bytes at most.`)
  const members = type.isList && !type.isStored ? text.split(',').map(member => member.trim()) : [text]
  const allowed = entryOf(declaration, 'AllowedValues')
  const allowedTexts = allowed?.kind === 'list' ? allowed.items.map(textOf) : undefined
  const pattern = property('AllowedPattern')
  for (const member of members) {
    if (type.isNumber && !decimal.test(member)) return error('is not a number', `${shown(member)} is not a number.`)
    if (allowedTexts !== undefined && !allowedTexts.includes(member))
      return error(
        'is not an allowed value',
        `${shown(member)} is not among AllowedValues: ${allowedTexts.slice(0, 20).join(', ')}.`,
      )
    if (pattern !== undefined) {
      const matches = matchesEntirely(pattern, member)
      if (matches === false)
        return error('does not match its pattern', `${shown(member)} does not match ${pattern} as a whole.`)
      if (matches === undefined)
        return {
          severity: 'warning',
          summary: `Pattern of parameter ${name} not checked`,
          detail: 'Whether the value matches AllowedPattern could not be decided in bounded time.',
        }
    }
    if (!type.isNumber) continue
    const [least, most] = [property('MinValue'), property('MaxValue')]
    if (least !== undefined && Number(member) < Number(least))
      return error('is too small', `${shown(member)} is below MinValue ${least}.`)
    if (most !== undefined && Number(member) > Number(most))
      return error('is too large', `${shown(member)} is above MaxValue ${most}.`)
  }
  if (type.isList || type.isNumber) return undefined
  const [shortest, longest] = [property('MinLength'), property('MaxLength')]
  const length = [...text].length
  if (shortest !== undefined && length < Number(shortest))
    return error('is too short', `${shown(text)} has ${length} characters; MinLength is ${shortest}.`)
  if (longest !== undefined && length > Number(longest))
    return error('is too long', `${shown(text)} has ${length} characters; MaxLength is ${longest}.`)
  return undefined
}
