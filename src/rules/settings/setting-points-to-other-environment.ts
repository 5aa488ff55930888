import { decidersOf } from '../../model/deciders.ts'
import type { EnvironmentModel } from '../../model/environment-model.ts'
import { decisiveLine, valueEvidence } from '../evidence.ts'
import { isStagingOnly } from '../foreign-hosts.ts'
import { defineRule } from '../rule.ts'
import { hostsIn } from './hosts-in.ts'
import { isTokenSetting, pairedSettings } from './paired-settings.ts'

/** Settings that say what other hosts to leave out or to look for, where a staging host does no harm. */
const isAboutOthers = (key: string): boolean => /(?:block|deny|exclude|ignore|noindex|robots|staging|stg)/i.test(key)

/** What a key is about: what goes wrong differs. */
const consequence = (key: string): string => {
  if (/jwks/i.test(key)) return 'its own tokens cannot be checked, tokens signed there can'
  if (/cors|origin/i.test(key)) return 'pages from there may call production'
  if (/redirect|callback/i.test(key)) return 'logins end there'
  if (/cookie/i.test(key)) return 'browsers drop its cookies, and users cannot log in'
  return 'production calls, or sends its users to, the other environment'
}

const isSettled = (model: EnvironmentModel, hosts: readonly string[]): boolean =>
  hosts.length > 0 && model.entities['dns-record'].length > 0

/** A production app is told a host that only staging has. */
export const settingPointsToOtherEnvironment = defineRule<{ app: string; key: string; host: string }>({
  id: 'setting-points-to-other-environment',
  patterns: ['ECS10', 'J02', 'J26', 'J27', 'J29', 'J30'],
  title: 'A production setting names a host of the other environment',
  severity: 'error',

  message: ({ app, key, host }) => `${key} of ${app} names ${host}, the other environment's: ${consequence(key)}`,

  *check(context) {
    const { staging, production } = context
    const isForeign = isStagingOnly(context)
    const isToken = isTokenSetting(production)
    for (const { app, key, staging: one, production: other } of pairedSettings(context)) {
      if (!other || isToken(other) || isAboutOthers(key)) continue
      const host = hostsIn(other).find(isForeign)
      const own = hostsIn(one).filter(isForeign)
      const subject = `${key} of ${app}`
      const evidence = [...valueEvidence(production, key, other), ...(one ? valueEvidence(staging, key, one) : [])]
      const decides = decidersOf(other)
      if (host !== undefined)
        yield {
          kind: 'finding',
          subject,
          data: { app, key, host },
          confidence: 'proved',
          evidence,
          fix: { description: `name production's host instead of ${host}`, at: decisiveLine(other) },
        }
      else if (isSettled(staging, own) && other.kind === 'unknown' && other.why.kind === 'unset-input') {
        const message = `whether ${key} of ${app} names a host of production cannot be told`
        yield { kind: 'undetermined', subject, message, evidence, decides }
      }
    }
  },
})
