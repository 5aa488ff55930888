import { decidersOf } from '../../model/deciders.ts'
import type { Behavior } from '../../model/entity.ts'
import { missingFrom, selects } from '../../model/selection.ts'
import type { Decider } from '../../model/trace.ts'
import { allowedMethods } from '../../trace/pass-distribution.ts'
import { patternOf } from './paired-behaviors.ts'

/** What a behaviour of staging lets through and production's does not, and what clients notice. */
export interface Loss {
  readonly what: string
  readonly effect: string
}

interface Losses {
  readonly losses: readonly Loss[]
  /** What decides where it cannot be told. */
  readonly decides: readonly Decider[]
}

const kinds = {
  headers: { word: 'headers', effect: 'requests with a token get 401' },
  cookies: { word: 'cookies', effect: 'nobody stays logged in' },
  queries: { word: 'query parameters', effect: 'the origin answers without them' },
} as const

/** Headers that say something about the client, which an application does without, and Host, which has a rule of its own. */
const isIncidental = (header: string): boolean =>
  /^(?:host|user-agent|referer|accept(?:-language|-encoding)?|via|cloudfront-.*|x-forwarded-.*)$/.test(header)

const lostMethods = (staging: Behavior, production: Behavior): Losses => {
  const [ours, theirs] = [allowedMethods(staging), allowedMethods(production)]
  const lost = ours.names.filter(method => !theirs.names.includes(method))
  if (lost.length === 0) return { losses: [], decides: [] }
  if (theirs.open.length > 0) return { losses: [], decides: theirs.open.flatMap(decidersOf) }
  return { losses: [{ what: `methods ${lost.join(', ')}`, effect: 'they get 403' }], decides: [] }
}

const lostSelection = (kind: keyof typeof kinds, staging: Behavior, production: Behavior): Losses => {
  const [wanted, given] = [staging.forwards[kind], production.forwards[kind]]
  const { word, effect } = kinds[kind]
  const missing = missingFrom(wanted, given).filter(name => kind !== 'headers' || !isIncidental(name))
  const isRest = missing.includes('others')
  // A list of headers that has the token is what somebody thought of.
  if (isRest && kind === 'headers' && selects(given, 'authorization') === 'yes') return { losses: [], decides: [] }
  if (missing.length > 0) {
    const named = isRest ? given.names.filter(name => name !== 'host') : missing
    const what = !isRest
      ? `${word} ${named.join(', ')}`
      : named.length > 0
        ? `${word} other than ${named.join(', ')}`
        : kind === 'headers'
          ? 'Authorization and other headers'
          : word
    return {
      losses: [
        {
          what,
          effect:
            kind === 'headers' && !isRest && !named.includes('authorization')
              ? 'the origin answers without them'
              : effect,
        },
      ],
      decides: [],
    }
  }
  const isWanted = wanted.kind === 'all-but' || wanted.names.length > 0
  return isWanted && given.isOpen && given.kind === 'only'
    ? {
        losses: [],
        decides: [{ names: `${word} that behaviour ${patternOf(production)} forwards`, at: production.at }],
      }
    : { losses: [], decides: [] }
}

export const lostBetween = (staging: Behavior, production: Behavior): Losses => {
  const found = [
    lostMethods(staging, production),
    ...(['headers', 'cookies', 'queries'] as const).map(kind => lostSelection(kind, staging, production)),
  ]
  return { losses: found.flatMap(({ losses }) => losses), decides: found.flatMap(({ decides }) => decides) }
}
