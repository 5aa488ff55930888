#!/usr/bin/env node
import { readPackageFile } from './io/package-files.ts'

const version = (): string => {
  const { version: text } = JSON.parse(readPackageFile('package.json') ?? '{}') as { readonly version?: string }
  return text ?? '0.0.0'
}

const argv = process.argv.slice(2)
if (argv.length === 1 && (argv[0] === '--version' || argv[0] === '-V')) {
  process.stdout.write(`${version()}\n`)
} else {
  // A reader that has seen enough (`| head`) is no failure.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error
    process.exit(process.exitCode ?? 0)
  })
  const { loadProgram } = await import('./io/load-program.ts')
  process.exitCode = await loadProgram().program.run(argv, version())
  // Nothing is left to do, and V8 would go on collecting and compiling for a while (docs/adr/0008). What a pipe has not taken yet is waited for.
  if (process.stdout.writableLength === 0 && process.stderr.writableLength === 0) process.exit()
}
