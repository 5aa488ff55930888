#!/usr/bin/env node
import { loadProgram } from './io/load-program.ts'

/** Put in by the build. */
declare const SOTSU_VERSION: string

const run = async (argv: readonly string[]): Promise<void> => {
  // A reader that has seen enough (`| head`) is no failure.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error
    process.exit(process.exitCode ?? 0)
  })
  process.exitCode = await loadProgram().program.run(argv, SOTSU_VERSION)
  // Nothing is left to do, and V8 would go on collecting and compiling for a while (docs/adr/0008). What a pipe has not taken yet is waited for.
  if (process.stdout.writableLength === 0 && process.stderr.writableLength === 0) process.exit()
}

const argv = process.argv.slice(2)
if (argv.length === 1 && (argv[0] === '--version' || argv[0] === '-V')) process.stdout.write(`${SOTSU_VERSION}\n`)
else void run(argv)
