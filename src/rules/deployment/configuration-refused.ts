import { lineEvidence } from '../evidence.ts'
import { defineRule } from '../rule.ts'
import { inSentence, refusalsOf, shortened, unreadOf } from './refusals.ts'

/** Only production's configuration does not evaluate: its deployment stops, after staging's went well. */
export const configurationRefused = defineRule<{ summary: string; detail: string }>({
  id: 'configuration-refused',
  patterns: [],
  title: 'Production’s configuration is refused where staging’s is accepted',
  severity: 'error',

  message: ({ summary, detail }) => `production cannot be deployed: ${inSentence(summary)}: ${detail}`,

  *check({ staging, production }) {
    const rehearsed = refusalsOf(staging)
    for (const [role, refusals] of refusalsOf(production)) {
      const [first] = refusals
      if (!first || rehearsed.has(role)) continue
      yield {
        kind: 'finding',
        subject: role,
        data: { summary: first.summary, detail: shortened(first.detail) },
        confidence: 'proved',
        evidence: refusals.slice(0, 5).map(({ summary, at }) => lineEvidence(production, inSentence(summary), at)),
        fix: { description: first.detail, at: first.at },
      }
    }
    for (const { summary, detail, at } of unreadOf(production)) {
      if (unreadOf(staging).some(other => other.at.file === at.file)) continue
      yield {
        kind: 'undetermined',
        subject: `${summary} ${at.file}`,
        message: `whether production can be deployed cannot be told: ${shortened(detail)}`,
        evidence: [lineEvidence(production, inSentence(summary), at)],
        decides: [{ names: at.file, at }],
      }
    }
  },
})
