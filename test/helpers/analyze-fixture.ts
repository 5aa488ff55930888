import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { analyze } from '../../src/analyze.ts'
import { detectors, dotenvVariables } from '../../src/commands/detect/detectors.ts'
import { readSotsuYaml } from '../../src/config/read-sotsu-yaml.ts'
import { resolveConfig } from '../../src/config/resolve-config.ts'
import { diskTree } from '../../src/io/disk-tree.ts'
import { overlayTree } from '../../src/io/overlay-tree.ts'
import type { Analysis } from '../../src/model/analysis.ts'
import { readText } from '../../src/model/source-tree.ts'
import { rules } from '../../src/rules/index.ts'

export const fixturesRoot = join(import.meta.dirname, '..', 'fixtures', 'rules')

/** What a fixture says about itself. */
export interface RuleFixture {
  /** The edits that mend it. */
  readonly fixed: readonly { readonly file: string; readonly replace: string; readonly with: string }[]
  /** Lines that the finding must show, as `file:line`, with their text. */
  readonly evidence: Readonly<Record<string, string>>
}

export const readFixture = (id: string): RuleFixture =>
  JSON.parse(readFileSync(join(fixturesRoot, id, 'fixture.json'), 'utf8')) as RuleFixture

export const lineAt = (id: string, place: string): string => {
  const [file = '', line = '0'] = place.split(':')
  return (
    readFileSync(join(fixturesRoot, id, file), 'utf8')
      .split('\n')
      [Number(line) - 1]?.trim() ?? ''
  )
}

/** The analysis of a fixture, as it is or mended. */
export const analyzeFixture = (id: string, edits: RuleFixture['fixed'] = []): Promise<Analysis> =>
  analyzeDirectory(join(fixturesRoot, id), edits)

/** The analysis of a directory that has a `sotsu.yaml`, after some edits. */
export const analyzeDirectory = async (directory: string, edits: RuleFixture['fixed'] = []): Promise<Analysis> => {
  const disk = diskTree(directory)
  const mended: Record<string, string> = {}
  for (const { file, replace, with: replacement } of edits) {
    const before = mended[file] ?? readText(disk, file)
    if (typeof before !== 'string' || before.split(replace).length !== 2)
      throw new Error(`${directory}: ${file} must have this text once: ${replace}`)
    mended[file] = before.replace(replace, () => replacement)
  }
  const tree = overlayTree(disk, mended)
  const text = readText(tree, 'sotsu.yaml')
  if (typeof text !== 'string') throw new Error(`${directory} has no sotsu.yaml`)
  const { config } = await resolveConfig(tree, readSotsuYaml('sotsu.yaml', text), {
    detectors,
    readDotenv: dotenvVariables,
    knownRules: rules.map(rule => rule.id),
  })
  return analyze(tree, config, { salt: 'fixture' })
}
