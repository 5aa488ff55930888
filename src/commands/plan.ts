import { resolve } from 'node:path'
import { UsageError } from '../config/config-error.ts'
import { acceptablesOf, stateOf } from '../config/expectations/apply-expectations.ts'
import { expectFileName, readExpectFile } from '../config/expectations/expect-file.ts'
import { writeFileAtomically } from '../io/write-file.ts'
import type { Analysis } from '../model/analysis.ts'
import { readText, type SourceTree } from '../model/source-tree.ts'
import type { Language } from '../report/phrases.ts'
import { codeownersFiles, type OwnersOf, readCodeowners } from '../report/plan/codeowners.ts'
import { makePlan } from '../report/plan/make-plan.ts'
import type { PlanTerms, Waiver } from '../report/plan/plan.ts'
import { renderPlanJson } from '../report/plan/plan-json.ts'
import { renderPlanMarkdown } from '../report/plan/plan-markdown.ts'
import { analyzeRepository } from './check.ts'
import { isDay } from './day.ts'
import { exitCodes } from './exit-code.ts'
import { openRepository, type Repository, type RepositoryOptions } from './repository.ts'
import { analyzeRevision } from './revision.ts'
import type { Runtime } from './runtime.ts'

export interface PlanOptions extends RepositoryOptions {
  readonly since?: string | undefined
  readonly release?: string | undefined
  readonly format: 'markdown' | 'json'
  readonly output?: string | undefined
  readonly lang: Language
}

/** `sotsu plan`: a review, not a gate: its exit code is 0 whatever it lists. */
export const plan = async (runtime: Runtime, options: PlanOptions): Promise<number> => {
  const { since, release } = options
  if (release !== undefined && !isDay(release))
    throw new UsageError(`--release ${release} is no day. Write it as 2026-12-15`)
  const repository = await openRepository(runtime, options)
  const analysis = await analyzeRepository(runtime, repository, 'compared')
  const before =
    since === undefined ? undefined : await analyzeRevision(runtime, repository.root, since, options.config)
  const terms: PlanTerms = {
    today: runtime.today(),
    ...(release === undefined ? {} : { release }),
    ...(since === undefined || before === undefined
      ? {}
      : { since: { name: since, fingerprints: fingerprintsOf(before) } }),
    ownersOf: ownersIn(repository.tree),
    audiences: audiencesOf(repository),
    waivers: waiversOf(repository.tree, analysis, runtime.today()),
  }
  const made = makePlan(analysis, terms)
  const text = options.format === 'json' ? renderPlanJson(made) : renderPlanMarkdown(made, options.lang)
  if (options.output === undefined) runtime.stdout.write(text)
  else writeFileAtomically(resolve(runtime.cwd, options.output), text)
  return exitCodes.ok
}

const fingerprintsOf = (analysis: Analysis): ReadonlySet<string> =>
  new Set(acceptablesOf(analysis).map(({ fingerprint }) => fingerprint))

const ownersIn = (tree: SourceTree): OwnersOf => {
  for (const file of codeownersFiles) {
    const text = readText(tree, file)
    if (typeof text === 'string') return readCodeowners(text)
  }
  return () => []
}

const audiencesOf = ({ config }: Repository): ReadonlyMap<string, string> =>
  new Map(config.journeys.flatMap(({ name, audience }) => (audience === undefined ? [] : [[name, audience] as const])))

const waiversOf = (tree: SourceTree, analysis: Analysis, today: string): readonly Waiver[] => {
  const text = readText(tree, expectFileName)
  if (typeof text !== 'string') return []
  const all = acceptablesOf(analysis)
  return readExpectFile(expectFileName, text).map(entry => ({
    fingerprint: entry.fingerprint,
    state: stateOf(
      entry,
      all.find(({ fingerprint }) => fingerprint === entry.fingerprint),
      today,
    ),
    reason: entry.reason,
    owner: entry.owner,
    until: entry.until,
  }))
}
