import type { EnvironmentConfig } from '../config/resolved-config.ts'
import type { Diagnostic } from '../model/diagnostic.ts'
import type { Link } from '../model/environment-model.ts'
import type { EvaluatedResource, EvaluatedSource } from '../model/evaluated.ts'
import type { SourceTree } from '../model/source-tree.ts'
import { loadApp, openApp, readApp } from '../parsers/app-config/evaluate-app.ts'
import { assemblyStacks } from './assembly-stacks.ts'
import type { ConfiguredApp } from './configured-app.ts'
import { readStack, regionOf } from './configured-stacks.ts'
import { embeddedStacks } from './embedded-stacks.ts'
import { evaluateStacks } from './outside-values.ts'
import { evaluateRoot, evaluateTerragruntUnits } from './terraform-roots.ts'

export interface EvaluatedEnvironment {
  readonly sources: readonly EvaluatedSource[]
  readonly apps: readonly ConfiguredApp[]
  /** Where stacks met what others store, export or put out, while they were evaluated. */
  readonly links: readonly Link[]
  readonly diagnostics: readonly Diagnostic[]
}

/** Evaluates everything that an environment is made of, each source as its own tool would; apps as far as no service is needed for it. */
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
  return {
    sources,
    apps: configuredApps(tree, environment, salt, sources),
    links: stacks.flatMap(({ links }) => links),
    diagnostics: [
      ...expanded.flatMap(({ diagnostics }) => diagnostics),
      ...own.flatMap(({ diagnostics }) => diagnostics),
      ...sources.flatMap(({ diagnostics }) => diagnostics),
    ],
  }
}

/** Apps of one environment. A template among an app's files that the environment deploys is as the environment has it. */
const configuredApps = (
  tree: SourceTree,
  environment: EnvironmentConfig,
  salt: string,
  sources: readonly EvaluatedSource[],
): readonly ConfiguredApp[] => {
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
  return environment.apps.map(({ name, dir, framework, profile }) => {
    const { variables } = environment
    const app = openApp({ tree, dir, name, framework, profile, variables, salt, templates })
    const alone = loadApp(app)
    return {
      id: name,
      settingsAt: alone.settings.map(({ value }) => value.from.at),
      // What sotsu.yaml says of the process goes before what its container is told.
      evaluate: told => readApp(told.size === 0 ? alone : loadApp(app, told)),
    }
  })
}
