import type { SourceTree } from '../../model/source-tree.ts'
import { joinPath, readText } from '../../model/source-tree.ts'
import { EvaluationBudget } from '../hcl/evaluation-budget.ts'
import { ConfigFile } from './config-file.ts'
import { isUnit } from './find-units.ts'
import { locateUnitModule } from './locate-module.ts'
import { configFileIn } from './read-file.ts'
import { unitSettings } from './unit-settings.ts'

export interface UnitFacts {
  /** A root that others include is none. */
  readonly isUnit: boolean
  /** Directories of the modules that it may apply: as far as nothing but the environment decides. */
  readonly modules: readonly string[]
  /** What its files ask of the process environment without having a default for it. */
  readonly environmentVariables: readonly string[]
}

const mostFiles = 100

/** What a directory's Terragrunt files say about how they are used; `undefined` when it has none. */
export const unitFacts = (tree: SourceTree, directory: string): UnitFacts | undefined => {
  const path = configFileIn(tree, directory)
  if (path === undefined) return undefined
  let files = 0
  const file = new ConfigFile(
    {
      tree,
      unit: directory,
      home: directory,
      environment: { known: new Map(), unknown: new Map() },
      account: undefined,
      values: undefined,
      budget: new EvaluationBudget(),
      decoded: new Map(),
      outputsOf: () => ({ kind: 'wanted' }),
      report: () => {},
      takeFile: () => {
        files += 1
        return files <= mostFiles
      },
    },
    path,
  )
  const read = [file, ...file.includes().map(include => include.file)]
  const texts = read.map(({ path: name }) => readText(tree, name)).filter(text => typeof text === 'string')
  const module = locateUnitModule(tree, { unit: directory, home: directory }, unitSettings(file).source?.value)
  const written = texts.flatMap(text => writtenModules(tree, directory, text))
  return {
    isUnit: isUnit(tree, directory, path),
    modules: [...new Set([...(module.kind === 'outside' ? [] : [module.directory]), ...written])].filter(
      found => found !== directory,
    ),
    environmentVariables: [...new Set(texts.flatMap(requiredVariables))],
  }
}

/** Texts that name a directory of the repository as Terragrunt takes modules from: `"../../modules//app"`, `//modules/app?ref=…`. */
const writtenModules = (tree: SourceTree, directory: string, text: string): readonly string[] =>
  [...text.matchAll(/^[^#\n]*\bsource\s*=(.*)$/gm)].flatMap(([, expression = '']) =>
    [...expression.matchAll(/"((?:\.{1,2}\/)[^"$]*)"|\/\/([\w./-]+)\?ref=/g)].flatMap(([, local, below]) => {
      const found = local === undefined ? joinPath(below ?? '') : joinPath(directory, local)
      return found !== undefined && found !== '' && tree.list(found) !== undefined ? [found] : []
    }),
  )

const requiredVariables = (text: string): readonly string[] =>
  [...text.matchAll(/\bget_env\(\s*"([A-Za-z_]\w*)"\s*\)/g)].flatMap(([, name]) => name ?? [])
