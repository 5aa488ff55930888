import type { Runtime } from './runtime.ts'

/** A line of progress on stderr, only for people and only when a run takes long. */
export const startProgress = ({
  stderr,
  clock,
}: Runtime): { readonly report: (what: string) => void; readonly end: () => void } => {
  const start = clock()
  let isShown = false
  return {
    report: what => {
      if (!stderr.isTTY || clock() - start < 500) return
      isShown = true
      stderr.write(`\r\u001b[K${what}...`)
    },
    end: () => {
      if (isShown) stderr.write('\r\u001b[K')
    },
  }
}
