import { decidersOf } from '../../model/deciders.ts'
import { isString, type Value } from '../../model/value.ts'
import { decisiveLine, valueEvidence } from '../evidence.ts'
import { defineRule } from '../rule.ts'
import { pairedSettings } from './paired-settings.ts'

/** Keys whose emptiness means something else to every library. */
const isAboutTokens = (key: string): boolean =>
  /(?<![a-z])(?:jwt|oidc|jwks?|iss|aud)(?![a-z])|issuer|audience|jwks|(?:redirect|callback)_?ur[il]|(?:client|tenant|realm)_?id$/i.test(
    key.replace(/([a-z])([A-Z])/g, '$1_$2'),
  ) && !/prefix|suffix|optional|stub|mock|fake|test|sandbox|simulator/i.test(key)

const isEmpty = (value: Value): boolean => isString(value) && value.value.trim() === ''

/** An empty text is "not checked" to some libraries, "refuse all" to others, and a wrong URL to the rest; it never means "as in staging". */
export const settingEmptyInProduction = defineRule<{ app: string; key: string }>({
  id: 'setting-empty-in-production',
  patterns: ['J24'],
  title: 'A token setting is there and empty in production',
  severity: 'error',

  message: ({ app, key }) =>
    `${key} of ${app} is empty in production: as its library takes it, tokens are not checked or all refused`,

  *check(context) {
    const { staging, production } = context
    for (const { app, key, staging: one, production: other } of pairedSettings(context)) {
      if (!one || !other || one.sensitive || !isAboutTokens(key)) continue
      if (!isString(one) || isEmpty(one)) continue
      const subject = `${key} of ${app}`
      const evidence = [...valueEvidence(production, key, other), ...valueEvidence(staging, key, one)]
      if (isEmpty(other))
        yield {
          kind: 'finding',
          subject,
          data: { app, key },
          confidence: 'proved',
          evidence,
          fix: { description: `set ${key}, or take it out`, at: decisiveLine(other) },
        }
      else if (other.kind === 'unknown' && other.why.kind === 'unset-input' && /issuer|jwks/i.test(key)) {
        const message = `whether ${key} of ${app} is set in production cannot be told`
        yield { kind: 'undetermined', subject, message, evidence, decides: decidersOf(other) }
      }
    }
  },
})
