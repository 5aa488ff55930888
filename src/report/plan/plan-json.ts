import * as z from 'zod'
import type { SourceLocation } from '../../model/source-location.ts'
import type { Plan, PlanItem, PlanTerms } from './plan.ts'
import { itemLines } from './plan-markdown.ts'

const place = ({ file, start }: SourceLocation) => ({ file, line: start.line })

const itemToJson = (item: PlanItem, terms: PlanTerms) => ({
  fingerprint: item.fingerprint,
  rule: item.rule,
  severity: item.severity,
  title: item.title,
  consequence: item.consequence,
  effort: item.effort,
  owners: item.owners,
  due: item.due ?? null,
  overdue: item.isOverdue,
  new: item.isNew,
  ...(item.at ? place(item.at) : {}),
  ...(item.fix
    ? {
        fix: {
          description: item.fix.description,
          ...place(item.fix.at),
          ...(item.fix.text === undefined ? {} : { text: item.fix.text }),
        },
      }
    : {}),
  ...(item.rehearse === undefined ? {} : { rehearse: item.rehearse }),
  ...(item.waiver ? { waiver: item.waiver } : {}),
  issue: {
    title: `${item.consequence} (${item.rule})`.slice(0, 250),
    body: `${itemLines(item, terms, 'en').join('\n')}\n`,
    labels: ['sotsu', item.severity],
    assignees: item.owners.map(({ owner }) => owner),
  },
})

export const planToJson = ({ terms, comparisons }: Plan) => ({
  schema: 'sotsu/plan/1',
  today: terms.today,
  release: terms.release ?? null,
  since: terms.since?.name ?? null,
  comparisons: comparisons.map(({ comparison, urgent, groups, gaps, resolved }) => ({
    staging: comparison.staging,
    production: comparison.production,
    rehearsal: { paths: comparison.rehearsal.paths, rehearsed: comparison.rehearsal.rehearsed },
    settled: resolved,
    urgent: urgent.map(item => itemToJson(item, terms)),
    journeys: groups.map(({ journey, audience, request, items }) => ({
      journey: journey ?? null,
      audience: audience ?? null,
      request: request ?? null,
      items: items.map(item => itemToJson(item, terms)),
    })),
    gaps,
  })),
  waivers: terms.waivers,
})

export const renderPlanJson = (plan: Plan): string => `${JSON.stringify(planToJson(plan), null, 2)}\n`

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/)
const waiver = z.strictObject({
  fingerprint: z.string(),
  state: z.enum(['counts', 'ended', 'changed', 'unused']),
  reason: z.string(),
  owner: z.string(),
  until: day,
})
const item = z.strictObject({
  fingerprint: z.string(),
  rule: z.string(),
  severity: z.enum(['error', 'warning', 'info', 'undetermined']),
  title: z.string(),
  consequence: z.string().describe('What the people who make the requests get.'),
  effort: z.strictObject({ size: z.enum(['small', 'medium', 'unknown']), hint: z.string() }),
  owners: z.array(z.strictObject({ owner: z.string(), files: z.array(z.string()) })),
  due: day.nullable(),
  overdue: z.boolean(),
  new: z.boolean().describe('Not there at the revision given with --since.'),
  file: z.string().optional(),
  line: z.int().positive().optional(),
  fix: z
    .strictObject({ description: z.string(), file: z.string(), line: z.int().positive(), text: z.string().optional() })
    .optional(),
  rehearse: z.string().optional().describe('The change of staging that would show it there first.'),
  waiver: waiver.optional(),
  issue: z
    .strictObject({ title: z.string(), body: z.string(), labels: z.array(z.string()), assignees: z.array(z.string()) })
    .describe('As an issue tracker takes it; the body is Markdown.'),
})

/** `sotsu plan --format json`. */
export const planSchema = z.strictObject({
  schema: z.literal('sotsu/plan/1'),
  today: day,
  release: day.nullable(),
  since: z.string().nullable(),
  comparisons: z.array(
    z.strictObject({
      staging: z.string(),
      production: z.string(),
      rehearsal: z.strictObject({ paths: z.int(), rehearsed: z.int() }),
      settled: z.int(),
      urgent: z.array(item).describe('Overdue, or accepted once and no longer.'),
      journeys: z.array(
        z.strictObject({
          journey: z.string().nullable(),
          audience: z.string().nullable(),
          request: z.string().nullable(),
          items: z.array(item),
        }),
      ),
      gaps: z.array(z.strictObject({ description: z.string(), change: z.string() })),
    }),
  ),
  waivers: z.array(waiver),
})
