import { spawn } from 'node:child_process'
import type { UiHost } from './ui-host.ts'

/** The `run` of a host whose files are in `root`. */
export const runProgram =
  (root: string): UiHost['run'] =>
  ([program = '', ...rest], input) =>
    new Promise((resolve, reject) => {
      const stdio = input === undefined ? 'inherit' : (['pipe', 'ignore', 'ignore'] as const)
      const child = spawn(program, rest, {
        cwd: root,
        stdio: typeof stdio === 'string' ? stdio : [...stdio],
        shell: false,
      })
      child.on('error', reject)
      child.on('close', code => resolve(code ?? 1))
      // A program that does not read its input is not an error.
      child.stdin?.on('error', () => {})
      child.stdin?.end(input)
    })
