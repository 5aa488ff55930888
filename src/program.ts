import { main } from './commands/main.ts'
import { processRuntime } from './commands/process-runtime.ts'

/** Everything behind the command line, as one piece: `cli.ts` loads it compiled. Gives the exit code. */
export const run = (argv: readonly string[], version: string): Promise<number> => main(argv, processRuntime(), version)
