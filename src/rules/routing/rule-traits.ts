import { roleName } from '../../align/role-name.ts'
import { displayValue } from '../../model/deciders.ts'
import type { Action, Condition, ListenerRule, Transform } from '../../model/entity.ts'
import type { SourceLocation } from '../../model/source-location.ts'
import { isReadable, type Value } from '../../model/value.ts'
import { decisiveLine } from '../evidence.ts'

/** One thing that a listener rule does beside routing hosts and paths to a target group, in words that mean the same in any environment. */
export interface Trait {
  readonly what: string
  /** Without the environment's own name; absent where `open` decides. */
  readonly text: string | undefined
  readonly open?: Value
  /** As it is written, where `text` is not. */
  readonly shown?: string
  readonly at: SourceLocation
}

const trait = (
  what: string,
  at: SourceLocation,
  values: readonly Value[],
  words: (texts: readonly string[]) => string,
): Trait => {
  const open = values.find(value => !isReadable(value))
  const [first] = values
  const place = first ? decisiveLine(first) : at
  return open ? { what, text: undefined, open, at: place } : { what, text: words(values.map(displayValue)), at: place }
}

const headers = 'asks for header'
const redirects = 'redirects with status'
const sessions = 'for requests without a session:'

const plain = (texts: readonly string[]): string => texts.join(' ')

const ofAction = (action: Action): readonly Trait[] => {
  switch (action.type) {
    case 'redirect':
      return [trait(redirects, action.at, [action.statusCode], texts => plain(texts).replace('HTTP_', ''))]
    case 'authenticate-oidc':
    case 'authenticate-cognito': {
      const what = sessions
      const { onUnauthenticated } = action
      // ELB API reference, OnUnauthenticatedRequest: `authenticate` unless it is said.
      return [
        onUnauthenticated
          ? trait(what, action.at, [onUnauthenticated], plain)
          : { what, text: 'authenticate', at: action.at },
      ]
    }
    case 'forward': {
      const weights = action.targets.flatMap(({ weight }) => weight ?? [])
      if (action.targets.length < 2 || weights.length < action.targets.length) return []
      return [trait('shares requests as', action.at, weights, texts => sharesOf(texts.map(Number)))]
    }
    default:
      return []
  }
}

/** `70 to 30`; a group that gets nothing takes no part. */
const sharesOf = (weights: readonly number[]): string => {
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  const shares = weights.flatMap(weight => (weight > 0 ? [Math.round((100 * weight) / total)] : []))
  return shares.sort((one, other) => other - one).join(' to ')
}

const ofCondition = (condition: Condition): readonly Trait[] => {
  switch (condition.field) {
    case 'source-ip':
      // Which addresses they are differs for good reasons.
      return [{ what: 'takes only some addresses:', text: 'yes', at: condition.at }]
    case 'http-header':
      return [trait(headers, condition.at, [condition.name], texts => plain(texts).toLowerCase())]
    default:
      return []
  }
}

const ofTransform = ({ at, type, regex, replace }: Transform, environment: string): Trait => {
  const values = [regex, replace].flatMap(value => value ?? [])
  const found = trait(type === 'url-rewrite' ? 'rewrites the URL' : 'rewrites the host', at, values, texts =>
    texts.map(text => roleName(text, environment)).join(' to '),
  )
  return { ...found, shown: values.map(displayValue).join(' to ') }
}

export const traitsOf = ({ conditions, actions, transforms }: ListenerRule, environment: string): readonly Trait[] => [
  ...conditions.flatMap(ofCondition),
  ...transforms.map(transform => ofTransform(transform, environment)),
  ...actions.flatMap(ofAction),
]

/**
 * A header that only production asks for turns away requests that staging takes, and what only one side redirects or logs in goes another way: both are
 * reported with such a request.
 */
export const isShownByRequest = (staging: Trait | undefined, production: Trait | undefined): boolean =>
  (staging === undefined && production?.what === headers) ||
  ((staging === undefined || production === undefined) &&
    [redirects, sessions].includes((staging ?? production)?.what ?? ''))
