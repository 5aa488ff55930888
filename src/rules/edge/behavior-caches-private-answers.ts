import type { Behavior } from '../../model/entity.ts'
import { selects } from '../../model/selection.ts'
import { every, not, some, type Truth, truthOf } from '../../model/truth.ts'
import { lineEvidence } from '../evidence.ts'
import { defineRule } from '../rule.ts'
import { checkEvidence } from './behavior-evidence.ts'
import { pairedBehaviors, patternOf } from './paired-behaviors.ts'
import { tokensBehindEdge } from './tokens-behind-edge.ts'

const hasSome = ({ kind, names, isOpen }: Behavior['forwards']['cookies']): Truth =>
  kind === 'all-but' || names.length > 0 ? 'yes' : isOpen ? 'undetermined' : 'no'

/** Whether answers are kept for everybody that the origin makes for the one who asks: by a token or a cookie that is no part of the cache key. */
const keepsPrivate = ({ caches, forwards, keyed }: Behavior): Truth =>
  every([
    caches,
    some([
      every([selects(forwards.headers, 'authorization'), not(selects(keyed.headers, 'authorization'))]),
      every([hasSome(forwards.cookies), truthOf(keyed.cookies.kind === 'only' && keyed.cookies.names.length === 0)]),
    ]),
    not(selects(keyed.headers, 'authorization')),
  ])

/** CloudFront gives a kept answer to everybody whose request has the same cache key (CloudFront guide, "Understand the cache key"). */
export const behaviorCachesPrivateAnswers = defineRule<{ path: string; name: string }>({
  id: 'behavior-caches-private-answers',
  patterns: ['CF07'],
  title: 'CloudFront keeps answers that are for one client',
  severity: 'error',

  message: ({ path, name }) =>
    `CloudFront keeps answers of ${name}${path} and tells them apart by neither token nor cookie: clients get those of others`,

  *check(context) {
    const { staging, production } = context
    for (const { path, name, staging: one, production: other } of pairedBehaviors(context)) {
      if (one.origin.isS3 || other.origin.isS3 || one.behavior.caches !== 'no') continue
      const keeps = keepsPrivate(other.behavior)
      if (keeps === 'no') continue
      const pattern = patternOf(other.behavior)
      const subject = `answers kept by behaviour ${pattern} of the distribution of ${name}`
      const evidence = [
        lineEvidence(production, `behaviour ${pattern} keeps answers`, other.behavior.at),
        lineEvidence(staging, `behaviour ${patternOf(one.behavior)} keeps none`, one.behavior.at),
      ]
      const fix = { description: 'give the behaviour the cache policy of staging', at: other.behavior.at }
      if (keeps === 'yes') yield { kind: 'finding', subject, data: { path, name }, confidence: 'likely', evidence, fix }
      else
        yield {
          kind: 'undetermined',
          subject,
          message: `whether CloudFront keeps answers of ${name}${path} that are for one client cannot be told`,
          evidence,
          decides: [{ names: `cache policy of behaviour ${pattern}`, at: other.behavior.at }],
        }
    }
    for (const { pair, edge, name, check, rehearsed } of tokensBehindEdge(context)) {
      if (keepsPrivate(edge.behavior) !== 'yes') continue
      const pattern = patternOf(edge.behavior)
      yield {
        kind: 'finding',
        subject: `answers kept by behaviour ${pattern} of the distribution of ${name}`,
        data: { path: pair.production.request.path, name },
        confidence: 'likely',
        evidence: [
          lineEvidence(production, `behaviour ${pattern} keeps answers`, edge.behavior.at),
          ...checkEvidence(production, check),
          ...checkEvidence(staging, rehearsed),
        ],
        fix: { description: 'keep no answers (Managed-CachingDisabled)', at: edge.behavior.at },
        traces: pair,
      }
    }
  },
})
