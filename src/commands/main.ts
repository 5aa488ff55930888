import { CommanderError } from 'commander'
import { UsageError } from '../config/config-error.ts'
import { exitCodes } from './exit-code.ts'
import { buildProgram } from './program.ts'
import type { Runtime } from './runtime.ts'

/** Runs a command line to its exit code. What a person must correct is said in a few words; a bug keeps its stack. */
export const main = async (argv: readonly string[], runtime: Runtime, version: string): Promise<number> => {
  let code: number = exitCodes.ok
  const program = buildProgram(runtime, version, given => {
    code = given
  })
  try {
    await program.parseAsync([...withCommand(argv, runtime)], { from: 'user' })
    return code
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.ok : exitCodes.usage
    if (error instanceof UsageError) {
      runtime.stderr.write(
        `${error.message
          .split('\n')
          .map(line => `sotsu: ${line}`)
          .join('\n')}\n`,
      )
      return exitCodes.usage
    }
    throw error
  }
}

/** Without a command: the UI in a terminal, else `check`, whose options may then stand by themselves. */
const withCommand = (argv: readonly string[], { stdinIsTTY, stdout }: Runtime): readonly string[] => {
  const [first] = argv
  if (first === undefined) return stdinIsTTY && stdout.isTTY ? ['ui'] : ['check']
  return first.startsWith('-') && !/^(-h|--help|-V|--version)$/.test(first) ? ['check', ...argv] : argv
}
