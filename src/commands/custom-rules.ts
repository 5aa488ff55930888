import { basename, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import * as z from 'zod'
import { UsageError } from '../config/config-error.ts'
import { importModule } from '../io/import-module.ts'
import { moduleFiles } from '../io/module-files.ts'
import type { Evidence } from '../model/finding.ts'
import { startOf } from '../model/source-location.ts'
import type { Decider } from '../model/trace.ts'
import { rules as ownRules } from '../rules/index.ts'
import { defineRule, type Rule, type RuleDefinition, type RuleOutcome } from '../rules/rule.ts'

const definition = z.looseObject({
  id: z.string().regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/, 'an id is like listener-without-tags'),
  title: z.string().min(1),
  severity: z.enum(['error', 'warning', 'info']),
  patterns: z.array(z.string()).default([]),
  message: z.custom<RuleDefinition<unknown>['message']>(value => typeof value === 'function', 'a function'),
  check: z.custom<RuleDefinition<unknown>['check']>(value => typeof value === 'function', 'a function'),
})

const modulesAt = (path: string): readonly string[] => {
  const files = moduleFiles(path)
  if (files === undefined) throw new UsageError(`cannot read rules at ${path}`)
  return files
}

const isPlaced = (line: unknown): boolean => typeof (line as Evidence | undefined)?.at?.start?.line === 'number'

const texts = { subject: z.string().min(1), evidence: z.array(z.custom<Evidence>(isPlaced, 'a line with its place')) }
const outcome = z.discriminatedUnion('kind', [
  z.looseObject({ kind: z.literal('finding'), ...texts, data: z.string(), confidence: z.enum(['proved', 'likely']) }),
  z.looseObject({
    kind: z.literal('undetermined'),
    ...texts,
    message: z.string(),
    decides: z.array(z.custom<Decider>(isPlaced, 'what decides, with its place')).min(1),
  }),
])

/** What a rule yields, if reports can show it. */
const checked = (given: RuleOutcome<string>): RuleOutcome<string> => {
  const [issue] = outcome.safeParse(given).error?.issues ?? []
  if (issue) throw new Error(`it yields what is no outcome: ${issue.path.join('.')}: ${issue.message}`)
  return given
}

/** A rule that stops halfway, or yields what nobody can show, leaves a question, and everything that the others found. */
const guarded = (rule: Rule, file: string): Rule => ({
  ...rule,
  *check(context) {
    try {
      for (const each of rule.check(context)) yield checked(each)
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error)
      const name = basename(file)
      yield {
        kind: 'undetermined',
        subject: `rule ${rule.id}`,
        message: `the rule ${rule.id} stopped before its end: ${why}`,
        evidence: [],
        decides: [{ names: name, at: startOf(name) }],
      }
    }
  },
})

const readModule = async (file: string): Promise<readonly Rule[]> => {
  let module: unknown
  try {
    module = await importModule(pathToFileURL(file).href)
  } catch (error) {
    throw new UsageError(`cannot load the rules of ${file}: ${error instanceof Error ? error.message : String(error)}`)
  }
  const exported = (module as { readonly default?: unknown }).default
  return (Array.isArray(exported) ? exported : [exported]).map((one: unknown) => {
    const read = definition.safeParse(one)
    if (read.success) return guarded(defineRule(read.data), file)
    const [issue] = read.error.issues
    const place = issue && issue.path.length > 0 ? `${issue.path.join('.')}: ` : ''
    throw new UsageError(
      `${file} exports no rule by default: ${place}${issue?.message ?? ''}. See docs/custom-rules.md for its shape.`,
    )
  })
}

/** The rules of a person's own, from the modules or directories that they name; a `UsageError` for what is none. */
export const loadCustomRules = async (cwd: string, paths: readonly string[]): Promise<readonly Rule[]> => {
  const found: Rule[] = []
  for (const file of paths.flatMap(path => modulesAt(resolve(cwd, path)))) {
    for (const rule of await readModule(file)) {
      if ([...ownRules, ...found].some(({ id }) => id === rule.id))
        throw new UsageError(`${file}: there is a rule ${rule.id} already`)
      found.push(rule)
    }
  }
  return found
}
