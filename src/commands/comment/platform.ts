/** A comment as a platform has it. */
export interface PlatformComment {
  readonly id: number
  readonly author: string
  readonly body: string
}

/** What is needed of GitHub or GitLab to keep one comment. */
export interface Platform {
  readonly name: string
  /** UTF-16 units that a comment may have. */
  readonly limit: number
  /** Under which names the token writes; more than one where the platform does not say. */
  readonly authors: () => Promise<readonly string[]>
  /** All comments, oldest first. */
  readonly list: () => Promise<readonly PlatformComment[]>
  /** Gives the comment's id. */
  readonly create: (body: string) => Promise<number>
  readonly update: (id: number, body: string) => Promise<void>
  readonly remove: (id: number) => Promise<void>
  /** Where a comment can be seen. */
  readonly commentAddress: (id: number) => string | undefined
  /** The address of a line at the head commit. */
  readonly lineAddress: (file: string, line: number) => string | undefined
}

const pageSize = 100
const mostPages = 100

/** All pages of a list: by number, since an address in an answer could lead elsewhere. */
export const allPages = async <T>(
  page: (number: number, size: number) => Promise<readonly T[]>,
): Promise<readonly T[]> => {
  const all: T[] = []
  for (let number = 1; number <= mostPages; number++) {
    const found = await page(number, pageSize)
    all.push(...found)
    if (found.length < pageSize) break
  }
  return all
}
