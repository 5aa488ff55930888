import { decidersOf } from '../../model/deciders.ts'
import { isString, type Value } from '../../model/value.ts'
import { decisiveLine, valueEvidence } from '../evidence.ts'
import { defineRule } from '../rule.ts'
import { pairedSettings } from '../settings/paired-settings.ts'

const isPublicKeyName = (key: string): boolean =>
  /(public_?key|publickey|verif(y|ying|ication)_?key|jwk_?s?et|jwks?$|pubkey)/i.test(key) &&
  !/ur[il]|path|file|_id$/i.test(key)

/** A key itself, not where one is: PEM, a JSON key set, or base64 of one. */
const isKey = (value: Value): boolean =>
  isString(value) &&
  (/-----BEGIN (?:RSA |EC )?(?:PUBLIC KEY|CERTIFICATE)/.test(value.value) ||
    /"kty"\s*:/.test(value.value) ||
    /^MI[GIH][\w+/]{60,}={0,2}$/.test(value.value.replace(/\s/g, '')))

/** The key that checks tokens is the same on both sides, so whatever staging signs opens production. */
export const verificationKeyShared = defineRule<{ app: string; key: string }>({
  id: 'verification-key-shared',
  patterns: ['J37'],
  title: 'Staging and production check tokens with the same key',
  severity: 'error',

  message: ({ app, key }) =>
    `${key} of ${app} is the same key in both environments: production accepts what staging signs`,

  *check(context) {
    const { staging, production } = context
    for (const { app, key, staging: one, production: other } of pairedSettings(context)) {
      if (!one || !other || !isPublicKeyName(key)) continue
      const isSealed = one.sensitive === true && one.kind === 'known'
      if (!isKey(one) && !isSealed) continue
      const subject = `${key} of ${app}`
      const evidence = [...valueEvidence(production, key, other), ...valueEvidence(staging, key, one)].map(
        ({ value: _, ...line }) => line,
      )
      if (other.kind === 'known' && one.kind === 'known' && other.value === one.value)
        yield {
          kind: 'finding',
          subject,
          data: { app, key },
          confidence: 'proved',
          evidence,
          fix: { description: 'give production a key pair of its own', at: decisiveLine(other) },
        }
      else if (other.kind === 'unknown' && other.why.kind === 'unset-input') {
        const message = `whether ${key} of ${app} is another key in production cannot be told`
        yield { kind: 'undetermined', subject, message, evidence, decides: decidersOf(other) }
      }
    }
  },
})
