import type { Correspondence } from '../../align/correspondence.ts'
import { roleName, wordsOf } from '../../align/role-name.ts'
import { isEnvironmentWord } from '../../model/environment-names.ts'
import { isString, sameAddress, type Value } from '../../model/value.ts'
import { entryOf } from '../../trace/entry.ts'
import type { RuleContext } from '../rule.ts'
import type { Taken } from './paired-behaviors.ts'

type Origin = Taken['origin']

const arePaired = (
  { entities }: Correspondence,
  one: ReturnType<typeof entryOf>,
  other: ReturnType<typeof entryOf>,
): boolean =>
  one !== undefined &&
  other !== undefined &&
  entities[one.kind].some(
    pairing =>
      pairing.kind === 'paired' &&
      sameAddress(pairing.staging.address, one.address) &&
      sameAddress(pairing.production.address, other.address),
  )

const role = (value: Value, environment: string): string | undefined =>
  isString(value) && value.value !== '' ? roleName(value.value, environment) : undefined

/** Whether an origin of staging and one of production play the same part: by what they name, else by what they are called. */
const isCounterpart = ({ staging, production, correspondence }: RuleContext, one: Origin, other: Origin): boolean => {
  if (arePaired(correspondence, entryOf(staging, one.domainName), entryOf(production, other.domainName))) return true
  const [name, twin] = [role(one.id, staging.name), role(other.id, production.name)]
  return name !== undefined && name === twin
}

/** The origin of production's distribution that stands for one of staging's. */
export const counterpartOrigin = (
  context: RuleContext,
  { origin }: Taken,
  { distribution }: Taken,
): Origin | undefined => {
  const found = distribution.origins.filter(each => isCounterpart(context, origin, each))
  return found.length === 1 ? found[0] : undefined
}

/** An origin's path without its environment: `/staging` and `/prod` are the same. */
export const pathRole = ({ path }: Origin, environment: string): string | undefined => {
  if (path === undefined) return ''
  if (!isString(path)) return undefined
  const own = new Set(wordsOf(environment))
  return wordsOf(path.value)
    .filter(word => !own.has(word) && !isEnvironmentWord(word))
    .join('/')
}
