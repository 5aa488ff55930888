import { basename, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import * as z from 'zod'
import { UsageError } from '../config/config-error.ts'
import { importModule } from '../io/import-module.ts'
import { moduleFiles } from '../io/module-files.ts'
import { startOf } from '../model/source-location.ts'
import { rules as ownRules } from '../rules/index.ts'
import { defineRule, type Rule, type RuleDefinition } from '../rules/rule.ts'

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

/** A rule that stops halfway leaves a question, and everything that the others found. */
const guarded = (rule: Rule, file: string): Rule => ({
  ...rule,
  *check(context) {
    try {
      yield* rule.check(context)
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
