import * as z from 'zod'
import { UsageError } from '../../config/config-error.ts'
import { uriPath } from '../../report/markdown/markdown-text.ts'
import { apiOf, Forbidden, NotFound } from './http.ts'
import { allPages, type Platform } from './platform.ts'

export interface GithubSettings {
  readonly api: string
  readonly server: string
  /** `owner/name` */
  readonly repository: string
  readonly number: number
  readonly commit?: string | undefined
  readonly token: string
  readonly author?: string | undefined
  readonly wait: (milliseconds: number) => Promise<void>
}

const comments = z.array(
  z.object({ id: z.int(), body: z.string().nullish(), user: z.object({ login: z.string() }).nullish() }),
)
const made = z.object({ id: z.int() })
const user = z.object({ login: z.string() })

const parsed = <T>(schema: z.ZodType<T>, data: unknown): T => {
  const result = schema.safeParse(data)
  if (!result.success) throw new UsageError('the API answered with something else than was asked for')
  return result.data
}

/** A pull request on GitHub (REST API, "Issue comments"). A body may have 65,536 characters. */
export const githubPlatform = (settings: GithubSettings): Platform => {
  const { repository, number } = settings
  if (!/^[\w.-]+\/[\w.-]+$/.test(repository)) throw new UsageError(`${repository} is no repository of GitHub`)
  const call = apiOf({
    base: settings.api,
    wait: settings.wait,
    headers: {
      accept: 'application/vnd.github+json',
      authorization: `Bearer ${settings.token}`,
      'x-github-api-version': '2022-11-28',
    },
  })
  const issue = `/repos/${repository}/issues`
  return {
    name: 'GitHub',
    limit: 60_000,
    authors: async () => {
      if (settings.author !== undefined) return [settings.author]
      try {
        return [parsed(user, await call('GET', '/user')).login]
      } catch (error) {
        // The token of a workflow may not ask who it is; it writes as this app.
        if (error instanceof Forbidden || error instanceof NotFound) return ['github-actions[bot]']
        throw error
      }
    },
    list: () =>
      allPages(async (page, size) =>
        parsed(comments, await call('GET', `${issue}/${number}/comments?per_page=${size}&page=${page}`)).map(
          ({ id, body, user: author }) => ({ id, body: body ?? '', author: author?.login ?? '' }),
        ),
      ),
    create: async body => parsed(made, await call('POST', `${issue}/${number}/comments`, { body })).id,
    update: async (id, body) => void (await call('PATCH', `${issue}/comments/${id}`, { body })),
    remove: async id => void (await call('DELETE', `${issue}/comments/${id}`)),
    commentAddress: id => `${settings.server}/${repository}/pull/${number}#issuecomment-${id}`,
    lineAddress: (file, line) =>
      settings.commit === undefined
        ? undefined
        : `${settings.server}/${repository}/blob/${settings.commit}/${uriPath(file)}#L${line}`,
  }
}
