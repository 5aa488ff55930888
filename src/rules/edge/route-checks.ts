import { displayValue } from '../../model/deciders.ts'
import type { ApiRoute } from '../../model/entity.ts'
import type { SourceLocation } from '../../model/source-location.ts'
import { isKnown, isString, type Value } from '../../model/value.ts'
import { decisiveLine } from '../evidence.ts'

/** What a route asks of clients, one thing. */
export interface RouteCheck {
  readonly what: 'authorization' | 'API key' | 'scopes'
  /** `undefined` where it is not known. */
  readonly text: string | undefined
  readonly at: SourceLocation
  readonly open: readonly Value[]
}

/** `https://orders.example.com/read` and `orders/read` are one scope of one resource server under two names. */
const ownName = (scope: string): string => scope.split('/').at(-1) ?? scope

const scopesOf = ({ scopes, at }: ApiRoute): RouteCheck => {
  const listed = scopes === undefined ? [] : 'unknown' in scopes ? [scopes.unknown] : scopes
  const open = listed.filter(value => !isString(value))
  const names = listed.flatMap(value => (isString(value) ? [ownName(value.value)] : [])).sort()
  const [first] = listed
  return {
    what: 'scopes',
    text: open.length > 0 ? undefined : names.join(', '),
    at: first ? decisiveLine(first) : at,
    open,
  }
}

const keyOf = ({ isKeyRequired, keyRequirement, at }: ApiRoute): RouteCheck => ({
  what: 'API key',
  text: isKeyRequired === 'undetermined' ? undefined : isKeyRequired,
  at: keyRequirement ? decisiveLine(keyRequirement) : at,
  open: keyRequirement && isKeyRequired === 'undetermined' ? [keyRequirement] : [],
})

const authorizationOf = ({ authorization }: ApiRoute): RouteCheck => ({
  what: 'authorization',
  text: isKnown(authorization) ? displayValue(authorization) : undefined,
  at: decisiveLine(authorization),
  open: isKnown(authorization) ? [] : [authorization],
})

/** Scopes are those of tokens (API Gateway guide, "JWT authorizers", "Cognito user pools"); whatever else authorizes looks at none. */
const looksAtScopes = ({ authorization }: ApiRoute): boolean =>
  isKnown(authorization) && ['JWT', 'COGNITO_USER_POOLS'].includes(displayValue(authorization))

/** What both routes can be compared by: staging's beside production's. */
export const pairedChecks = (
  staging: ApiRoute,
  production: ApiRoute,
): readonly (readonly [RouteCheck, RouteCheck])[] => {
  const readers = [authorizationOf, keyOf, ...([staging, production].every(looksAtScopes) ? [scopesOf] : [])]
  return readers.map(read => [read(staging), read(production)])
}

/** What a client sees of the difference. */
export const effectOf = (what: RouteCheck['what'], staging: string, production: string): string => {
  if (what === 'API key')
    return production === 'yes' ? 'clients without an API key get 403' : 'anyone may call it without an API key'
  if (what === 'scopes') {
    if (production === '') return 'tokens of any scope are let through'
    return `tokens without ${production} get 403; staging asks for ${staging || 'no scope'}`
  }
  if (production === 'NONE') return `anyone may call it; staging authorizes by ${staging}`
  return staging === 'NONE'
    ? `requests without ${production} authorization get 401 or 403; staging lets anyone through`
    : `requests are authorized by ${production}; staging tests ${staging}`
}
