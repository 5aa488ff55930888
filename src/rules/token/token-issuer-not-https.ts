import { decidersOf } from '../../model/deciders.ts'
import { isString, type Value } from '../../model/value.ts'
import { issuersIn } from '../../trace/token.ts'
import { decisiveLine, valueEvidence } from '../evidence.ts'
import { defineRule } from '../rule.ts'
import { settingWith } from '../write-edit.ts'
import { looseIssuer, textsOf } from './verifiers.ts'

const isPlain = (value: Value): boolean => isString(value) && /^http:\/\//i.test(value.value)
const isSecure = (value: Value): boolean => isString(value) && /^https:\/\//i.test(value.value)

/** The scheme of a partly known issuer, where its first part is not known. */
const isOpen = (value: Value): boolean =>
  value.kind === 'template' && !/^https?:\/\//i.test(textsOf(value.parts.slice(0, 1))[0] ?? '')

/** An issuer is an https URL (OpenID Connect Discovery 1.0 section 3; RFC 8414 section 2): libraries refuse http, or fetch keys over it. */
export const tokenIssuerNotHttps = defineRule<{ app: string; issuer: string }>({
  id: 'token-issuer-not-https',
  patterns: ['JWT07'],
  title: 'An issuer of production is no https URL',
  severity: 'error',

  message: ({ app, issuer }) =>
    `${app} has issuer "${issuer}" in production: an issuer must be an https URL, as staging's is; discovery is refused`,

  *check({ staging, production, correspondence }) {
    const minted = textsOf(issuersIn(production))
    for (const pairing of correspondence.apps) {
      if (pairing.kind !== 'paired') continue
      const of = ({ issuersAccepted, issuersMinted }: typeof pairing.production) => [
        ...issuersMinted,
        ...issuersAccepted,
      ]
      const rehearsed = of(pairing.staging)
      if (rehearsed.some(isPlain) || !rehearsed.some(isSecure)) continue
      const { id } = pairing.production
      for (const issuer of of(pairing.production)) {
        const [text = ''] = textsOf([issuer])
        // Where the tokens carry the same issuer with https, the two spellings differ: that is a finding of its own.
        if (minted.some(other => other !== text && looseIssuer(other) === looseIssuer(text))) continue
        const subject = `issuer of ${id}`
        const evidence = [
          ...valueEvidence(production, 'issuer', issuer),
          ...rehearsed.filter(isSecure).flatMap(value => valueEvidence(staging, 'issuer', value)),
        ]
        if (isOpen(issuer)) {
          const message = `whether the issuer of ${id} in production is an https URL cannot be told`
          yield { kind: 'undetermined', subject, message, evidence, decides: decidersOf(issuer) }
        } else if (isPlain(issuer)) {
          const https = text.replace(/^http:/i, 'https:')
          const at = decisiveLine(issuer)
          const line = settingWith(at, https)
          const fix = { description: `write "${https}"`, at, ...(line === undefined ? {} : { text: line }) }
          yield { kind: 'finding', subject, data: { app: id, issuer: text }, confidence: 'proved', evidence, fix }
        }
      }
    }
  },
})
