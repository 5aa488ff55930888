import { startOf } from '../../model/source-location.ts'
import { baseName, directoryOf, joinPath, type SourceTree } from '../../model/source-tree.ts'
import type { CloudFormationConfig } from '../resolved-config.ts'
import { findAssemblies } from './assemblies.ts'
import { byCommands, findDeployments, withCommand } from './deployments.ts'
import type { Detectors, TemplateFacts } from './detectors.ts'
import { environmentDirectory } from './environment-directory.ts'
import { environmentsAmong, isPlainEnvironment } from './names.ts'
import { findSamStacks } from './sam-stacks.ts'
import { findSceptreStacks } from './sceptre.ts'
import { findServerless } from './serverless.ts'
import { stackNameOf } from './stack-name.ts'
import type { WalkedDirectory } from './walk.ts'

export interface FoundStack {
  readonly environment: string
  readonly group: string
  readonly config: CloudFormationConfig
  /** Where it is deployed to, as its deploy command or its own tool says. */
  readonly region?: string
  readonly account?: string
  readonly because: string
}

export interface FoundStacks {
  readonly stacks: readonly FoundStack[]
  readonly leftAlone: readonly string[]
}

interface ParameterFile {
  readonly path: string
  readonly keys: readonly string[]
}

const mayBeTemplate = (file: string): boolean =>
  /\.(ya?ml|json|template)$/i.test(file) &&
  !/^(package(-lock)?|tsconfig.*|docker-compose.*|\.eslintrc|renovate|openapi|swagger)\.(json|ya?ml)$/i.test(file)
const mayBeParameters = (file: string): boolean =>
  /\.(json|ya?ml|ini|properties|params|env)$/i.test(file) || /(^|\/)\.env\.[\w-]+$/.test(file)

/** A parameter file belongs to a template that declares (nearly) all of its keys and asks for no other than what a command passes. */
const fits = (facts: TemplateFacts, keys: readonly string[], passed: ReadonlySet<string>): boolean => {
  const declared = keys.filter(key => facts.parameters.has(key))
  const given = new Set(keys)
  const isComplete = [...facts.parameters].every(
    ([name, { hasDefault }]) => hasDefault || given.has(name) || passed.has(name),
  )
  return keys.length > 0 && declared.length >= 0.8 * keys.length && isComplete
}

const sharedDepth = (one: string, other: string): number => {
  const [first, second] = [one.split('/'), other.split('/')]
  const differs = first.findIndex((part, index) => part !== second[index])
  return differs === -1 ? first.length : differs
}

const environmentParameter =
  /^(env|environment|stage|deploy(ment)?(env|environment|stage)?|app(env|environment)|(env|environment|stage)name)$/i

/** A parameter that takes the environment's name: its allowed values, or the keys of the mappings, are environments. */
const environmentParameterOf = (
  facts: TemplateFacts,
): { readonly name: string; readonly values: readonly string[]; readonly complete: boolean } | undefined => {
  for (const [name, { allowed }] of facts.parameters) {
    const values = environmentParameter.test(name)
      ? [allowed, ...facts.mappings.values()].find(keys => keys.filter(isPlainEnvironment).length >= 2)
      : undefined
    if (values) return { name, values, complete: values === allowed }
  }
  return undefined
}

/** Stacks: every template, with the environments that a parameter file, its directory or its own parameter names. */
export const findStacks = (
  tree: SourceTree,
  directories: readonly WalkedDirectory[],
  detectors: Detectors,
): FoundStacks => {
  const files = directories.flatMap(({ path, files: names }) => names.map(name => joinPath(path, name) ?? name))
  const templates = files.filter(mayBeTemplate).flatMap(path => {
    const facts = detectors.template(tree, path)
    return facts ? [{ path, facts }] : []
  })
  const isTemplate = new Set(templates.map(({ path }) => path))
  const parameterFiles = files
    .filter(path => mayBeParameters(path) && !isTemplate.has(path))
    .flatMap((path): readonly ParameterFile[] => {
      const keys = detectors.parameterKeys(tree, path)
      return keys ? [{ path, keys }] : []
    })
  const children = (parent: string): readonly string[] =>
    directories.filter(({ path }) => path !== '' && directoryOf(path) === parent).map(({ path }) => baseName(path))
  const samStacks = findSamStacks(tree, files, isTemplate, detectors)
  const sceptreStacks = findSceptreStacks(tree, files, isTemplate)
  const deployments = findDeployments(tree, files, isTemplate, detectors)
  const generated = [...findAssemblies(tree, directories, detectors), ...findServerless(tree, directories)]
  const stacks: FoundStack[] = [...generated]
  const leftAlone: string[] = []
  for (const { path, facts } of templates) {
    const commands = deployments.get(path) ?? []
    const passed = new Set(commands.flatMap(({ command }) => [...command.parameters.keys()]))
    const found =
      byParameterFiles(path, facts, parameterFiles, passed) ??
      samStacks.get(path) ??
      sceptreStacks.get(path) ??
      byTemplateDirectory(path, children)
    const choices = environmentParameterOf(facts)
    const deployed = found ?? byCommands(tree, path, commands, choices?.values ?? []) ?? byOwnParameter(path, facts)
    if (deployed)
      stacks.push(
        ...deployed.map(stack => withCommand(tree, stack, commands, new Set(facts.parameters.keys()), detectors)),
      )
    else leftAlone.push(`${path}: a template that no parameter file, directory or parameter ties to an environment`)
  }
  return { stacks, leftAlone }
}

const byParameterFiles = (
  template: string,
  facts: TemplateFacts,
  all: readonly ParameterFile[],
  passed: ReadonlySet<string>,
): readonly FoundStack[] | undefined => {
  const fitting = all.filter(({ keys }) => fits(facts, keys, passed))
  const nearest = Math.max(...fitting.map(({ path }) => sharedDepth(template, path)))
  const near = fitting.filter(({ path }) => sharedDepth(template, path) === nearest)
  const stem = (path: string): string =>
    /^\.env\.([\w-]+)$/.exec(baseName(path))?.[1] ?? baseName(path).replace(/\.[^.]*$/, '')
  const ownStem = stem(template)
  const withoutOwn = (name: string): string => (name.startsWith(ownStem) ? name.slice(ownStem.length) : name) || name
  const byName = environmentsAmong([...new Set(near.map(({ path }) => withoutOwn(stem(path))))])
  const byDirectory = environmentsAmong([...new Set(near.map(({ path }) => baseName(directoryOf(path))))])
  const named = near.flatMap(({ path }) => {
    const environment = byName.get(withoutOwn(stem(path))) ?? byDirectory.get(baseName(directoryOf(path)))
    return environment === undefined ? [] : [{ path, environment }]
  })
  if (named.length === 0) return undefined
  return [...new Set(named.map(({ environment }) => environment))].map(environment => {
    const parameterFiles = named.filter(file => file.environment === environment).map(({ path }) => path)
    return {
      environment,
      group: `${template} parameter files`,
      config: {
        template,
        parameterFiles,
        parameters: new Map(),
        stackName: stackNameOf(template, environment),
      },
      because: `${template}: parameters of ${environment} in ${parameterFiles.join(', ')}`,
    }
  })
}

const byTemplateDirectory = (
  template: string,
  children: (parent: string) => readonly string[],
): readonly FoundStack[] | undefined => {
  const named = environmentDirectory(directoryOf(template), children)
  if (named === undefined) return undefined
  const config = { template, parameterFiles: [], parameters: new Map(), stackName: stackNameOf(template, named.name) }
  const because = `${template}: a template in a directory called ${named.name}`
  return [{ environment: named.name, group: `${named.parent}/`, config, because }]
}

const byOwnParameter = (template: string, facts: TemplateFacts): readonly FoundStack[] | undefined => {
  const parameter = environmentParameterOf(facts)
  if (parameter === undefined) return undefined
  const names = environmentsAmong(parameter.values)
  const environments = parameter.complete ? parameter.values : [...names.keys()]
  return environments.map(environment => ({
    environment,
    group: `${template} parameter`,
    config: {
      template,
      parameterFiles: [],
      parameters: new Map([[parameter.name, { value: environment, at: startOf(template) }]]),
      stackName: stackNameOf(template, environment),
    },
    because: `${template}: ${parameter.name} can be ${environment}`,
  }))
}
