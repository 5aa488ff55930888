import { randomBytes } from 'node:crypto'
import { readStdin } from '../io/read-input.ts'
import type { Output, Runtime } from './runtime.ts'

const output = (stream: NodeJS.WriteStream): Output => ({
  isTTY: stream.isTTY === true,
  ...(stream.columns === undefined ? {} : { columns: stream.columns }),
  write: text => {
    stream.write(text)
  },
})

/** Reproducible where SOURCE_DATE_EPOCH says when it is (https://reproducible-builds.org/specs/source-date-epoch/). */
const now = (): Date => {
  const epoch = Number(process.env.SOURCE_DATE_EPOCH)
  return new Date(epoch > 0 ? epoch * 1000 : Date.now())
}

/** The runtime of the process that sotsu runs in. */
export const processRuntime = (): Runtime => ({
  cwd: process.cwd(),
  env: process.env,
  stdout: output(process.stdout),
  stderr: output(process.stderr),
  // Asking opens the stream.
  get stdinIsTTY() {
    return process.stdin.isTTY === true
  },
  readStdin,
  clock: () => Number(process.hrtime.bigint()) / 1e6,
  today: () => now().toISOString().slice(0, 10),
  time: () => now().toTimeString().slice(0, 5),
  wait: milliseconds => new Promise(resolve => setTimeout(resolve, milliseconds)),
  salt: randomBytes(16).toString('hex'),
  analyze: async (tree, config, options) => {
    const { analyze } = await import('../analyze.ts')
    return analyze(tree, config, options)
  },
})
