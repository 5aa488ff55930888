import { join } from 'node:path'
import { Document, type Scalar, type YAMLMap } from 'yaml'
import { UsageError } from '../config/config-error.ts'
import { type Discovery, discover } from '../config/discover/discover.ts'
import type { EnvironmentConfig } from '../config/resolved-config.ts'
import { configName } from '../io/find-root.ts'
import { unignoredTree } from '../io/unignored-tree.ts'
import { fileExists, writeFileAtomically } from '../io/write-file.ts'
import { isSecretText } from '../parsers/cloudformation/secret-text.ts'
import { type ProposedJourney, proposeJourneys } from '../trace/propose-journeys.ts'
import { detectors } from './detect/detectors.ts'
import { exitCodes } from './exit-code.ts'
import { openTree, type RepositoryOptions } from './repository.ts'
import type { Runtime } from './runtime.ts'

export interface InitOptions extends Pick<RepositoryOptions, 'repository'> {
  /** Print instead of writing. */
  readonly dryRun: boolean
}

/** Secrets are not copied into one more file. */
const withoutSecrets = (values: ReadonlyMap<string, { readonly value: unknown }>): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    [...values].flatMap(([name, { value }]) =>
      typeof value === 'string' && isSecretText(value, name) ? [] : [[name, value] as const],
    ),
  )

const environmentYaml = (environment: EnvironmentConfig): Readonly<Record<string, unknown>> => ({
  ...(environment.region === undefined ? {} : { region: environment.region }),
  ...(environment.account === undefined ? {} : { account: environment.account }),
  ...(environment.terraform.length === 0
    ? {}
    : {
        terraform: environment.terraform.map(({ dir, varFiles, backendFiles, vars, workspace, only }) => ({
          dir: dir === '' ? '.' : dir,
          ...(varFiles.length === 0 ? {} : { varFiles }),
          ...(backendFiles === undefined ? {} : { backendFiles }),
          ...(vars.size === 0 ? {} : { vars: withoutSecrets(vars) }),
          ...(workspace === undefined ? {} : { workspace }),
          ...(only.length === 0 ? {} : { only }),
        })),
      }),
  ...(environment.terragrunt === undefined ? {} : { terragrunt: environment.terragrunt }),
  ...(environment.cloudformation.length === 0
    ? {}
    : {
        cloudformation: environment.cloudformation.map(({ template, parameterFiles, parameters, stackName }) => ({
          template,
          ...(parameterFiles.length === 0 ? {} : { parameterFiles }),
          ...(parameters.size === 0 ? {} : { parameters: withoutSecrets(parameters) }),
          ...(stackName === undefined ? {} : { stackName }),
        })),
      }),
  ...(environment.apps.length === 0
    ? {}
    : {
        apps: environment.apps.map(({ name, dir, profile }) => ({ name, dir: dir === '' ? '.' : dir, profile })),
      }),
  ...(environment.variables.size === 0
    ? {}
    : {
        variables: withoutSecrets(
          new Map([...environment.variables].map(([name, { text }]) => [name, { value: text }])),
        ),
      }),
})

const comment = (lines: readonly string[]): string => lines.map(line => (line === '' ? '' : ` ${line}`)).join('\n')

const exampleJourney: ProposedJourney = {
  name: 'partner-reads-statement',
  request: 'GET https://{host}/v1/statements',
  hosts: new Map([
    ['staging', 'stg.example.com'],
    ['production', 'partner.example.com'],
  ]),
  service: 'statements',
}

/** Journeys to choose from, as comments: which requests must work is for people to say. */
const journeyLines = (proposed: readonly ProposedJourney[]): readonly string[] =>
  (proposed.length > 0 ? proposed : [exampleJourney]).flatMap(({ name, request, hosts, service }) => [
    `  - name: ${name}`,
    `    request: "${request}"`,
    `    hosts: { ${[...hosts].map(([environment, host]) => `${environment}: ${host}`).join(', ')} }`,
    ...(service === undefined ? [] : [`    expect: "service:${service}"`]),
  ])

/** `sotsu.yaml` as discovery would have it: what it found as settings, why as comments. */
export const writeSotsuYaml = (
  { config, found, leftAlone }: Discovery,
  proposed: readonly ProposedJourney[] = [],
): string => {
  const environments = Object.fromEntries(config.environments.map(one => [one.name, environmentYaml(one)]))
  const document = new Document({
    ...(config.environments.length > 0 ? { environments } : {}),
    ...(config.comparisons.length > 0 ? { comparisons: config.comparisons } : {}),
  })
  const root = document.contents as YAMLMap<Scalar<string>> | null
  const pairOf = (map: YAMLMap<Scalar<string>> | null, key: string) =>
    map?.items.find(({ key: name }) => name.value === key)
  const all = pairOf(root, 'environments')?.value as unknown as YAMLMap<Scalar<string>> | undefined
  for (const { name } of config.environments) {
    const pair = pairOf(all ?? null, name)
    const prefix = `${name}: `
    const why = found.filter(line => line.startsWith(prefix)).map(line => line.slice(prefix.length))
    if (pair) pair.key.commentBefore = comment(why)
  }
  const comparisons = pairOf(root, 'comparisons')
  if (comparisons) comparisons.key.commentBefore = comment(['What rehearses, and what it rehearses for.'])
  const heading = [
    'What each environment is made of. Written by sotsu init; sotsu schema config prints everything that can stand here.',
    ...(leftAlone.length > 0 ? ['', 'Seen and left alone:', ...leftAlone.map(line => `  ${line}`)] : []),
  ]
  const journeys = ['', 'Requests that must work in every environment:', 'journeys:', ...journeyLines(proposed)]
  document.commentBefore = comment(heading)
  document.comment = comment(journeys)
  return document.toString({ lineWidth: 0, flowCollectionPadding: true })
}

/** `sotsu init`: writes `sotsu.yaml` from what discovery finds. Never over one that is there. */
export const init = async (runtime: Runtime, { repository, dryRun }: InitOptions): Promise<number> => {
  const { root, tree } = openTree(runtime, { repository })
  const path = join(root, configName)
  if (!dryRun && fileExists(path))
    throw new UsageError(
      `${configName} is there already. Remove it first, or print what would be written with --dry-run`,
    )
  const discovery = await discover(unignoredTree(tree), detectors)
  const { comparisons } = discovery.config
  const analysis =
    comparisons.length === 0 ? undefined : await runtime.analyze(tree, discovery.config, { salt: runtime.salt })
  const text = writeSotsuYaml(discovery, analysis ? proposeJourneys(analysis) : [])
  if (dryRun) {
    runtime.stdout.write(text)
    return exitCodes.ok
  }
  writeFileAtomically(path, text)
  const names = discovery.config.environments.map(({ name }) => name)
  runtime.stdout.write(
    [
      `${configName} written: ${names.length === 0 ? 'no environments found' : names.join(', ')}`,
      ...discovery.leftAlone.map(line => `left alone: ${line}`),
      '',
    ].join('\n'),
  )
  return exitCodes.ok
}
