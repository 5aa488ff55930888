import { roleName, wordsOf } from '../../align/role-name.ts'
import type { EnvironmentModel } from '../../model/environment-model.ts'
import type { SourceLocation } from '../../model/source-location.ts'
import { isString, type Value } from '../../model/value.ts'
import { decisiveLine } from '../evidence.ts'
import type { RuleContext } from '../rule.ts'
import { isTokenSetting, type PairedSetting, pairedSettings } from './paired-settings.ts'

/** A switch for people who test is missing in production on purpose. */
const isForTesting = (key: string): boolean =>
  /(?:debug|mock|fake|stub|test|sandbox|staging|stg|dev|seed|profil|verbose|trace|banner|basic_?auth|robots|noindex|preview|demo|feature|enable)/i.test(
    key,
  )

const identifying = new Set(
  'id arn url uri host hostname domain endpoint bucket queue topic table issuer audience loggroup'.split(' '),
)

/** What it is called says that it identifies or locates something: `USER_POOL_ID`, `cookie.domain`, `queueName`, `LOG_GROUP`. */
const isIdentifying = (key: string): boolean => {
  const words = wordsOf(key)
  const last = words.at(-1) === 'name' ? words.slice(0, -1) : words
  return identifying.has(last.at(-1) ?? '') || identifying.has(last.slice(-2).join(''))
}

/** A value that an app cannot make up: where something is, who somebody is, what something is opened with. */
const isNeeded = (key: string, value: Value): boolean => {
  if (isForTesting(key)) return false
  if (value.sensitive || key.startsWith('secret ')) return true
  if (value.kind === 'reference' || value.kind === 'template') return true
  return (
    isString(value) &&
    value.value !== '' &&
    (/^(?:[a-z][a-z\d+.-]*:\/\/[^\s/]|arn:aws)/i.test(value.value) || isIdentifying(key))
  )
}

export interface MissingSetting {
  readonly app: string
  readonly key: string
  readonly staging: Value
  /** The last line that tells the app something in production. */
  readonly at: SourceLocation | undefined
}

/** Apps whose containers in production are told something that is not known. */
const openApps = ({ entities, name }: EnvironmentModel): ReadonlySet<string> =>
  new Set(
    entities['task-definition'].flatMap(({ containers, family, address }) =>
      'unknown' in containers
        ? [family, undefined].map(text => roleName(isString(text) ? text.value : ownName(address.name), name))
        : [],
    ),
  )

/** `module.service.aws_ecs_task_definition.app` → `app` */
const ownName = (address: string): string =>
  address
    .replace(/\[[^\]]*\]$/, '')
    .split('.')
    .at(-1) ?? address

const bare = (key: string): string => key.replace(/^secret /, '')

/** Settings that an app needs and has in staging only: neither as a value nor as a secret that is read from somewhere. */
export const missingSettings = (context: RuleContext): readonly MissingSetting[] => {
  const settings = pairedSettings(context)
  const isToken = isTokenSetting(context.staging)
  const inProduction = (app: string): readonly PairedSetting[] =>
    settings.filter(each => each.app === app && each.production !== undefined)
  const open = openApps(context.production)
  return settings.flatMap(({ app, key, staging, production }): readonly MissingSetting[] => {
    if (open.has(roleName(app, context.production.name))) return []
    const role = key.split('.').filter(part => part !== context.staging.name)
    if (!staging || production || !isNeeded(role.join('.'), staging)) return []
    const told = inProduction(app)
    if (told.some(other => bare(other.key) === bare(key))) return []
    // An issuer that is not set is then not checked: that is a finding of its own.
    const checks = context.production.apps.some(({ id, issuersAccepted }) => id === app && issuersAccepted.length > 0)
    if (checks && isToken(staging)) return []
    const last = told.at(-1)?.production
    return [{ app, key: bare(key), staging, at: last && decisiveLine(last) }]
  })
}
