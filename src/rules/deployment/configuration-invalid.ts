import { lineEvidence } from '../evidence.ts'
import { defineRule } from '../rule.ts'
import { inSentence, refusalsOf, shortened, unreadOf } from './refusals.ts'

/** No environment's configuration evaluates: what is deployed is older than what is written. */
export const configurationInvalid = defineRule<{ summary: string; detail: string }>({
  id: 'configuration-invalid',
  patterns: [],
  title: 'The configuration is refused in both environments',
  severity: 'warning',

  message: ({ summary, detail }) => `neither environment can be deployed: ${inSentence(summary)}: ${detail}`,

  *check({ staging, production }) {
    const rehearsed = refusalsOf(staging)
    for (const [role, refusals] of refusalsOf(production)) {
      const [first] = refusals
      const [twin] = rehearsed.get(role) ?? []
      if (!first || !twin) continue
      yield {
        kind: 'finding',
        subject: role,
        data: { summary: first.summary, detail: shortened(first.detail) },
        confidence: 'proved',
        evidence: [
          ...refusals.slice(0, 5).map(({ summary, at }) => lineEvidence(production, inSentence(summary), at)),
          lineEvidence(staging, inSentence(twin.summary), twin.at),
        ],
        fix: { description: first.detail, at: first.at },
      }
    }
    for (const { summary, detail, at } of unreadOf(production)) {
      if (!unreadOf(staging).some(other => other.at.file === at.file)) continue
      yield {
        kind: 'undetermined',
        subject: `${summary} ${at.file}`,
        message: `whether either environment can be deployed cannot be told: ${shortened(detail)}`,
        evidence: [lineEvidence(production, inSentence(summary), at)],
        decides: [{ names: at.file, at }],
      }
    }
  },
})
