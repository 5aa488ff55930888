import { correspond } from './align/correspondence.ts'
import { compareModels } from './align/differences.ts'
import { comparedEnvironments } from './config/compared-environments.ts'
import type { EnvironmentConfig, JourneyConfig, ResolvedConfig } from './config/resolved-config.ts'
import { buildEnvironment } from './environment/build.ts'
import { evaluateSources } from './environment/evaluate-sources.ts'
import { readingTrouble } from './environment/reading-trouble.ts'
import type { Analysis, ComparisonResult } from './model/analysis.ts'
import type { Diagnostic } from './model/diagnostic.ts'
import type { EnvironmentModel } from './model/environment-model.ts'
import { mapValues } from './model/map-values.ts'
import type { SourceTree } from './model/source-tree.ts'
import type { Request } from './model/trace.ts'
import { rules } from './rules/index.ts'
import type { Rule } from './rules/rule.ts'
import { runRules } from './rules/run-rules.ts'
import { splitConsequences } from './rules/split-consequences.ts'
import { journeyOutcomes } from './trace/journeys.ts'
import { parseRequest } from './trace/parse-request.ts'
import { rehearsalOf } from './trace/rehearsal.ts'
import { compareRequests, type Journey, loneTraces } from './trace/request-pairs.ts'

/** Every environment, or those that a comparison names. */
export type Evaluated = 'every' | 'compared'

export interface AnalyzeOptions {
  /** Makes secrets comparable within this run and nowhere else. */
  readonly salt: string
  /** Which environments are evaluated; of others, only trouble with reading them is told. Default: every one. */
  readonly evaluate?: Evaluated
  /** Run after sotsu's own. */
  readonly customRules?: readonly Rule[]
  /** Called with a few words as the run proceeds. */
  readonly onProgress?: (what: string) => void
  /** Waited for between the pieces of a run, which take the processor for a while: what else the process has to do is done then. */
  readonly pause?: () => Promise<void>
}

/** The whole run: sources of N environments → what is found in each and between them. Reads through the tree only; prints nothing. */
export const analyze = async (tree: SourceTree, config: ResolvedConfig, options: AnalyzeOptions): Promise<Analysis> => {
  const wanted = options.evaluate === 'compared' ? comparedEnvironments(config) : config.environments
  const environments: EnvironmentModel[] = []
  for (const [index, environment] of wanted.entries()) {
    options.onProgress?.(`evaluating ${environment.name} (${index + 1}/${wanted.length})`)
    environments.push(await modelOf(tree, environment, config, options))
  }
  const trouble: Diagnostic[] = []
  for (const environment of config.environments)
    if (!wanted.includes(environment)) trouble.push(...(await readingTrouble(tree, environment)))
  return analyzeModels(environments, { ...config, diagnostics: [...config.diagnostics, ...trouble] }, options)
}

/** One environment, from its sources to its model. */
export const modelOf = async (
  tree: SourceTree,
  environment: EnvironmentConfig,
  { links }: Pick<ResolvedConfig, 'links'>,
  { salt, pause = async () => {} }: AnalyzeOptions,
): Promise<EnvironmentModel> => {
  await pause()
  const evaluated = await evaluateSources(tree, environment, salt, pause)
  await pause()
  return buildEnvironment({ name: environment.name, ...evaluated, declaredLinks: links })
}

/** What is found in environments whose models are there, and between them. */
export const analyzeModels = async (
  environments: readonly EnvironmentModel[],
  config: ResolvedConfig,
  { onProgress = () => {}, pause = async () => {}, customRules = [] }: AnalyzeOptions,
): Promise<Analysis> => {
  const journeys = config.journeys.map(journey => ({ journey, requests: journeyRequests(journey, environments) }))
  const comparisons: ComparisonResult[] = []
  for (const [index, pair] of config.comparisons.entries()) {
    const staging = environments.find(({ name }) => name === pair.staging)
    const production = environments.find(({ name }) => name === pair.production)
    if (!staging || !production) continue
    onProgress(`comparing ${pair.staging} with ${pair.production} (${index + 1}/${config.comparisons.length})`)
    const between = journeysBetween(journeys, pair)
    comparisons.push(await compareEnvironments(staging, production, config, between, [...rules, ...customRules], pause))
  }
  const diagnostics = [
    ...config.diagnostics,
    ...journeys.flatMap(({ requests }) => requests.flatMap(({ diagnostic }) => diagnostic ?? [])),
    ...environments.flatMap(model => model.diagnostics),
  ]
  const outcomes = journeyOutcomes(
    environments,
    journeys.flatMap(({ journey: { name, expectService }, requests }) =>
      requests.flatMap(({ environment, request }) =>
        request
          ? [
              {
                journey: name,
                environment,
                request,
                ...(expectService === undefined ? {} : { service: expectService }),
              },
            ]
          : [],
      ),
    ),
  )
  return {
    environments,
    comparisons,
    diagnostics: withoutRepeats(diagnostics),
    ...(outcomes.length > 0 ? { journeys: outcomes } : {}),
  }
}

const compareEnvironments = async (
  staging: EnvironmentModel,
  production: EnvironmentModel,
  config: ResolvedConfig,
  journeys: readonly Journey[],
  allRules: readonly Rule[],
  pause: () => Promise<void>,
): Promise<ComparisonResult> => {
  await pause()
  const correspondence = correspond(staging, production, config.pairs)
  const traces = compareRequests({ staging, production, correspondence }, journeys)
  await pause()
  const { changes, roots } = compareModels({ staging, production, correspondence })
  await pause()
  const context = { staging, production, correspondence, traces }
  const outcome = runRules(allRules, context, config.rules)
  const splits = splitConsequences(context, outcome.findings)
  const explained = changes.filter(({ isExplained }) => isExplained).length
  return {
    staging: staging.name,
    production: production.name,
    traces,
    alone: loneTraces({ staging, production, correspondence }, traces),
    rehearsal: rehearsalOf({ staging, production, correspondence }, traces),
    differences: { total: changes.length, explained, mattering: changes.length - explained },
    changes,
    roots,
    ...outcome,
    ...(splits.length > 0 ? { splits } : {}),
  }
}

interface JourneyRequest {
  readonly environment: string
  readonly request?: Request
  readonly diagnostic?: Diagnostic
}

/** A journey in each environment's spelling; an environment without a host of its own has none. */
const journeyRequests = (
  journey: JourneyConfig,
  environments: readonly EnvironmentModel[],
): readonly JourneyRequest[] =>
  environments.flatMap(({ name }): readonly JourneyRequest[] => {
    const host = journey.hosts.get(name)
    if (host === undefined && journey.url.includes('{host}')) return []
    const parsed = parseRequest(journey.url.replaceAll('{host}', host ?? ''), {
      method: journey.method,
      headers: mapValues(journey.headers, value => [value]),
      ...(journey.token ? { token: journey.token } : {}),
    })
    if (typeof parsed !== 'string') return [{ environment: name, request: parsed }]
    const summary = `Journey ${journey.name} has no usable request`
    return [{ environment: name, diagnostic: { severity: 'error' as const, summary, detail: parsed, at: journey.at } }]
  })

const journeysBetween = (
  journeys: readonly { readonly journey: JourneyConfig; readonly requests: readonly JourneyRequest[] }[],
  pair: { readonly staging: string; readonly production: string },
): readonly Journey[] =>
  journeys.flatMap(({ journey, requests }) => {
    const [staging, production] = [pair.staging, pair.production].map(
      name => requests.find(({ environment }) => environment === name)?.request,
    )
    return staging && production ? [{ name: journey.name, staging, production }] : []
  })

const withoutRepeats = (diagnostics: readonly Diagnostic[]): readonly Diagnostic[] => [
  ...new Map(
    diagnostics.map(diagnostic => [
      JSON.stringify([diagnostic.summary, diagnostic.detail, diagnostic.at.file, diagnostic.at.start.offset]),
      diagnostic,
    ]),
  ).values(),
]
