import { action } from './commands/action.ts'
import { processRuntime } from './commands/process-runtime.ts'

/** Put in by the build. */
declare const SOTSU_VERSION: string

process.exitCode = await action(processRuntime(), SOTSU_VERSION)
