import { roleName } from '../../align/role-name.ts'
import type { Service, TargetGroup } from '../../model/entity.ts'
import { isKnown, type Value } from '../../model/value.ts'
import type { RuleContext } from '../rule.ts'

export interface PairedCheck {
  readonly what: 'path' | 'port' | 'protocol' | 'matcher'
  readonly staging: Value | undefined
  readonly production: Value | undefined
  readonly isSame: 'yes' | 'no' | 'undetermined'
  /** As they are where nothing is written, too. */
  readonly texts: readonly [string, string]
}

/** What AWS has where nothing is written (ELB API, CreateTargetGroup). */
const defaults = { path: '/', port: 'traffic-port', protocol: 'HTTP', matcher: '200' } as const

const textOf = (
  { healthCheck = {}, port }: TargetGroup,
  what: PairedCheck['what'],
  environment: string,
): string | undefined => {
  const value = healthCheck[what]
  if (value === undefined) return defaults[what]
  if (!isKnown(value)) return undefined
  const text = String(value.value)
  if (what === 'port') return isKnown(port) && String(port.value) === text ? defaults.port : text
  return what === 'path' && text !== '/'
    ? text
        .split('/')
        .map(part => (part === '' ? '' : roleName(part, environment)))
        .join('/')
    : text
}

/** The health checks of two target groups that play the same part. */
export const pairedChecks = (
  { staging, production }: RuleContext,
  one: TargetGroup,
  other: TargetGroup,
): readonly PairedCheck[] =>
  (['path', 'port', 'protocol', 'matcher'] as const).map(what => {
    const [text, twin] = [textOf(one, what, staging.name), textOf(other, what, production.name)]
    const isSame = text === undefined || twin === undefined ? 'undetermined' : text === twin ? 'yes' : 'no'
    const texts = [text ?? '', twin ?? ''] as const
    return { what, staging: one.healthCheck?.[what], production: other.healthCheck?.[what], isSame, texts }
  })

export interface LostGrace {
  readonly service: Service
  readonly staging: Value
  readonly seconds: number
}

/** Seconds; none where nothing is written, `undefined` where they are not known. */
const secondsOf = ({ gracePeriod }: Service): number | undefined =>
  gracePeriod === undefined ? 0 : isKnown(gracePeriod) ? Number(gracePeriod.value) : undefined

/** Services that staging gives time to start and production does not. */
export const lostGrace = ({ correspondence }: RuleContext): readonly LostGrace[] =>
  correspondence.services.flatMap((pairing): readonly LostGrace[] => {
    if (pairing.kind !== 'paired' || pairing.production.targets.length === 0) return []
    const { gracePeriod } = pairing.staging
    const seconds = secondsOf(pairing.staging)
    if (!gracePeriod || !seconds || secondsOf(pairing.production) !== 0) return []
    return [{ service: pairing.production, staging: gracePeriod, seconds }]
  })
