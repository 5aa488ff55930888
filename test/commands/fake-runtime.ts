import { mkdirSync, mkdtempSync, realpathSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { analyze } from '../../src/analyze.ts'
import { main } from '../../src/commands/main.ts'
import type { Analyze, Runtime } from '../../src/commands/runtime.ts'

export interface Run {
  readonly code: number
  readonly out: string
  readonly err: string
}

export interface RunOptions {
  readonly cwd: string
  readonly stdin?: string
  readonly analyze?: Analyze
  readonly env?: Readonly<Record<string, string>>
  readonly stderrIsTTY?: boolean
  readonly stdoutIsTTY?: boolean
  /** Called when a command asks, which opens the stream. */
  readonly stdinIsTTY?: () => boolean
  readonly clock?: () => number
  readonly today?: string
  readonly wait?: (milliseconds: number) => Promise<void>
}

/** Runs a command line as `sotsu` would, with everything it prints. */
export const run = async (argv: readonly string[], options: RunOptions): Promise<Run> => {
  const out: string[] = []
  const err: string[] = []
  const runtime: Runtime = {
    cwd: options.cwd,
    env: options.env ?? {},
    stdout: { isTTY: options.stdoutIsTTY ?? false, write: text => void out.push(text) },
    stderr: { isTTY: options.stderrIsTTY ?? false, write: text => void err.push(text) },
    get stdinIsTTY() {
      return options.stdinIsTTY?.() ?? false
    },
    readStdin: async () => options.stdin ?? '',
    clock: options.clock ?? (() => 0),
    today: () => options.today ?? '2026-11-25',
    time: () => '14:05',
    wait: options.wait ?? (async () => {}),
    salt: 'salt',
    analyze: options.analyze ?? analyze,
  }
  const code = await main(argv, runtime, '1.2.3')
  return { code, out: out.join(''), err: err.join('') }
}

/** A directory of its own with these files. */
export const repositoryOf = (files: Readonly<Record<string, string>>): string => {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'sotsu-command-')))
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), text)
  }
  return root
}
