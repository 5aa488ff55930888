import * as z from 'zod'
import { UsageError } from '../../config/config-error.ts'
import { uriPath } from '../../report/markdown/markdown-text.ts'
import { apiOf } from './http.ts'
import { allPages, type Platform } from './platform.ts'

export interface GitlabSettings {
  /** `https://gitlab.example.com/api/v4` */
  readonly api: string
  /** Number, or path. */
  readonly project: string
  readonly projectUrl?: string | undefined
  readonly number: number
  readonly commit?: string | undefined
  readonly token: string
  readonly author?: string | undefined
  readonly wait: (milliseconds: number) => Promise<void>
}

const notes = z.array(
  z.object({
    id: z.int(),
    body: z.string().nullish(),
    system: z.boolean().nullish(),
    author: z.object({ username: z.string() }).nullish(),
  }),
)
const made = z.object({ id: z.int() })
const user = z.object({ username: z.string() })

const parsed = <T>(schema: z.ZodType<T>, data: unknown): T => {
  const result = schema.safeParse(data)
  if (!result.success) throw new UsageError('the API answered with something else than was asked for')
  return result.data
}

/** A merge request on GitLab (Notes API). A job's own token cannot write notes; a project access token can. */
export const gitlabPlatform = (settings: GitlabSettings): Platform => {
  const call = apiOf({
    base: settings.api,
    wait: settings.wait,
    headers: { accept: 'application/json', 'private-token': settings.token },
  })
  const path = `/projects/${encodeURIComponent(settings.project)}/merge_requests/${settings.number}/notes`
  return {
    name: 'GitLab',
    limit: 200_000,
    authors: async () => [settings.author ?? parsed(user, await call('GET', '/user')).username],
    list: () =>
      allPages(async (page, size) =>
        parsed(notes, await call('GET', `${path}?sort=asc&order_by=created_at&per_page=${size}&page=${page}`)).map(
          ({ id, body, author, system }) => ({
            id,
            body: system === true ? '' : (body ?? ''),
            author: author?.username ?? '',
          }),
        ),
      ),
    create: async body => parsed(made, await call('POST', path, { body })).id,
    update: async (id, body) => void (await call('PUT', `${path}/${id}`, { body })),
    remove: async id => void (await call('DELETE', `${path}/${id}`)),
    commentAddress: id =>
      settings.projectUrl === undefined
        ? undefined
        : `${settings.projectUrl}/-/merge_requests/${settings.number}#note_${id}`,
    lineAddress: (file, line) =>
      settings.commit === undefined || settings.projectUrl === undefined
        ? undefined
        : `${settings.projectUrl}/-/blob/${settings.commit}/${uriPath(file)}#L${line}`,
  }
}
