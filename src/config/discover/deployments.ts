import { baseName, directoryOf, joinPath, type SourceTree } from '../../model/source-tree.ts'
import { unknown, type Value } from '../../model/value.ts'
import type { FoundStack } from './cloudformation.ts'
import type { DeployCommand, Detectors } from './detectors.ts'
import { fillChoice, isChoice, openNames, textIn } from './fill-choice.ts'
import { isEnvironmentName, isPlainEnvironment, withoutNoise } from './names.ts'
import { stackNameOf } from './stack-name.ts'

/** A deploy command, and the directory that its paths are relative to. */
export interface Deployment {
  readonly command: DeployCommand
  readonly file: string
  readonly base: string
}

const mayDeploy = (path: string): boolean =>
  /\.(sh|bash|zsh|mk|make|ps1)$|(^|\/)(GNUmakefile|[Mm]akefile|Jenkinsfile|justfile|Rakefile|package\.json|\.gitlab-ci\.ya?ml|bitbucket-pipelines\.ya?ml|azure-pipelines\.ya?ml|buildspec[\w.-]*\.ya?ml|Taskfile\.ya?ml|\.travis\.ya?ml)$|^\.github\/(workflows|actions)\/.*\.ya?ml$|(^|\/)\.(circleci|buildkite)\/.*\.ya?ml$|(^|\/)(bin|scripts?|deploy|ci)\/[\w-]+$/.test(
    path,
  )

/** The file's directory, then those above it: scripts change to the one or run in the other. */
const basesOf = (file: string): readonly string[] => {
  const bases: string[] = []
  for (let base = directoryOf(file); base !== ''; base = directoryOf(base)) bases.push(base)
  return [...bases, '']
}

/** Deploy commands by the template that they deploy. */
export const findDeployments = (
  tree: SourceTree,
  files: readonly string[],
  isTemplate: ReadonlySet<string>,
  detectors: Detectors,
): ReadonlyMap<string, readonly Deployment[]> => {
  const found = new Map<string, Deployment[]>()
  for (const file of files.filter(mayDeploy))
    for (const command of detectors.deployments(tree, file)) {
      const written = textIn(command.template)
      if (written === undefined) continue
      const base = basesOf(file).find(each => isTemplate.has(joinPath(each, written) ?? ''))
      const name = normal(written)
      const alike = base === undefined ? [...isTemplate].filter(path => path.endsWith(`/${name}`)) : []
      const template = base === undefined ? (alike.length === 1 ? alike[0] : undefined) : joinPath(base, written)
      if (template === undefined) continue
      const deployment = {
        command,
        file,
        base: base ?? template.slice(0, template.length - name.length).replace(/\/$/, ''),
      }
      found.set(template, [...(found.get(template) ?? []), deployment])
    }
  return found
}

const normal = (path: string): string => joinPath(path) ?? path

/** The part of a text that names an environment: of `api-prod` prod, of `prod-eu` all of it. */
const environmentIn = (text: string): string | undefined => {
  const rest = withoutNoise(text)
  if (!isEnvironmentName(rest)) return undefined
  const parts = rest.split(/[._-]/)
  if (isPlainEnvironment(parts[0] ?? '')) return rest
  return parts.findLast(isPlainEnvironment)
}

const environmentParameter = /^(\w*(env|environment|stage)|(env|environment|stage)_?name)$/i
const stem = (path: string): string => baseName(path).replace(/\.[^.]*$/, '')

/** The environment that a command deploys to, where its own words say so: a parameter, a file of parameters, the stack, the script. */
const ownEnvironment = ({ command, file }: Deployment): string | undefined => {
  const given = [...command.parameters].flatMap(([name, { value }]) =>
    typeof value === 'string' && environmentParameter.test(name) ? [value] : [],
  )
  const files = command.parameterFiles.flatMap(each => textIn(each) ?? [])
  const stack = textIn(command.stackName)
  const texts = [
    ...given,
    ...files.map(stem),
    ...files.map(each => baseName(directoryOf(each))),
    ...(stack ? [stack] : []),
    stem(file),
  ]
  return texts.flatMap(text => environmentIn(text) ?? [])[0]
}

const valuesOf = ({ parameters, parameterFiles, stackName }: DeployCommand): readonly Value[] => [
  ...[...parameters.values()].flatMap(({ value }) => (typeof value === 'string' ? [] : [value])),
  ...parameterFiles,
  ...(stackName ? [stackName] : []),
]

/** Whether a command leaves the environment open: it takes it as an argument or an input. */
const isOpen = ({ command }: Deployment): boolean => valuesOf(command).flatMap(openNames).some(isChoice)

const escapeText = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

/** The environments for which there are files where a command expects one for each: `parameters/${environment}.json`. */
const byFiles = (tree: SourceTree, { command, base }: Deployment): readonly string[] =>
  command.parameterFiles.flatMap(value => {
    const parts = value.kind === 'template' ? value.parts : []
    const pattern = parts.map(part => (part.kind === 'known' ? escapeText(String(part.value)) : '([^/]+)')).join('')
    const text = parts.map(part => (part.kind === 'known' ? String(part.value) : '\u0000')).join('')
    const slash = text.lastIndexOf('/')
    if (parts.length === 0 || text.indexOf('\u0000') < slash) return []
    const directory = joinPath(base, text.slice(0, slash + 1)) ?? ''
    const name = new RegExp(`^${pattern.slice(pattern.lastIndexOf('/') + 1)}$`)
    return (tree.list(directory) ?? []).flatMap(entry => name.exec(entry.name)?.[1] ?? [])
  })

const fillDirectory = (directory: string, environment: string): string =>
  directory
    .replace(/\$\(dirname [^)]*\)|"/g, '')
    .replace(/\$\{?([A-Za-z_]\w*|\d)\}?/g, (whole, name: string) => (isChoice(name) ? environment : whole))

/** What is asked of Terraform, with the directory that it is asked in as a path of the repository. */
const settle = (value: Value, base: string, environment: string): Value => {
  if (value.kind === 'template') return { ...value, parts: value.parts.map(part => settle(part, base, environment)) }
  const [, name, written] =
    value.kind === 'unknown' ? (/^terraform-output:([^@]+)@(.*)$/.exec(value.why.names) ?? []) : []
  if (name === undefined || written === undefined) return value
  const directory = joinPath(base, fillDirectory(written, environment).replace(/^\//, ''))
  const isKnown = directory !== undefined && !directory.includes('$')
  return unknown({ kind: 'outside', names: `terraform-output:${name}${isKnown ? `@${directory}` : ''}` }, value.from)
}

const stackFor = (tree: SourceTree, template: string, deployment: Deployment, environment: string): FoundStack => {
  const { command, file, base } = deployment
  const parameters = [...command.parameters].map(([name, { value, at }]) => {
    const filled = typeof value === 'string' ? value : settle(fillChoice(value, environment), base, environment)
    return [
      name,
      { value: typeof filled !== 'string' && filled.kind === 'known' ? String(filled.value) : filled, at },
    ] as const
  })
  const parameterFiles = command.parameterFiles.flatMap(value => {
    const path = textIn(value, environment)
    const found = path === undefined ? undefined : joinPath(base, path)
    return found !== undefined && tree.read(found) instanceof Uint8Array ? [found] : []
  })
  const region = textIn(command.region, environment)
  return {
    environment,
    group: file,
    config: {
      template,
      parameterFiles,
      parameters: new Map(parameters),
      stackName: textIn(command.stackName, environment) ?? stackNameOf(template, environment),
    },
    ...(region === undefined ? {} : { region }),
    because: `${template}: ${file} line ${command.at.start.line} deploys it for ${environment}`,
  }
}

/** A command that names its environment deploys there; one that leaves it open to each that it can be given. */
const environmentsOf = (tree: SourceTree, deployment: Deployment, choices: readonly string[]): readonly string[] => {
  if (!isOpen(deployment)) return [ownEnvironment(deployment) ?? []].flat()
  const files = byFiles(tree, deployment)
  const offered = [files, deployment.command.choices, choices].map(names => names.filter(isEnvironmentName))
  return offered.find(names => names.some(isPlainEnvironment)) ?? [ownEnvironment(deployment) ?? []].flat()
}

/** The stacks that deploy commands make of a template; `choices` are the environments that its own parameter allows. */
export const byCommands = (
  tree: SourceTree,
  template: string,
  deployments: readonly Deployment[],
  choices: readonly string[],
): readonly FoundStack[] | undefined => {
  const found = deployments.flatMap(deployment =>
    environmentsOf(tree, deployment, choices).map(environment => stackFor(tree, template, deployment, environment)),
  )
  const unique = new Map(found.map(stack => [`${stack.environment}\u0000${stack.config.stackName}`, stack]))
  return unique.size > 0 ? [...unique.values()] : undefined
}

/**
 * A stack that was found otherwise, with what the command that deploys it adds: its name, its region, and parameters that no file gives.
 * A parameter that only the deployment knows hides no value that a file has.
 */
export const withCommand = (
  tree: SourceTree,
  stack: FoundStack,
  deployments: readonly Deployment[],
  declared: ReadonlySet<string>,
  detectors: Detectors,
): FoundStack => {
  const { environment, config } = stack
  const own = deployments.find(each => !isOpen(each) && ownEnvironment(each) === environment)
  const deployment = own ?? deployments.find(isOpen)
  if (deployment === undefined || stack.group === deployment.file) return stack
  const made = stackFor(tree, config.template, deployment, environment)
  const inFiles = new Set(config.parameterFiles.flatMap(file => detectors.parameterKeys(tree, file) ?? []))
  const added = [...made.config.parameters].filter(
    ([name, { value }]) =>
      declared.has(name) && !config.parameters.has(name) && (typeof value === 'string' || !inFiles.has(name)),
  )
  const { stackName } = deployment.command
  const name = textIn(stackName, environment) === undefined ? undefined : made.config.stackName
  return {
    ...stack,
    config: {
      ...config,
      parameters: new Map([...config.parameters, ...added]),
      ...(name === undefined ? {} : { stackName: name }),
    },
    ...(made.region === undefined ? {} : { region: made.region }),
  }
}
