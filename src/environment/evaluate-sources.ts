import type { AppConfig, EnvironmentConfig } from '../config/resolved-config.ts'
import type { Diagnostic } from '../model/diagnostic.ts'
import type { Link } from '../model/environment-model.ts'
import type { EvaluatedApp, EvaluatedResource, EvaluatedSource } from '../model/evaluated.ts'
import type { SourceTree } from '../model/source-tree.ts'
import { type AppVariable, evaluateApp } from '../parsers/app-config/evaluate-app.ts'
import type { EvaluateInProcess } from './apps-in-services.ts'
import { assemblyStacks } from './assembly-stacks.ts'
import { readStack, regionOf } from './configured-stacks.ts'
import { embeddedStacks } from './embedded-stacks.ts'
import { evaluateStacks } from './outside-values.ts'
import { evaluateRoot, evaluateTerragruntUnits } from './terraform-roots.ts'

export interface EvaluatedEnvironment {
  readonly sources: readonly EvaluatedSource[]
  readonly apps: readonly EvaluatedApp[]
  /** Where stacks met what others store, export or put out, while they were evaluated. */
  readonly links: readonly Link[]
  readonly diagnostics: readonly Diagnostic[]
  readonly evaluateInProcess: EvaluateInProcess
}

/** Evaluates everything that an environment is made of, each source as its own tool would. */
export const evaluateSources = async (
  tree: SourceTree,
  environment: EnvironmentConfig,
  salt: string,
  pause: () => Promise<void> = async () => {},
): Promise<EvaluatedEnvironment> => {
  const terraform: EvaluatedSource[] = []
  for (const source of environment.terraform) {
    terraform.push(await evaluateRoot(tree, environment, source, salt))
    await pause()
  }
  terraform.push(...(await evaluateTerragruntUnits(tree, environment, salt)))
  const { account } = environment
  const region = regionOf(environment)
  const place = {
    tree,
    salt,
    ...(region === undefined ? {} : { region }),
    ...(account === undefined ? {} : { account }),
  }
  const embedded = terraform.flatMap(source => embeddedStacks(source, place))
  const expanded = environment.cloudformation.map(source => assemblyStacks(tree, source))
  const written = expanded.flatMap(each => each.stacks).map(source => readStack(tree, environment, source, salt))
  // What Terraform passes to a stack is what the stack gets, whatever parameter files lie about.
  const own = written.filter(stack => !embedded.some(({ id }) => id === stack.id))
  const stacks = evaluateStacks(terraform, [...own, ...embedded])
  await pause()
  const sources = [...terraform, ...stacks.map(({ source }) => source)]
  const evaluateApps = appEvaluator(tree, salt, sources)
  const apps = environment.apps.map(app => evaluateApps(app, environment.variables))
  return {
    sources,
    apps,
    links: stacks.flatMap(({ links }) => links),
    // What sotsu.yaml says of the process goes before what its container is told.
    evaluateInProcess: (name, variables) => {
      const app = environment.apps.find(each => each.name === name)
      const all = new Map<string, AppVariable>([...variables, ...environment.variables])
      return app && evaluateApps(app, all)
    },
    diagnostics: [
      ...expanded.flatMap(({ diagnostics }) => diagnostics),
      ...own.flatMap(({ diagnostics }) => diagnostics),
      ...[...sources, ...apps].flatMap(({ diagnostics }) => diagnostics),
    ],
  }
}

type EvaluateApp = (app: AppConfig, variables: ReadonlyMap<string, AppVariable>) => EvaluatedApp

/** Apps of one environment. A template among an app's files that the environment deploys is as the environment has it. */
const appEvaluator = (tree: SourceTree, salt: string, sources: readonly EvaluatedSource[]): EvaluateApp => {
  const templates = new Map<string, EvaluatedResource[]>()
  for (const { kind, resources } of sources) {
    if (kind !== 'cloudformation') continue
    for (const resource of resources) {
      const { file } = resource.at
      const inFile = templates.get(file)
      if (inFile) inFile.push(resource)
      else templates.set(file, [resource])
    }
  }
  return ({ name, dir, framework, profile }, variables) =>
    evaluateApp({ tree, dir, name, framework, profile, variables, salt, templates })
}
