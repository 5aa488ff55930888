import { join } from 'node:path'
import { UsageError } from '../config/config-error.ts'
import { type Acceptable, acceptablesOf } from '../config/expectations/apply-expectations.ts'
import { addExpectation, expectFileName, readExpectFile } from '../config/expectations/expect-file.ts'
import { valuesDigest } from '../config/expectations/values-digest.ts'
import { writeFileAtomically } from '../io/write-file.ts'
import type { Analysis } from '../model/analysis.ts'
import { readText } from '../model/source-tree.ts'
import { escapeLine } from '../report/escape.ts'
import { columns } from '../report/text/layout.ts'
import { analyzeRepository } from './check.ts'
import { isDay } from './day.ts'
import { exitCodes } from './exit-code.ts'
import { openRepository, type Repository, type RepositoryOptions } from './repository.ts'
import type { Runtime } from './runtime.ts'

export interface WaiveOptions extends RepositoryOptions {
  readonly reason?: string | undefined
  readonly owner?: string | undefined
  readonly until?: string | undefined
}

const shortestPrefix = 6

/** `sotsu waive`: writes an entry of the reviewed list. It has a reason, an owner and an end, or it is not written. */
export const waive = async (runtime: Runtime, wanted: string | undefined, options: WaiveOptions): Promise<number> => {
  const terms = wanted === undefined ? undefined : requireTerms(options, runtime.today())
  const repository = await openRepository(runtime, options)
  const analysis = await analyzeRepository(runtime, repository, 'compared')
  if (wanted === undefined || terms === undefined) return listFindings(runtime, analysis)
  const finding = findByPrefix(analysis, wanted)
  writeWaiver(repository, finding, terms)
  runtime.stdout.write(
    `${expectFileName}: ${escapeLine(finding.rule)}, ${escapeLine(finding.subject)}, accepted until ${terms.until}\n`,
  )
  return exitCodes.ok
}

export interface WaiverTerms {
  readonly reason: string
  readonly owner: string
  readonly until: string
}

/** Adds an entry to the reviewed list; gives the list as it was and as it is now. */
export const writeWaiver = (
  { root, tree }: Pick<Repository, 'root' | 'tree'>,
  finding: Acceptable,
  terms: WaiverTerms,
): { readonly before: string | undefined; readonly after: string } => {
  const present = readText(tree, expectFileName)
  const before = typeof present === 'string' ? present : undefined
  const after = addExpectation(before ?? '', {
    fingerprint: finding.fingerprint,
    rule: finding.rule,
    subject: escapeLine(finding.subject),
    values: valuesDigest(finding),
    ...terms,
  })
  readExpectFile(expectFileName, after)
  writeFileAtomically(join(root, expectFileName), after)
  return { before, after }
}

/** The terms, or a `UsageError` that says what they lack. */
export const requireTerms = ({ reason, owner, until }: WaiveOptions, today: string): WaiverTerms => {
  const missing = [
    ...(reason?.trim() ? [] : ['--reason']),
    ...(owner?.trim() ? [] : ['--owner']),
    ...(until ? [] : ['--until']),
  ]
  if (!reason || !owner || !until || missing.length > 0)
    throw new UsageError(`a waiver needs ${missing.join(', ')}: without it nobody would look at the difference again`)
  if (!isDay(until)) throw new UsageError(`--until ${until} is no day. Write it as 2026-12-31`)
  if (until < today) throw new UsageError(`--until ${until} has passed already (today is ${today})`)
  return { reason: reason.trim(), owner: owner.trim(), until }
}

const findByPrefix = (analysis: Analysis, wanted: string): Acceptable => {
  if (wanted.length < shortestPrefix)
    throw new UsageError(`give at least ${shortestPrefix} digits of the fingerprint. sotsu waive lists them`)
  const found = acceptablesOf(analysis).filter(({ fingerprint }) => fingerprint.startsWith(wanted.toLowerCase()))
  const [first] = found
  if (first === undefined) throw new UsageError(`no finding has the fingerprint ${wanted}. sotsu waive lists them`)
  if (found.length > 1) throw new UsageError(`${found.length} findings have fingerprints that start with ${wanted}`)
  return first
}

const stateOf = (one: Acceptable): string => {
  if ('decides' in one) return one.isWaived ? 'waived' : 'cannot tell'
  return one.status === 'new' ? one.severity : one.status
}

const listFindings = ({ stdout }: Runtime, analysis: Analysis): number => {
  const rows = acceptablesOf(analysis).map(one => [one.fingerprint, stateOf(one), one.rule, escapeLine(one.subject)])
  stdout.write(rows.length === 0 ? 'nothing to accept\n' : `${columns(rows).join('\n')}\n`)
  return exitCodes.ok
}
