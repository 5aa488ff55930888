import { join } from 'node:path'
import type { Acceptable } from '../../config/expectations/apply-expectations.ts'
import { expectFileName } from '../../config/expectations/expect-file.ts'
import { removeFile, writeFileAtomically } from '../../io/write-file.ts'
import { readText } from '../../model/source-tree.ts'
import type { Repository } from '../repository.ts'
import type { Runtime } from '../runtime.ts'
import { requireTerms, type WaiverTerms, writeWaiver } from '../waive.ts'

/** Waivers written from the UI, and the way back from each. */
export const waiversOf = (runtime: Runtime, { root, tree }: Pick<Repository, 'root' | 'tree'>) => {
  const written: { readonly before: string | undefined; readonly after: string }[] = []
  return {
    waive: async (finding: Acceptable, terms: WaiverTerms): Promise<string> => {
      written.push(writeWaiver({ root, tree }, finding, requireTerms(terms, runtime.today())))
      return expectFileName
    },
    /** Only while the list is still as it was written: what somebody else has changed since is not undone. */
    undoWaive: async (): Promise<boolean> => {
      const last = written.pop()
      if (last === undefined || readText(tree, expectFileName) !== last.after) return false
      const path = join(root, expectFileName)
      if (last.before === undefined) removeFile(path)
      else writeFileAtomically(path, last.before)
      return true
    },
  }
}
