import { ConfigError, UsageError } from '../config/config-error.ts'
import { mergeBase, pathInRepository } from '../io/merge-base.ts'
import type { Analysis } from '../model/analysis.ts'
import { commentBody } from '../report/comment/comment-body.ts'
import { compareAnalyses, isNoChange } from '../report/comment/compare-analyses.ts'
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

/** `sotsu comment`: base and head × staging and production, as one comment on the pull request. */
export const comment = async (runtime: Runtime, options: CommentOptions): Promise<number> => {
  const number = options.pr === undefined ? undefined : Number(options.pr)
  if (number !== undefined && !(Number.isSafeInteger(number) && number > 0))
    throw new UsageError(`--pr ${options.pr} is no number of a pull request`)
  const marker = markerOf(options.tag)
  const pull = await pullRequestOf(runtime, number)
  const platform = options.dryRun ? undefined : findPlatform(runtime, pull, options.author)
  const base = options.base ?? pull.base
  if (base === undefined) throw new UsageError('say with --base what to compare with: --base origin/main')

  const repository = await openRepository(runtime, options)
  const { root } = repository
  const left = askGit(() => mergeBase(root, base))
  const head = await analyzeRepository(runtime, repository)
  const before = await analyzeBase(runtime, root, left, options.config)
  const changes = compareAnalyses(before, head)
  const below = askGit(() => pathInRepository(root))
  const body = commentBody(changes, head, {
    marker,
    language: options.lang,
    limit: platform?.limit ?? dryRunLimit,
    base: options.base ?? left.slice(0, 12),
    link: ({ file, start }) => platform?.lineAddress(below === '' ? file : `${below}/${file}`, start.line),
  })
  if (platform === undefined) runtime.stdout.write(body)
  else {
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
