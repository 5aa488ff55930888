import type { ResolvedConfig } from './config/resolved-config.ts'
import type { Analysis } from './model/analysis.ts'
import type { SourceTree } from './model/source-tree.ts'

export interface AnalyzeOptions {
  /** Makes secrets comparable within this run and nowhere else. */
  readonly salt: string
  /** Called with a few words as the run proceeds. */
  readonly onProgress?: (what: string) => void
}

/** The whole run: sources of N environments → what is found in each and between them. Reads through the tree only; prints nothing. */
export const analyze = async (
  _tree: SourceTree,
  _config: ResolvedConfig,
  _options: AnalyzeOptions,
): Promise<Analysis> => {
  throw new Error('not yet')
}
