import { suggestName } from '../config/closest-name.ts'
import { UsageError } from '../config/config-error.ts'
import { readPackageFile } from '../io/package-files.ts'
import { columns } from '../report/text/layout.ts'
import { rules } from '../rules/index.ts'
import { exitCodes } from './exit-code.ts'
import type { Runtime } from './runtime.ts'

/** A rule's page as Markdown. */
export const rulePage = (id: string): string | undefined =>
  /^[a-z][a-z0-9-]*$/.test(id) ? readPackageFile('docs', 'rules', `${id}.md`) : undefined

/** `sotsu explain RULE`; without a rule, all of them in a line each. */
export const explain = (runtime: Runtime, id: string | undefined): number => {
  if (id === undefined) {
    const rows = rules.map(({ id: name, severity, title }) => [name, severity, title])
    runtime.stdout.write(`${columns(rows).join('\n')}\n`)
    return exitCodes.ok
  }
  const page = rulePage(id)
  const known = rules.find(rule => rule.id === id)
  if (page === undefined && known === undefined) {
    const names = rules.map(rule => rule.id)
    throw new UsageError(`there is no rule ${id}. ${suggestName(id, names)}`)
  }
  const text = page ?? `# ${id}\n\n${known?.title ?? ''}\n`
  runtime.stdout.write(text.endsWith('\n') ? text : `${text}\n`)
  return exitCodes.ok
}
