import { appendFileSync } from 'node:fs'

/** Adds to a file that another program made and reads: a step summary, the outputs of a step. */
export const appendToFile = (path: string, text: string): void => appendFileSync(path, text)
