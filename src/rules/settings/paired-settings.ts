import { roleName } from '../../align/role-name.ts'
import type { Container } from '../../model/entity.ts'
import type { EnvironmentModel } from '../../model/environment-model.ts'
import type { SourceLocation } from '../../model/source-location.ts'
import type { Value } from '../../model/value.ts'
import { decisiveLine } from '../evidence.ts'
import { oncePerPair } from '../once-per-pair.ts'
import type { RuleContext } from '../rule.ts'

/** One setting of one app as it stands in both environments; a side that does not have it is absent. */
export interface PairedSetting {
  readonly app: string
  readonly key: string
  readonly staging?: Value
  readonly production?: Value
}

interface Settings {
  readonly label: string
  /** By key without its spelling: `JWT_ISSUER` and `jwt.issuer` are one. */
  readonly values: Map<string, { readonly key: string; readonly value: Value }>
}

/** `JWT_ISSUER`, `jwt.issuer`, `jwtIssuer`, `Jwt__Issuer` alike; a list's members under the list's name. */
const bareKey = (key: string): string => key.toLowerCase().replace(/[^a-z\d]/g, '')

/** A key may hold its environment, as where one file has the settings of all: `environments.PROD.api.url`. */
const withoutEnvironment = (key: string, environment: string): string =>
  key
    .split('.')
    .filter(part => part.toLowerCase() !== environment.toLowerCase())
    .join('.')

const containersOf = (model: EnvironmentModel): readonly (readonly [string, Container])[] =>
  model.entities['task-definition'].flatMap(task =>
    task.exists === 'no' || 'unknown' in task.containers
      ? []
      : task.containers.map(container => {
          const name = container.name.kind === 'known' ? String(container.name.value) : task.address.name
          return [roleName(name, model.name), container] as const
        }),
  )

/**
 * What apps and containers are told, by app. A container's environment is read with the app that it runs under the same name, and goes
 * before what the app's files say.
 */
const settingsOf = (model: EnvironmentModel): ReadonlyMap<string, Settings> => {
  const apps = new Map<string, Settings>()
  const add = (role: string, label: string, key: string, value: Value, overrides: boolean): void => {
    const settings = apps.get(role) ?? { label, values: new Map() }
    apps.set(role, settings)
    const bare = bareKey(withoutEnvironment(key, model.name))
    if (overrides || !settings.values.has(bare)) settings.values.set(bare, { key, value })
  }
  for (const app of model.apps) {
    const [, own = app.id] = /^.*\/([^/]+)$/.exec(app.framework === 'container-environment' ? app.id : '') ?? []
    for (const { key, value } of app.settings) add(roleName(own, model.name), own, key, value, false)
  }
  for (const [role, { environment, secrets }] of containersOf(model)) {
    for (const [key, value] of environment) add(role, role, key, value, true)
    for (const [key, value] of secrets) add(role, role, `secret ${key}`, value, true)
  }
  return apps
}

const pairSettings = oncePerPair((staging, production): readonly PairedSetting[] => {
  const [ours, theirs] = [settingsOf(staging), settingsOf(production)]
  return [...ours].flatMap(([role, { label, values }]) => {
    const twins = theirs.get(role)
    if (!twins) return []
    return [...new Set([...values.keys(), ...twins.values.keys()])].map(bare => {
      const [one, other] = [values.get(bare), twins.values.get(bare)]
      return {
        app: label,
        key: (other ?? one)?.key ?? bare,
        ...(one ? { staging: one.value } : {}),
        ...(other ? { production: other.value } : {}),
      }
    })
  })
})

/** Every setting of every app that both environments have, by app and key. Where a secret is read from stands under `secret KEY`. */
export const pairedSettings = ({
  staging,
  production,
}: Pick<RuleContext, 'staging' | 'production'>): readonly PairedSetting[] => pairSettings(staging, production)

const placeOf = ({ file, start }: SourceLocation): string => `${file}:${start.offset}`

/**
 * What tells a setting from others: where it stands together with where it comes from, since many may stand in one text and many may come from one
 * input; and the line of a file of settings, which is one setting's.
 */
const signsOf = (value: Value): readonly string[] => {
  const { at, origins } = value.from
  const own = origins.filter(({ kind }) => kind === 'config-file' || kind === 'environment-variable')
  return [
    `${placeOf(at)} ${placeOf(decisiveLine(value))}`,
    ...own.map(origin => placeOf(origin.at)),
    ...(own.length > 0 ? [placeOf(at)] : []),
  ]
}

/** Whether a value is, or is written where, one of an app's token settings is: rules about tokens speak about those. */
export const isTokenSetting = (model: EnvironmentModel): ((value: Value) => boolean) => {
  const signs = new Set(
    model.apps.flatMap(app => [...app.issuersAccepted, ...app.issuersMinted, ...app.audiences]).flatMap(signsOf),
  )
  return value => signsOf(value).some(sign => signs.has(sign))
}
