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
  today: () => {
    const epoch = Number(process.env.SOURCE_DATE_EPOCH)
    return new Date(epoch > 0 ? epoch * 1000 : Date.now()).toISOString().slice(0, 10)
  },
  wait: milliseconds => new Promise(resolve => setTimeout(resolve, milliseconds)),
  salt: randomBytes(16).toString('hex'),
  analyze: async (tree, config, options) => {
    const { analyze } = await import('../analyze.ts')
    return analyze(tree, config, options)
  },
})
