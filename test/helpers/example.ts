import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { analyze, analyzeModels, modelOf } from '../../src/analyze.ts'
import { detectors, dotenvVariables } from '../../src/commands/detect/detectors.ts'
import { comparedEnvironments } from '../../src/config/compared-environments.ts'
import { readSotsuYaml } from '../../src/config/read-sotsu-yaml.ts'
import { resolveConfig } from '../../src/config/resolve-config.ts'
import type { ResolvedConfig } from '../../src/config/resolved-config.ts'
import { mapTree } from '../../src/io/map-tree.ts'
import type { Analysis, ComparisonResult } from '../../src/model/analysis.ts'

export type Files = ReadonlyMap<string, string>

const root = join(import.meta.dirname, '../../examples')

const passedOver = /^(moments|README\.md|replay\.mjs)/

const read = (directory: string): readonly (readonly [string, string])[] =>
  readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath, entry.name))
    .map(path => [relative(root, path), readFileSync(path, 'utf8')] as const)
    .filter(([path]) => !passedOver.test(path))

interface Moment {
  readonly edits: readonly {
    readonly file: string
    readonly replace: readonly string[]
    readonly with: readonly string[]
  }[]
}

export const moments = ['as-it-was', 'routed', 'certified', 'corrected'] as const

/** The files of the example at one of the story's moments. */
export const exampleAt = (moment: (typeof moments)[number]): Files => {
  const files = new Map(read(root))
  for (const name of moments.slice(1, moments.indexOf(moment) + 1)) {
    const { edits } = JSON.parse(readFileSync(join(root, 'moments', `${name}.json`), 'utf8')) as Moment
    for (const edit of edits)
      files.set(edit.file, edited(files, edit.file, edit.replace.join('\n'), edit.with.join('\n')))
  }
  return files
}

/** The text of a file with one passage replaced; the passage must be there exactly once. */
export const edited = (files: Files, file: string, passage: string, replacement: string): string => {
  const parts = (files.get(file) ?? '').split(passage)
  if (parts.length !== 2) throw new Error(`${file} has ${parts.length - 1} times: ${passage}`)
  return parts.join(replacement)
}

export const withFiles = (files: Files, changes: Readonly<Record<string, string | undefined>>): Files => {
  const changed = new Map(files)
  for (const [file, text] of Object.entries(changes)) {
    if (text === undefined) changed.delete(file)
    else changed.set(file, text)
  }
  return changed
}

const configOf = async (files: Files): Promise<ResolvedConfig> => {
  const tree = mapTree(files)
  const text = files.get('sotsu.yaml')
  const document = text === undefined ? undefined : readSotsuYaml('sotsu.yaml', text)
  const { config } = await resolveConfig(tree, document, { detectors, readDotenv: dotenvVariables })
  // Environments that nothing is compared with cost time and change nothing here.
  return { ...config, environments: comparedEnvironments(config) }
}

const options = { salt: 'test' }

/** The whole run on files in memory, with their `sotsu.yaml`. */
export const analyzeFiles = async (files: Files): Promise<Analysis> =>
  analyze(mapTree(files), await configOf(files), options)

/** The run on files of which one has another text. If its path names an environment, the models of the others stay as they were. */
export const analyzerOf = async (files: Files): Promise<(file: string, text: string) => Promise<Analysis>> => {
  const before = await analyzeFiles(files)
  return async (file, text) => {
    const after = withFiles(files, { [file]: text })
    const config = await configOf(after)
    const owner = config.environments.find(({ name }) => file.includes(name))
    const models = config.environments.map(environment => {
      const isOthers = owner !== undefined && owner !== environment
      const made = isOthers ? before.environments.find(({ name }) => name === environment.name) : undefined
      return made ?? modelOf(mapTree(after), environment, config, options)
    })
    return analyzeModels(await Promise.all(models), config, options)
  }
}

export const onlyComparison = ({ comparisons }: Analysis): ComparisonResult => {
  const [comparison] = comparisons
  if (!comparison || comparisons.length > 1) throw new Error(`${comparisons.length} comparisons`)
  return comparison
}
