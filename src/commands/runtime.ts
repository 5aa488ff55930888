import type { AnalyzeOptions } from '../analyze.ts'
import type { ResolvedConfig } from '../config/resolved-config.ts'
import type { Analysis } from '../model/analysis.ts'
import type { SourceTree } from '../model/source-tree.ts'

export interface Output {
  readonly isTTY: boolean
  readonly columns?: number
  write(text: string): void
}

export type Analyze = (tree: SourceTree, config: ResolvedConfig, options: AnalyzeOptions) => Promise<Analysis>

/** What a command has of the world; tests pass their own. */
export interface Runtime {
  readonly cwd: string
  readonly env: Readonly<Record<string, string | undefined>>
  readonly stdout: Output
  readonly stderr: Output
  readonly stdinIsTTY: boolean
  readonly readStdin: () => Promise<string>
  /** Milliseconds, from any start. */
  readonly clock: () => number
  /** The day, in UTC: `2026-11-25`. */
  readonly today: () => string
  /** The time of day where it runs: `14:05`. */
  readonly time: () => string
  readonly wait: (milliseconds: number) => Promise<void>
  /** Makes the digests of secrets, for one run. */
  readonly salt: string
  readonly analyze: Analyze
}
