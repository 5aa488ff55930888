import { readFileSync } from 'node:fs'

/** All of standard input. */
export const readStdin = async (): Promise<string> => {
  const chunks: Buffer[] = []
  for await (const chunk of process.stdin) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString('utf8')
}

/** A file that a person named on the command line, anywhere on the machine; `-` is standard input. */
export const readNamedFile = async (path: string): Promise<string> =>
  path === '-' ? readStdin() : readFileSync(path, 'utf8')

/** A file of the person who runs it; `undefined` where there is none that can be read. */
export const readFileIfThere = (path: string): string | undefined => {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return undefined
  }
}
