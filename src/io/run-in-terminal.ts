import { spawn } from 'node:child_process'

/** Runs a program, without a shell, with the terminal as its own or with `input` on its standard input; gives its exit code. */
export const runInTerminal = (directory: string, argv: readonly string[], input?: string): Promise<number> =>
  new Promise((resolve, reject) => {
    const [program = '', ...args] = argv
    const child = spawn(program, args, {
      cwd: directory,
      stdio: [input === undefined ? 'inherit' : 'pipe', 'inherit', 'inherit'],
    })
    child.once('error', reject)
    child.once('close', (code, signal) => resolve(code ?? (signal === null ? 1 : 128)))
    if (input !== undefined) {
      child.stdin?.on('error', () => {})
      child.stdin?.end(input)
    }
  })
