import { decidersOf } from '../../model/deciders.ts'
import { decisiveLine, valueEvidence } from '../evidence.ts'
import { defineRule } from '../rule.ts'
import { settingWith } from '../write-edit.ts'
import { isPlain, plainIssuers } from './plain-issuers.ts'

/** An issuer is an https URL (OpenID Connect Discovery 1.0 section 3; RFC 8414 section 2): libraries refuse http, or fetch keys over it. */
export const tokenIssuerNotHttps = defineRule<{ apps: string; issuer: string }>({
  id: 'token-issuer-not-https',
  patterns: ['JWT07'],
  title: 'An issuer of production is no https URL',
  severity: 'error',

  message: ({ apps, issuer }) =>
    `the issuer "${issuer}" of ${apps} is no https URL, as staging's is: clients that look up its keys refuse it, and tokens with it`,

  *check(context) {
    const { staging, production } = context
    for (const [text, uses] of plainIssuers(context)) {
      const [{ issuer }] = uses
      const apps = [...new Set(uses.map(({ app }) => app))].join(' and ')
      const subject = `issuer of ${apps}`
      const evidence = [
        ...uses.flatMap(use => valueEvidence(production, `issuer of ${use.app}`, use.issuer)),
        ...uses.flatMap(use => use.rehearsed.flatMap(value => valueEvidence(staging, `issuer of ${use.app}`, value))),
      ]
      if (!isPlain(issuer)) {
        const message = `whether the issuer of ${apps} in production is an https URL cannot be told`
        yield { kind: 'undetermined', subject, message, evidence, decides: decidersOf(issuer) }
        continue
      }
      const https = text.replace(/^http:/i, 'https:')
      const at = decisiveLine(issuer)
      const line = settingWith(at, https)
      const fix = {
        description: `write "${https}" wherever it stands`,
        at,
        ...line,
      }
      yield { kind: 'finding', subject, data: { apps, issuer: text }, confidence: 'proved', evidence, fix }
    }
  },
})
