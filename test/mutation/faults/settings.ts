import type { App, Company } from '../company/deployment.ts'
import { type Fault, oneOf, stagings, withService } from './fault.ts'

type Setting = App['settings'][string]

const withSettings = (
  company: Company,
  name: string,
  change: (settings: App['settings']) => App['settings'],
): Company => withService(company, name, ({ app }) => (app ? { app: { ...app, settings: change(app.settings) } } : {}))

/** One setting of one of production's apps with another value; without a value it is taken away. */
export const settingChanged =
  (
    path: RegExp,
    change: (value: Setting, company: Company) => Setting | undefined,
    has: (app: App) => boolean = () => true,
  ): Fault['inject'] =>
  (company, random) => {
    const candidates = company.production.services.flatMap(({ name, app }) =>
      app && has(app) ? Object.keys(app.settings).flatMap(key => (path.test(key) ? [{ name, key }] : [])) : [],
    )
    const chosen = oneOf(random, candidates)
    if (!chosen) return undefined
    return withSettings(company, chosen.name, ({ [chosen.key]: value = '', ...rest }) => {
      const changed = change(value, company)
      return changed === undefined ? rest : { ...rest, [chosen.key]: changed }
    })
  }

/** One more setting for one of production's apps. */
export const settingAdded =
  (path: string, value: Setting, has: (app: App) => boolean): Fault['inject'] =>
  (company, random) => {
    const chosen = oneOf(
      random,
      company.production.services.filter(({ app }) => app && has(app)),
    )
    return chosen && withSettings(company, chosen.name, settings => ({ ...settings, [path]: value }))
  }

const place = /CALLBACK_URL|NOTIFY_URL|hooks\.url/

const container =
  (change: (environment: Readonly<Record<string, string>>, company: Company) => Readonly<Record<string, string>>) =>
  (...[company, random]: Parameters<Fault['inject']>): Company =>
    withService(company, random.pick(company.production.services).name, ({ environment }) => ({
      environment: change(environment, company),
    }))

export const settingFaults: readonly Fault[] = [
  {
    name: "URL on a host of staging's",
    owner: 'setting-points-to-other-environment',
    inject: settingChanged(place, (value, company) => stagings(company, String(value))),
  },
  {
    name: "container told of a host of staging's",
    owner: 'setting-points-to-other-environment',
    inject: container((environment, company) => ({
      ...environment,
      STORE_URL: stagings(company, environment.STORE_URL ?? ''),
    })),
  },
  {
    name: 'container not told of a URL',
    owner: 'setting-missing-in-production',
    inject: container(({ STORE_URL: _url, ...rest }) => rest),
  },
  {
    name: "URL on a developer's machine",
    owner: 'setting-points-to-local-host',
    inject: settingChanged(place, value => String(value).replace(/\/\/[^/]+/, '//localhost:3000')),
  },
  { name: 'setting dropped', owner: 'setting-missing-in-production', inject: settingChanged(place, () => undefined) },
  { name: 'placeholder left', owner: 'placeholder-value', inject: settingChanged(place, () => 'CHANGE_ME') },
  { name: 'every origin allowed', owner: 'cors-origin-open', inject: settingChanged(/CORS/, () => '*') },
  {
    name: "CORS origin of staging's",
    owner: 'setting-points-to-other-environment',
    inject: settingChanged(/CORS/, (value, company) => stagings(company, String(value))),
  },
  {
    name: 'cookies for another domain',
    owner: 'cookie-domain-mismatch',
    inject: settingChanged(/COOKIE/, value => String(value).replace('www.', 'login.')),
  },
  {
    name: 'secret shared',
    owner: 'secret-shared-between-environments',
    inject: settingChanged(/SECRET/, value => String(value).replace('production', 'staging')),
  },
]
