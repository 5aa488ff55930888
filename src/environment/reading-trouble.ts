import type { CloudFormationConfig, EnvironmentConfig } from '../config/resolved-config.ts'
import type { Diagnostic } from '../model/diagnostic.ts'
import type { SourceTree } from '../model/source-tree.ts'
import { loadApp, openApp } from '../parsers/app-config/evaluate-app.ts'
import { templateReader } from '../parsers/cloudformation/template-reader.ts'
import { rootTrouble } from '../parsers/terraform/evaluate-with-plan.ts'
import { findUnits } from '../parsers/terragrunt/find-units.ts'
import { configFileIn, readTerragruntFile } from '../parsers/terragrunt/read-file.ts'
import { assemblyStacks } from './assembly-stacks.ts'
import { readParameters } from './configured-stacks.ts'

/** What is wrong with the files of an environment that is not evaluated: whoever breaks them is told by the next run all the same. */
export const readingTrouble = async (
  tree: SourceTree,
  { terraform, terragrunt = [], cloudformation, apps, variables }: EnvironmentConfig,
): Promise<readonly Diagnostic[]> => {
  const roots = await Promise.all(
    terraform.map(({ dir, varFiles, backendFiles = [], planFile, stateFile }) =>
      rootTrouble({
        tree,
        dir,
        varFiles,
        backendFiles,
        ...(planFile === undefined ? {} : { planFile }),
        ...(stateFile === undefined ? {} : { stateFile }),
      }),
    ),
  )
  const expanded = cloudformation.map(config => assemblyStacks(tree, config))
  const stacks = expanded.flatMap(each => each.stacks)
  // Left unevaluated, as what services tell their containers is: where that says which files an app reads, it is read as by its profile.
  const templates = new Map(stacks.map(({ template }) => [template, []]))
  return [
    ...roots.flat(),
    ...terragrunt.flatMap(({ dir }) => findUnits(tree, dir)).flatMap(dir => unitTrouble(tree, dir)),
    ...expanded.flatMap(({ diagnostics }) => diagnostics),
    ...stacks.flatMap(stack => stackTrouble(tree, stack)),
    // Which files an app reads, its layers decide.
    ...apps.flatMap(app => loadApp(openApp({ ...app, tree, variables, salt: '', templates })).files.diagnostics),
  ]
}

const unitTrouble = (tree: SourceTree, dir: string): readonly Diagnostic[] => {
  const config = configFileIn(tree, dir)
  return config === undefined ? [] : readTerragruntFile(tree, config).diagnostics
}

const stackTrouble = (tree: SourceTree, stack: CloudFormationConfig): readonly Diagnostic[] => [
  ...readParameters(tree, stack).diagnostics,
  ...(templateReader({ tree, file: stack.template })(stack.template)?.diagnostics ?? []),
]
