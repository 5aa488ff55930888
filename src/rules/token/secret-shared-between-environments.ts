import { decidersOf } from '../../model/deciders.ts'
import { isKnown, isString, type Value } from '../../model/value.ts'
import { decisiveLine, valueEvidence } from '../evidence.ts'
import { defineRule } from '../rule.ts'
import { pairedSettings } from '../settings/paired-settings.ts'

/** Secrets that sign, open sessions or prove who a client is: who has staging's can pose as production. */
const opensDoors = (key: string): boolean =>
  /(?:jwt|token|session|cookie|sign|hmac|encrypt|secret|pepper|master_?key|private_?key)/i.test(key) &&
  !/(?:webhook|analytics|sentry|recaptcha|publishable|public|sandbox|test)/i.test(key)

/** A parameter or secret of one account, wherever it is read from. */
const isArn = (value: Value): boolean =>
  isString(value) && /^arn:aws[\w-]*:(?:ssm|secretsmanager):[^:]+:\d{12}:/.test(value.value)

/** One line that both environments read. */
const isShared = (one: Value, other: Value): boolean =>
  one.from.at.file === other.from.at.file && one.from.at.start.line === other.from.at.start.line

/** A secret that is equal in both environments: what leaks or is signed in staging opens production. */
export const secretSharedBetweenEnvironments = defineRule<{ app: string; key: string; isReadAlike: boolean }>({
  id: 'secret-shared-between-environments',
  patterns: ['J03', 'JWT17'],
  title: 'Staging and production share a secret',
  severity: 'warning',

  message: ({ app, key, isReadAlike }) =>
    isReadAlike
      ? `${key} of ${app} is read from one place in both environments: what staging signs, production accepts`
      : `${key} of ${app} is the same secret in both environments: what staging signs, production accepts`,

  *check(context) {
    const { staging, production } = context
    const settings = pairedSettings(context)
    // What a container reads from a store goes before what the app's files say.
    const isOverridden = (app: string, key: string): boolean =>
      settings.some(each => each.app === app && each.key === `secret ${key}` && each.production !== undefined)
    for (const { app, key: written, staging: one, production: other } of settings) {
      const key = written.replace(/^secret /, '')
      if (!one || !other || !opensDoors(key) || isOverridden(app, written)) continue
      const isSource = written !== key
      const subject = `${key} of ${app}`
      const label = isSource ? `${key} is read from` : key
      const evidence = [...valueEvidence(production, label, other), ...valueEvidence(staging, label, one)]
      if (!isSource && one.sensitive && other.kind === 'unknown' && other.why.kind === 'unset-input') {
        const message = `whether ${key} of ${app} is another secret in production cannot be told`
        yield { kind: 'undetermined', subject, message, evidence, decides: decidersOf(other) }
        continue
      }
      if (!isKnown(one) || !isKnown(other) || one.value !== other.value) continue
      if (isSource ? !isArn(other) : !(one.sensitive && other.sensitive)) continue
      yield {
        kind: 'finding',
        subject,
        data: { app, key, isReadAlike: isSource },
        // A default that both environments read may be overridden where they run.
        confidence: isShared(one, other) ? 'likely' : 'proved',
        evidence,
        fix: { description: `give production a ${key} of its own`, at: decisiveLine(other) },
      }
    }
  },
})
