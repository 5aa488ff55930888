import type { Severity } from '../model/finding.ts'
import type { SourceTree } from '../model/source-tree.ts'
import { suggestName } from './closest-name.ts'
import { ConfigError, type ConfigProblem } from './config-error.ts'
import { defaultComparisons } from './default-comparisons.ts'
import type { Detectors } from './discover/detectors.ts'
import { type Discovery, discover } from './discover/discover.ts'
import type { SotsuDocument } from './read-sotsu-yaml.ts'
import { namesSources, resolveEnvironment } from './resolve-environment.ts'
import type { EnvironmentConfig, JourneyConfig, ResolvedConfig } from './resolved-config.ts'
import type { ReadDotenv } from './variable-files.ts'

export interface ResolveOptions {
  readonly detectors: Detectors
  readonly readDotenv: ReadDotenv
  /** Ids of the rules there are; without it they are not checked. */
  readonly knownRules?: readonly string[]
}

export interface Resolution {
  readonly config: ResolvedConfig
  /** Present when discovery was asked. */
  readonly discovery?: Discovery
}

/** What is to be analysed: `sotsu.yaml`, and what discovery finds where it says nothing. */
export const resolveConfig = async (
  tree: SourceTree,
  document: SotsuDocument | undefined,
  options: ResolveOptions,
): Promise<Resolution> => {
  const given = Object.entries(document?.data.environments ?? {})
  const needsDiscovery = given.length === 0 || given.some(([, environment]) => !namesSources(environment))
  const discovery = needsDiscovery ? await discover(tree, options.detectors) : undefined
  if (document === undefined) return discovery ? { config: discovery.config, discovery } : { config: nothing }

  const resolved = given.map(([name, environment]) =>
    resolveEnvironment(tree, document, name, environment ?? {}, options.readDotenv),
  )
  const named = resolved.map(({ environment }): EnvironmentConfig => {
    const found = discovery?.config.environments.find(({ name }) => name === environment.name)
    const isOpen = !namesSources(document.data.environments?.[environment.name] ?? null)
    return found && isOpen
      ? {
          ...found,
          ...environment,
          terraform: found.terraform,
          cloudformation: found.cloudformation,
          apps: found.apps,
          variables: new Map([...found.variables, ...environment.variables]),
        }
      : environment
  })
  const environments = given.length === 0 ? (discovery?.config.environments ?? []) : named
  const names = environments.map(({ name }) => name)
  const comparisons = document.data.comparisons ?? defaultComparisons(names)
  const journeys = (document.data.journeys ?? []).map((_, index) => journeyAt(document, index))
  const problems = [
    ...unknownEnvironments(document, names),
    ...unknownRules(document, options.knownRules),
    ...journeys.flatMap(journey => journeyProblems(document, journey)),
  ]
  if (problems.length > 0) throw new ConfigError(problems)

  const rules = Object.entries(document.data.rules ?? {})
  const config: ResolvedConfig = {
    environments,
    comparisons,
    links: (document.data.links ?? []).map((link, index) => ({ ...link, at: document.locate('links', index) })),
    pairs: document.data.pairs ?? [],
    journeys,
    rules: new Map(
      rules.flatMap(([id, rule]): readonly (readonly [string, Severity | 'off'])[] => {
        const severity = typeof rule === 'string' ? rule : rule.severity
        return severity ? [[id, severity]] : []
      }),
    ),
    ruleOptions: new Map(
      rules.flatMap(([id, rule]) => (typeof rule !== 'string' && rule.options ? [[id, rule.options] as const] : [])),
    ),
    diagnostics: resolved.flatMap(({ diagnostics }) => diagnostics),
  }
  return discovery ? { config, discovery } : { config }
}

const nothing: ResolvedConfig = {
  environments: [],
  comparisons: [],
  links: [],
  pairs: [],
  journeys: [],
  rules: new Map(),
  diagnostics: [],
}

const journeyAt = (document: SotsuDocument, index: number): JourneyConfig => {
  const journey = document.data.journeys?.[index]
  const [, method, url] = /^(?:([A-Z]+) +)?(\S+)$/.exec(journey?.request ?? '') ?? []
  const { iss, aud } = journey?.token ?? {}
  const token = {
    ...(iss ? { iss } : {}),
    ...(aud === undefined || aud === null ? {} : { aud: typeof aud === 'string' ? [aud] : aud }),
  }
  return {
    name: journey?.name ?? '',
    method: method ?? 'GET',
    url: url ?? '',
    hosts: new Map(Object.entries(journey?.hosts ?? {})),
    headers: new Map(Object.entries(journey?.headers ?? {})),
    at: document.locate('journeys', index),
    ...(journey?.audience ? { audience: journey.audience } : {}),
    ...(journey?.token ? { token } : {}),
    ...(journey?.expect ? { expectService: journey.expect.slice('service:'.length) } : {}),
  }
}

const problemAt = (document: SotsuDocument, path: readonly PropertyKey[], what: string, fix: string): ConfigProblem => {
  const at = document.locate(...path)
  return { file: document.file, line: at.start.line, at: path.map(String).join('.'), what, fix }
}

const unknownEnvironments = (document: SotsuDocument, names: readonly string[]): readonly ConfigProblem[] => {
  const check = (name: string, ...path: readonly PropertyKey[]): readonly ConfigProblem[] =>
    names.includes(name) ? [] : [problemAt(document, path, `there is no environment ${name}`, suggestName(name, names))]
  return [
    ...(document.data.comparisons ?? []).flatMap(({ staging, production }, index) => [
      ...check(staging, 'comparisons', index, 'staging'),
      ...check(production, 'comparisons', index, 'production'),
    ]),
    ...(document.data.journeys ?? []).flatMap(({ hosts }, index) =>
      Object.keys(hosts ?? {}).flatMap(name => check(name, 'journeys', index, 'hosts', name)),
    ),
  ]
}

const unknownRules = (document: SotsuDocument, known: readonly string[] | undefined): readonly ConfigProblem[] =>
  Object.keys(document.data.rules ?? {})
    .filter(id => known !== undefined && !known.includes(id))
    .map(id => problemAt(document, ['rules', id], `there is no rule ${id}`, suggestName(id, known ?? [])))

const journeyProblems = (
  document: SotsuDocument,
  { name, url, hosts, at }: JourneyConfig,
): readonly ConfigProblem[] => {
  const problem = (what: string, fix: string): ConfigProblem => ({
    file: document.file,
    line: at.start.line,
    at: `journeys.${name}`,
    what,
    fix,
  })
  const unknown = [...url.matchAll(/\{([^{}]*)\}/g)].map(([all]) => all).find(all => all !== '{host}')
  if (unknown !== undefined)
    return [problem(`${unknown} cannot stand in a request`, 'Only {host} is replaced; write the rest out')]
  if (url.includes('{host}') && hosts.size === 0)
    return [problem('{host} has no hosts', 'Add hosts: { staging: …, production: … }')]
  return []
}
