import { ownZones, zoneOf } from '../../align/hosts.ts'
import { displayValue } from '../../model/deciders.ts'
import { isString, itemsOf, type Value } from '../../model/value.ts'
import { decisiveLine, valueEvidence } from '../evidence.ts'
import { defineRule } from '../rule.ts'
import { pairedSettings } from './paired-settings.ts'

/** Whole texts that stand for something to be filled in. */
const wholePlaceholder =
  /^(?:change[-_ ]?(?:me|this|it)|replace[-_ ]?(?:me|this)|to[-_ ]?do|tbd|fix[-_ ]?me|fill[-_ ]?(?:me|in)|placeholder|dummy|x{3,}|your[-_][\w-]+|<[a-z][\w .-]*>|\[(?:your|insert)[^\]]*\]|_+[A-Z_]+_+)$/i

/** Parts that do: `<tenant>` and `YOUR_DOMAIN` in a URL. */
const partPlaceholder =
  /(?<![^/.@:=-])(?:<[a-z][\w -]*>|your[-_][a-z\d_-]+|YOUR[A-Z_]+|change-?me|replace-?me)(?=[/.@:?&-]|$)/

/** Text that a tool may fill in when it deploys. */
const templateMark = /\{\{[^{}]*\}\}|(?<!\w)__[A-Z][A-Z\d_]*__(?=$|[^\w])|#\{[A-Za-z_][\w.]*\}#|%%[A-Z_]+%%/

/** Domains that belong to nobody (RFC 2606 section 3). */
const reservedHost = /^(?:https?:\/\/)?(?:[a-z\d-]+\.)*(example\.(?:com|org|net))(?=[:/?#]|$)/i

const textsIn = (value: Value): readonly string[] =>
  value.sensitive ? [] : (itemsOf(value)?.flatMap(textsIn) ?? (isString(value) ? [value.value.trim()] : []))

/** Production is deployed with a text that was meant to be replaced. */
export const placeholderValue = defineRule<{ app: string; key: string; text: string }>({
  id: 'placeholder-value',
  patterns: ['J41'],
  title: 'A production setting still holds a placeholder',
  severity: 'error',

  message: ({ app, key, text }) => `${key} of ${app} is still "${text}": a placeholder that nobody filled in`,

  *check(context) {
    const { staging, production } = context
    const zones = ownZones(production)
    const isPlaceholder = (text: string): boolean => {
      const reserved = reservedHost.exec(text)
      const host = text.replace(/^https?:\/\//i, '').split(/[:/?#]/)[0] ?? ''
      if (reserved && zoneOf(host.toLowerCase(), zones) === undefined) return true
      return wholePlaceholder.test(text) || partPlaceholder.test(text)
    }
    for (const { app, key, staging: one, production: other } of pairedSettings(context)) {
      if (!other) continue
      const rehearsed = one ? textsIn(one) : []
      const subject = `${key} of ${app}`
      const evidence = () => [
        ...valueEvidence(production, key, other),
        ...(one ? valueEvidence(staging, key, one) : []),
      ]
      const text = textsIn(other).find(isPlaceholder)
      const open = textsIn(other).find(each => templateMark.test(each))
      if (text !== undefined && !rehearsed.some(isPlaceholder))
        yield {
          kind: 'finding',
          subject,
          data: { app, key, text: displayValue(other) },
          confidence: 'proved',
          evidence: evidence(),
          fix: { description: `fill in ${key}`, at: decisiveLine(other) },
        }
      else if (open !== undefined && !rehearsed.some(each => templateMark.test(each))) {
        const names = templateMark.exec(open)?.[0] ?? open
        const message = `whether ${names} in ${key} of ${app} is filled in when it is deployed cannot be told`
        yield {
          kind: 'undetermined',
          subject,
          message,
          evidence: evidence(),
          decides: [{ names, at: decisiveLine(other) }],
        }
      }
    }
  },
})
