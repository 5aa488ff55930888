import { CommanderError } from 'commander'
import { UsageError } from '../config/config-error.ts'
import { exitCodes } from './exit-code.ts'
import { buildProgram } from './program.ts'
import type { Runtime } from './runtime.ts'

/** Runs a command line to its exit code. What a person must correct is said in a few words; a bug keeps its stack. */
export const main = async (argv: readonly string[], runtime: Runtime, version: string): Promise<number> => {
  let code: number = exitCodes.ok
  const given = withCommand(argv, runtime)
  const program = buildProgram(runtime, version, given[0], ended => {
    code = ended
  })
  try {
    await program.parseAsync([...given], { from: 'user' })
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

/** Options that the UI has and `check` has not. */
const uiOptions = /^--(?:tui|plain|ascii|no-mouse|no-state|theme|watch|screenshot|keys)(?:=|$)/
const bothHave = /^(?:--(?:lang|color|repository|config)(?:=.*)?|-C.*)$/

/** Whether these options, without a command, are for the UI: one of its own, or in a terminal none that only `check` has. */
const isForUi = (argv: readonly string[], isTerminal: boolean): boolean =>
  argv.some(argument => uiOptions.test(argument)) ||
  (isTerminal && argv.every((argument, index) => bothHave.test(argument) || bothHave.test(argv[index - 1] ?? '')))

/** Without a command: the UI in a terminal that a person sits at, else `check`, whose options may then stand by themselves. */
const withCommand = (argv: readonly string[], runtime: Runtime): readonly string[] => {
  const [first] = argv
  if (first !== undefined && (!first.startsWith('-') || /^(-h|--help|-V|--version)$/.test(first))) return argv
  const { stdinIsTTY, stdout, env } = runtime
  const isTerminal = stdinIsTTY && stdout.isTTY && env.TERM !== 'dumb' && !env.CI
  if (first === undefined) return isTerminal || (stdinIsTTY && env.SOTSU_PLAIN) ? ['ui'] : ['check']
  return isForUi(argv, isTerminal) ? ['ui', ...argv.filter(argument => argument !== '--tui')] : ['check', ...argv]
}
