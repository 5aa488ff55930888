import { decidersOf } from '../../model/deciders.ts'
import { isKnown, type Value } from '../../model/value.ts'
import { decisiveLine, valueEvidence } from '../evidence.ts'
import { defineRule } from '../rule.ts'
import { pairedSettings } from '../settings/paired-settings.ts'
import { pairedApps } from './paired-apps.ts'

/** Switches of well-known products, by the end of their names without spelling, and the value that turns a check off. */
const switches: readonly { readonly key: RegExp; readonly off: RegExp; readonly check: string }[] = [
  { key: /oidctokenissuer$/, off: /^any$/, check: 'iss is not checked' },
  {
    key: /(skipissuer(verification|check)?|disableissuercheck|ignoreissuer)$/,
    off: /^true$/,
    check: 'iss is not checked',
  },
  { key: /(validateissuer|verifyiss(uer)?|checkissuer)$/, off: /^false$/, check: 'iss is not checked' },
  { key: /(validateaudience|verifyaud(ience)?)$/, off: /^false$/, check: 'aud is not checked' },
  { key: /(skipaudience(check)?|skipclientidcheck)$/, off: /^true$/, check: 'aud is not checked' },
  { key: /(validatelifetime|verifyexp(iration)?)$/, off: /^false$/, check: 'expired tokens are accepted' },
  { key: /ignoreexpiration$/, off: /^true$/, check: 'expired tokens are accepted' },
  {
    key: /(validateissuersigningkey|verifysignature|requiresignedtokens|signatureverification)$/,
    off: /^false$/,
    check: 'signatures are not checked',
  },
  { key: /requirehttpsmetadata$/, off: /^false$/, check: 'keys are fetched without TLS' },
]

const bare = (key: string): string => key.toLowerCase().replace(/[^a-z]/g, '')
const textOf = (value: Value | undefined): string => (isKnown(value) ? String(value.value).toLowerCase() : '')

/** A switch that makes tests easier, and lets tokens of anybody in, is left on in production (RFC 8725 sections 3.8 to 3.10). */
export const tokenCheckDisabled = defineRule<{ what: string; check: string }>({
  id: 'token-check-disabled',
  patterns: ['JWT16', 'J35', 'J39'],
  title: 'A check of tokens is switched off in production',
  severity: 'error',

  message: ({ what, check }) => `${what} in production: ${check}`,

  *check(context) {
    const { staging, production } = context
    for (const { app, key, staging: one, production: other } of pairedSettings(context)) {
      const found = switches.find(each => each.key.test(bare(key)))
      if (!found || !other || found.off.test(textOf(one))) continue
      const subject = `${key} of ${app}`
      const evidence = [...valueEvidence(production, key, other), ...(one ? valueEvidence(staging, key, one) : [])]
      if (found.off.test(textOf(other)))
        yield {
          kind: 'finding',
          subject,
          data: { what: `${key} of ${app} switches a check off`, check: found.check },
          confidence: 'proved',
          evidence,
          fix: { description: `take ${key} out, or set it as staging does`, at: decisiveLine(other) },
        }
      else if (!isKnown(other)) {
        const message = `whether ${key} of ${app} switches a check off in production cannot be told`
        yield { kind: 'undetermined', subject, message, evidence, decides: decidersOf(other) }
      }
    }
    for (const { staging: one, production: other } of pairedApps(context)) {
      const [asked] = one.tokenDemanded ?? []
      if (!asked || other.tokenDemanded || other.issuersAccepted.length === 0) continue
      yield {
        kind: 'finding',
        subject: `token that ${other.id} asks for`,
        data: { what: `nothing asks for a token of ${other.id}`, check: 'requests without one pass' },
        confidence: 'likely',
        evidence: [
          ...other.issuersAccepted.flatMap(value => valueEvidence(production, 'checked where there is a token', value)),
          ...valueEvidence(staging, 'asked for', asked),
        ],
      }
    }
  },
})
