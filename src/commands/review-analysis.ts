import { applyExpectations, type Expectations } from '../config/expectations/apply-expectations.ts'
import { expectFileName, readExpectFile } from '../config/expectations/expect-file.ts'
import { readInlineExpectations } from '../config/expectations/inline-comments.ts'
import type { Analysis } from '../model/analysis.ts'
import { readText, type SourceTree } from '../model/source-tree.ts'
import { rules } from '../rules/index.ts'
import type { Rule } from '../rules/rule.ts'

/** What the repository says is intended: its list, and the comments of the files that were read. */
export const readExpectations = (
  tree: SourceTree,
  files: Iterable<string>,
  today: string,
  customRules: readonly Rule[] = [],
): Expectations => {
  const list = readText(tree, expectFileName)
  return {
    entries: typeof list === 'string' ? readExpectFile(expectFileName, list) : [],
    inline: [...files].sort().flatMap(file => {
      const text = readText(tree, file)
      return typeof text === 'string' ? readInlineExpectations(file, text) : []
    }),
    today,
    knownRules: [...rules, ...customRules].map(({ id }) => id),
  }
}

export const reviewAnalysis = (
  analysis: Analysis,
  tree: SourceTree,
  files: Iterable<string>,
  today: string,
  customRules: readonly Rule[] = [],
): Analysis => applyExpectations(analysis, readExpectations(tree, files, today, customRules))
