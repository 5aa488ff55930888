import { UsageError } from '../../config/config-error.ts'
import { readNamedFile } from '../../io/read-input.ts'
import type { Runtime } from '../runtime.ts'
import { githubPlatform } from './github.ts'
import { gitlabPlatform } from './gitlab.ts'
import type { Platform } from './platform.ts'

/** What the CI environment says about the pull or merge request. */
export interface PullRequest {
  readonly host: 'github' | 'gitlab' | 'none'
  readonly number?: number
  /** A commit or branch to compare with. */
  readonly base?: string
  /** The commit whose lines are linked. */
  readonly head?: string
}

interface PullEvent {
  readonly number?: unknown
  readonly workflow_run?: { readonly head_sha?: unknown }
  readonly pull_request?: {
    readonly number?: unknown
    readonly head?: { readonly sha?: unknown }
    readonly base?: { readonly sha?: unknown }
  }
}

const readEvent = async (file: string | undefined): Promise<PullEvent> => {
  if (!file) return {}
  try {
    const event: unknown = JSON.parse(await readNamedFile(file))
    return typeof event === 'object' && event !== null ? event : {}
  } catch {
    return {}
  }
}

const wholeNumber = (...candidates: readonly unknown[]): number | undefined =>
  candidates.map(Number).find(number => Number.isSafeInteger(number) && number > 0)

const commit = (text: unknown): string | undefined =>
  typeof text === 'string' && /^[0-9a-f]{40}(?:[0-9a-f]{24})?$/.test(text) ? text : undefined

const defined = <T extends object>(fields: T) =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>
  }

/** From the variables that GitHub Actions and GitLab CI set. */
export const pullRequestOf = async ({ env }: Runtime, number: number | undefined): Promise<PullRequest> => {
  if (env.GITHUB_REPOSITORY || env.GITHUB_ACTIONS) {
    const event = await readEvent(env.GITHUB_EVENT_PATH)
    const pull = event.pull_request
    return {
      host: 'github',
      ...defined({
        number: number ?? wholeNumber(pull?.number, /^refs\/pull\/(\d+)\//.exec(env.GITHUB_REF ?? '')?.[1]),
        base: commit(pull?.base?.sha) ?? (env.GITHUB_BASE_REF ? `origin/${env.GITHUB_BASE_REF}` : undefined),
        head: commit(pull?.head?.sha) ?? commit(event.workflow_run?.head_sha) ?? commit(env.GITHUB_SHA),
      }),
    } as PullRequest
  }
  if (env.CI_PROJECT_ID || env.GITLAB_CI) {
    const target = env.CI_MERGE_REQUEST_TARGET_BRANCH_NAME
    return {
      host: 'gitlab',
      ...defined({
        number: number ?? wholeNumber(env.CI_MERGE_REQUEST_IID),
        base: commit(env.CI_MERGE_REQUEST_DIFF_BASE_SHA) ?? (target ? `origin/${target}` : undefined),
        head: commit(env.CI_COMMIT_SHA),
      }),
    } as PullRequest
  }
  return { host: 'none', ...(number === undefined ? {} : { number }) }
}

const needed = (value: string | undefined, name: string): string => {
  if (!value) throw new UsageError(`${name} is not set. Print the comment with --dry-run instead`)
  return value
}

/** The platform that the comment goes to. Without a token nothing is sent. */
export const findPlatform = ({ env, wait }: Runtime, pull: PullRequest, author: string | undefined): Platform => {
  if (pull.host === 'none')
    throw new UsageError('this is neither GitHub Actions nor GitLab CI. Print the comment with --dry-run instead')
  if (pull.number === undefined)
    throw new UsageError('no pull request is known here. Say which one with --pr, or print the comment with --dry-run')
  const shared = { number: pull.number, commit: pull.head, author, wait }
  if (pull.host === 'github')
    return githubPlatform({
      ...shared,
      token: needed(env.GITHUB_TOKEN, 'GITHUB_TOKEN'),
      api: env.GITHUB_API_URL ?? 'https://api.github.com',
      server: env.GITHUB_SERVER_URL ?? 'https://github.com',
      repository: needed(env.GITHUB_REPOSITORY, 'GITHUB_REPOSITORY'),
    })
  return gitlabPlatform({
    ...shared,
    token: needed(env.GITLAB_TOKEN, 'GITLAB_TOKEN'),
    api: env.CI_API_V4_URL ?? 'https://gitlab.com/api/v4',
    project: needed(env.CI_PROJECT_ID, 'CI_PROJECT_ID'),
    projectUrl: env.CI_PROJECT_URL,
  })
}
