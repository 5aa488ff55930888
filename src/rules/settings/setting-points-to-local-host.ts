import { decidersOf } from '../../model/deciders.ts'
import { isString, type Value } from '../../model/value.ts'
import { hostOfUrl } from '../../trace/issuer-origin.ts'
import { decisiveLine, valueEvidence } from '../evidence.ts'
import { defineRule } from '../rule.ts'
import { isTokenSetting, pairedSettings } from './paired-settings.ts'

const hostsIn = (value: Value | undefined): readonly string[] =>
  isString(value) && !value.sensitive ? value.value.split(/[\s,;]+/).flatMap(text => hostOfUrl(text) ?? []) : []

/** A developer's own machine. Private addresses are left alone: production's own network has them. */
const isLocal = (host: string): boolean =>
  /^(?:localhost|127(?:\.\d+){3}|host\.docker\.internal|0\.0\.0\.0)$/.test(host)

/** A default that is meant for a developer's machine holds where production sets nothing. */
export const settingPointsToLocalHost = defineRule<{ app: string; key: string; host: string }>({
  id: 'setting-points-to-local-host',
  patterns: ['J23'],
  title: "A production setting names a developer's machine",
  severity: 'error',

  message: ({ app, key, host }) =>
    `${key} of ${app} names ${host} in production, staging names a real host: a default for development holds there`,

  *check(context) {
    const { staging, production } = context
    const isToken = isTokenSetting(production)
    const settings = pairedSettings(context)
    // What a container reads from a store goes before what the app's files say.
    const isOverridden = (app: string, key: string): boolean =>
      settings.some(each => each.app === app && each.key === `secret ${key}` && each.production !== undefined)
    for (const { app, key, staging: one, production: other } of settings) {
      if (!other || isToken(other) || isOverridden(app, key)) continue
      const ours = hostsIn(one)
      if (ours.length === 0 || ours.some(isLocal)) continue
      const host = hostsIn(other).find(isLocal)
      const subject = `${key} of ${app}`
      const evidence = [...valueEvidence(production, key, other), ...(one ? valueEvidence(staging, key, one) : [])]
      if (host !== undefined)
        yield {
          kind: 'finding',
          subject,
          data: { app, key, host },
          confidence: 'proved',
          evidence,
          fix: { description: `set ${key} in production, and fail without it`, at: decisiveLine(other) },
        }
      else if (other.kind === 'template' && other.parts.some(part => hostsIn(part).some(isLocal))) {
        const message = `whether ${key} of ${app} names a real host in production cannot be told`
        yield { kind: 'undetermined', subject, message, evidence, decides: decidersOf(other) }
      }
    }
  },
})
