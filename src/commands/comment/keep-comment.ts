import { NotFound, Unavailable } from './http.ts'
import type { Platform, PlatformComment } from './platform.ts'

export interface Kept {
  readonly outcome: 'created' | 'updated' | 'unchanged' | 'nothing to say'
  readonly id?: number
}

export interface KeepOptions {
  /** The first line of the comment; with the author it says which comment is ours. */
  readonly marker: string
  readonly body: string
  /** Nothing is said where nothing had been said before. */
  readonly onlyIfPresent: boolean
  readonly wait: (milliseconds: number) => Promise<void>
}

const attempts = 3

const normal = (body: string): string => body.replaceAll('\r\n', '\n').trim()

/** Anyone can paste a marker, and a token may edit other people's comments: only what we wrote ourselves is ours. */
const oursAmong = (
  comments: readonly PlatformComment[],
  marker: string,
  authors: readonly string[],
): readonly PlatformComment[] =>
  comments
    .filter(({ body, author }) => authors.includes(author) && normal(body).split('\n')[0]?.trim() === marker)
    .toSorted((one, other) => one.id - other.id)

/** Keeps one comment: made once, edited after, never two of it. */
export const keepComment = async (platform: Platform, options: KeepOptions): Promise<Kept> => {
  const { marker, body, onlyIfPresent, wait } = options
  const authors = await platform.authors()
  for (let attempt = 1; ; attempt++) {
    const [first, ...others] = oursAmong(await platform.list(), marker, authors)
    for (const { id } of others) await ignoreMissing(platform.remove(id))
    if (first === undefined) {
      if (onlyIfPresent) return { outcome: 'nothing to say' }
      let id: number
      try {
        id = await platform.create(body)
      } catch (error) {
        // It may have been made all the same: look before making another.
        if (!(error instanceof Unavailable) || attempt >= attempts) throw error
        await wait(1000 * 2 ** attempt)
        continue
      }
      const older = await removeTwins(platform, marker, authors, body)
      return older === undefined ? { outcome: 'created', id } : { outcome: 'updated', id: older }
    }
    if (normal(first.body) === normal(body)) return { outcome: attempt > 1 ? 'created' : 'unchanged', id: first.id }
    try {
      await platform.update(first.id, body)
      return { outcome: 'updated', id: first.id }
    } catch (error) {
      if (!(error instanceof NotFound) || attempt >= attempts) throw error
    }
  }
}

const ignoreMissing = async (removal: Promise<void>): Promise<void> => {
  try {
    await removal
  } catch (error) {
    if (!(error instanceof NotFound)) throw error
  }
}

/** Another run may have made one at the same time: both keep the older, with what is newest in it. */
const removeTwins = async (
  platform: Platform,
  marker: string,
  authors: readonly string[],
  body: string,
): Promise<number | undefined> => {
  const [first, ...others] = oursAmong(await platform.list(), marker, authors)
  if (first === undefined || others.length === 0) return undefined
  for (const { id } of others) await ignoreMissing(platform.remove(id))
  await platform.update(first.id, body)
  return first.id
}
