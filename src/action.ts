import { action } from './commands/action.ts'
import { processRuntime } from './commands/process-runtime.ts'

declare const SOTSU_VERSION: string | undefined

process.exitCode = await action(processRuntime(), typeof SOTSU_VERSION === 'string' ? SOTSU_VERSION : '0.0.0')
