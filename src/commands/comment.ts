import { resolve } from 'node:path'
import { ConfigError, UsageError } from '../config/config-error.ts'
import { mergeBase, pathInRepository } from '../io/merge-base.ts'
import { readNamedFile } from '../io/read-input.ts'
import { writeFileAtomically } from '../io/write-file.ts'
import type { Analysis } from '../model/analysis.ts'
import { changesText } from '../report/comment/change-json.ts'
import { commentBody } from '../report/comment/comment-body.ts'
import { type ComparisonChange, compareAnalyses, isNoChange } from '../report/comment/compare-analyses.ts'
import { readChanges } from '../report/comment/read-changes.ts'
import type { Language } from '../report/phrases.ts'
import { analyzeRepository } from './check.ts'
import { findPlatform, pullRequestOf } from './comment/find-platform.ts'
import { keepComment } from './comment/keep-comment.ts'
import { exitCodeOf, type FailOn } from './exit-code.ts'
import { openRepository, type RepositoryOptions } from './repository.ts'
import { analyzeRevision, askGit } from './revision.ts'
import type { Runtime } from './runtime.ts'

export interface CommentOptions extends RepositoryOptions {
  readonly base?: string | undefined
  readonly dryRun: boolean
  /** Writes what there is to say as data too, before anything is sent. */
  readonly save?: string | undefined
  /** Says what was saved, without reading any source. */
  readonly from?: string | undefined
  readonly tag: string
  readonly pr?: string | undefined
  readonly author?: string | undefined
  readonly failOn: FailOn
  readonly lang: Language
}

const dryRunLimit = 60_000

const markerOf = (tag: string): string => {
  if (!/^[\w.-]{1,60}$/.test(tag)) throw new UsageError(`--tag ${tag}: use letters, digits, dots and hyphens`)
  return `<!-- sotsu:report v1 key=${tag} -->`
}

interface Told {
  readonly head: Analysis
  readonly changes: readonly ComparisonChange[]
  /** What the head is compared with, as people call it. */
  readonly base: string
  /** The analysed directory inside the git repository. */
  readonly below: string
}

/** `sotsu comment`: base and head × staging and production, as one comment on the pull request. */
export const comment = async (runtime: Runtime, options: CommentOptions): Promise<number> => {
  const number = options.pr === undefined ? undefined : Number(options.pr)
  if (number !== undefined && !(Number.isSafeInteger(number) && number > 0))
    throw new UsageError(`--pr ${options.pr} is no number of a pull request`)
  const marker = markerOf(options.tag)
  const pull = await pullRequestOf(runtime, number)
  const platform = options.dryRun ? undefined : findPlatform(runtime, pull, options.author)
  const told = options.from === undefined ? await compare(runtime, options, pull.base) : await readSaved(options.from)
  const { head, changes, base, below } = told
  const body = commentBody(changes, head, {
    marker,
    language: options.lang,
    limit: platform?.limit ?? dryRunLimit,
    base,
    link: ({ file, start }) => platform?.lineAddress(below === '' ? file : `${below}/${file}`, start.line),
  })
  if (options.save !== undefined) writeFileAtomically(resolve(runtime.cwd, options.save), changesText(base, changes))
  if (options.dryRun) runtime.stdout.write(body)
  if (platform) {
    const kept = await keepComment(platform, {
      marker,
      body,
      onlyIfPresent: isNoChange(changes),
      wait: runtime.wait,
    })
    const address = kept.id === undefined ? undefined : platform.commentAddress(kept.id)
    runtime.stdout.write(`${platform.name}: ${kept.outcome}${address === undefined ? '' : ` ${address}`}\n`)
  }
  const introduced = changes.map(change => ({ ...change.head, findings: change.introduced, undetermined: [] }))
  return exitCodeOf({ ...head, comparisons: introduced }, { failOn: options.failOn, strict: false })
}

const compare = async (runtime: Runtime, options: CommentOptions, target: string | undefined): Promise<Told> => {
  const base = options.base ?? target
  if (base === undefined) throw new UsageError('say with --base what to compare with: --base origin/main')
  const repository = await openRepository(runtime, options)
  const { root } = repository
  const left = askGit(() => mergeBase(root, base))
  const head = await analyzeRepository(runtime, repository, 'compared')
  const before = await analyzeBase(runtime, root, left, options.config)
  return {
    head,
    changes: compareAnalyses(before, head),
    base: options.base ?? left.slice(0, 12),
    below: askGit(() => pathInRepository(root)),
  }
}

/** What `--save` wrote elsewhere, where no source is read: it is data, and checked. */
const readSaved = async (file: string): Promise<Told> => {
  const saved = readChanges(await readNamedFile(file))
  if (saved === undefined) throw new UsageError(`${file} is not what sotsu comment --save writes`)
  return { ...saved, head: { environments: [], comparisons: [], diagnostics: [] }, below: '' }
}

/** A base whose configuration is wrong has nothing to compare with: then all that the head has is new. */
const analyzeBase = async (
  runtime: Runtime,
  root: string,
  revision: string,
  configFile: string | undefined,
): Promise<Analysis> => {
  try {
    return await analyzeRevision(runtime, root, revision, configFile)
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    runtime.stderr.write(
      `sotsu: the base cannot be analysed, everything counts as new: ${error.message.split('\n')[0]}\n`,
    )
    return { environments: [], comparisons: [], diagnostics: [] }
  }
}
