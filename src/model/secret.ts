import { createHash } from 'node:crypto'

/**
 * What is left of a secret after it was read: equal for equal secrets of one run, nothing that leads back to them.
 * The salt is made anew for each run by whoever may ask for random bytes; without one the digests could be looked up.
 */
export const digest = (text: string, salt: string): string =>
  createHash('sha256').update(salt).update('\u0000').update(text).digest('hex').slice(0, 8)
