import { decidersOf } from '../../model/deciders.ts'
import type { EvaluatedApp } from '../../model/evaluated.ts'
import { isString, type Value } from '../../model/value.ts'
import { decisiveLine, valueEvidence } from '../evidence.ts'
import { defineRule } from '../rule.ts'
import { pairedApps } from '../token/paired-apps.ts'

const originsOf = (app: EvaluatedApp) => app.domainTied.filter(({ role }) => role === 'cors-origin')

const allowsAll = (value: Value): boolean =>
  isString(value) && value.value.split(/[\s,]+/).some(part => /^(?:https?:\/\/)?\*$/.test(part))

/** Pages of any site may call production, where staging names the sites (Fetch standard, "CORS protocol"). */
export const corsOriginOpen = defineRule<{ app: string; key: string }>({
  id: 'cors-origin-open',
  patterns: [],
  title: 'Production lets pages of any origin in, staging those it names',
  severity: 'warning',

  message: ({ app, key }) => `${key} of ${app} allows every origin in production; staging names the origins it allows`,

  *check(context) {
    const { staging, production } = context
    for (const { staging: twin, production: app } of pairedApps(context)) {
      const ours = originsOf(twin)
      if (!ours.some(({ hosts }) => hosts.length > 0) || ours.some(({ value }) => allowsAll(value))) continue
      for (const { key, value } of originsOf(app)) {
        const subject = `origins that ${app.id} allows`
        const evidence = [
          ...valueEvidence(production, key, value),
          ...ours.flatMap(each => valueEvidence(staging, each.key, each.value)),
        ]
        if (allowsAll(value))
          yield {
            kind: 'finding',
            subject,
            data: { app: app.id, key },
            confidence: 'proved',
            evidence,
            fix: { description: "list production's origins", at: decisiveLine(value) },
          }
        else if (value.kind === 'unknown') {
          const message = `which origins ${app.id} allows in production cannot be told`
          yield { kind: 'undetermined', subject, message, evidence, decides: decidersOf(value) }
        }
      }
    }
  },
})
