import { environmentRole } from '../../model/environment-names.ts'
import { joinPath, type SourceTree } from '../../model/source-tree.ts'
import { defaultComparisons } from '../default-comparisons.ts'
import type { CloudFormationConfig, EnvironmentConfig, ResolvedConfig } from '../resolved-config.ts'
import { type FoundApp, findApps } from './apps.ts'
import { attachShared } from './attach-shared.ts'
import { type FoundStack, findStacks } from './cloudformation.ts'
import type { Detectors } from './detectors.ts'
import { mergeNames } from './merge-names.ts'
import { canonicalName, compareEnvironments, isPlainEnvironment } from './names.ts'
import { placeOf } from './place.ts'
import { serverlessStages } from './serverless.ts'
import { terraformEnvironments } from './terraform-environments.ts'
import { findTerraformRoots, readTerraform } from './terraform-roots.ts'
import { findTerragrunt, readTerragrunt } from './terragrunt.ts'
import { type WalkedDirectory, walk } from './walk.ts'
import { workflowVariables } from './workflows.ts'

/** What discovery made of a repository: nothing of it is silent. */
export interface Discovery {
  readonly config: ResolvedConfig
  /** One line for each thing found, and what shows it. */
  readonly found: readonly string[]
  /** One line for each thing that was seen and not used, and why. */
  readonly leftAlone: readonly string[]
}

/** Finds the environments of a repository and what each is made of, by the names and contents of its files. */
export const discover = async (tree: SourceTree, detectors: Detectors): Promise<Discovery> => {
  const { directories, leftAlone: notWalked } = walk(tree)
  const terragrunt = readTerragrunt(tree, directories, detectors)
  const modules = await readTerraform(tree, directories, detectors)
  const roots = findTerraformRoots(modules, terragrunt.claimed)
  const { byRoot, leftAlone: otherFiles } = await terraformEnvironments(tree, roots, directories, detectors, modules)
  const shared = attachShared(roots, byRoot)
  const terraform = [...[...byRoot.values()].flat(), ...shared]
  const { stacks, leftAlone: otherTemplates } = findStacks(tree, directories, detectors)
  const apps = findApps(
    tree,
    directories,
    roots.map(({ directory }) => directory),
    detectors,
  )

  const units = findTerragrunt(directories, terragrunt)
  const merged = namesOf([...terraform, ...stacks, ...units], apps)
  const names = [...new Set(merged.values())].toSorted(compareEnvironments)
  const nameOf = (environment: string): string => merged.get(environment) ?? environment

  const found: string[] = []
  const environments: EnvironmentConfig[] = []
  for (const name of names) {
    const own = terraform.filter(({ environment }) => nameOf(environment) === name)
    const ownStacks = stacks.filter(({ environment }) => nameOf(environment) === name)
    const ownUnits = units.filter(({ environment }) => nameOf(environment) === name)
    const ownApps = apps.map(app => ({ app, profile: profileFor(name, [...app.profiles.keys()]) }))
    const asked = new Set(ownUnits.flatMap(unit => [...unit.asked]))
    const workflows = workflowVariables(tree, directories, name, asked)
    const variables = new Map([...ownUnits.flatMap(unit => [...unit.variables]), ...workflows.variables])
    const unknownVariables = new Map([...workflows.unknownVariables].filter(([key]) => !variables.has(key)))
    const place = await placeOf(
      tree,
      own.map(({ config }) => config),
      roots,
      detectors,
    )
    const where = { ...placeOfStacks(ownStacks), ...place }
    found.push(
      ...[...own, ...ownUnits, ...ownStacks].map(({ because }) => `${name}: ${because}`),
      ...workflows.because.map(because => `${name}: ${because}`),
      ...ownApps.map(({ app, profile }) =>
        app.profiles.size > 0 && !app.profiles.has(profile)
          ? `${name}: ${app.because}; none for ${name}, so only what all profiles share`
          : `${name}: ${app.because}`,
      ),
    )
    environments.push({
      name,
      terraform: own.map(({ config }) => config),
      ...(ownUnits.length > 0 ? { terragrunt: ownUnits.map(({ dir }) => ({ dir })) } : {}),
      cloudformation: stacksOf(ownStacks, where),
      apps: ownApps.map(({ app, profile }) => ({ name: app.name, dir: app.dir, framework: 'auto', profile })),
      variables,
      ...(unknownVariables.size > 0 ? { unknownVariables } : {}),
      ...where,
    })
  }

  const attached = new Set(shared.map(({ config }) => config.dir))
  const unused = roots.filter(root => !byRoot.has(root) && !attached.has(root.directory))
  const otherProfiles = apps.flatMap(({ profiles }) =>
    [...profiles]
      .filter(([profile]) => !names.some(name => profileFor(name, [...profiles.keys()]) === profile))
      .map(([profile, file]) => `${file}: profile ${profile} belongs to no environment found`),
  )
  const leftAlone = [
    ...unused.map(({ directory }) => `${directory || '.'}/: a root module that nothing ties to an environment`),
    ...otherFiles,
    ...otherTemplates,
    ...otherProfiles,
    ...foreignTools(tree, directories),
    ...notWalked,
  ]
  const config: ResolvedConfig = {
    environments,
    comparisons: defaultComparisons(names, new Set(apps.flatMap(({ unnamed }) => [...unnamed]))),
    links: [],
    pairs: [],
    journeys: [],
    rules: new Map(),
    diagnostics: [],
  }
  return { config, found, leftAlone }
}

type Named = Parameters<typeof mergeNames>[0]

/**
 * Infrastructure says which environments there are. Where it knows one only, applications that are configured for its rehearsal say more;
 * where there is none, they say everything.
 */
const namesOf = (infrastructure: Named, apps: readonly FoundApp[]): ReadonlyMap<string, string> => {
  const profiles = apps.flatMap(({ dir, profiles }) =>
    [...profiles.keys()].map(environment => ({ environment, group: dir })),
  )
  const known = mergeNames(infrastructure)
  const rehearses = apps.some(({ profiles, unnamed }) =>
    [...profiles.keys()].some(name => unnamed.has(name) || environmentRole(name) === 'staging'),
  )
  if (known.size === 0) return mergeNames(profiles)
  return new Set(known.values()).size === 1 && rehearses ? mergeNames([...infrastructure, ...profiles]) : known
}

type Where = Pick<EnvironmentConfig, 'region' | 'account'>

/** Where all stacks of an environment go, if that is one place. */
const placeOfStacks = (stacks: readonly FoundStack[]): Where => {
  const [region, ...regions] = new Set(stacks.flatMap(stack => stack.region ?? []))
  const [account, ...accounts] = new Set(stacks.flatMap(stack => stack.account ?? []))
  return {
    ...(region !== undefined && regions.length === 0 ? { region } : {}),
    ...(account !== undefined && accounts.length === 0 ? { account } : {}),
  }
}

/** A stack says where it goes only where that is not where its environment does. */
const stacksOf = (stacks: readonly FoundStack[], where: Where): readonly CloudFormationConfig[] =>
  stacks.map(({ config, region, account }) => ({
    ...config,
    ...(region !== undefined && region !== where.region ? { region } : {}),
    ...(account !== undefined && account !== where.account ? { account } : {}),
  }))

/** The profile that an application uses in an environment: of the same name, of a spelling of it, else the environment's name. */
const profileFor = (environment: string, profiles: readonly string[]): string =>
  profiles.find(profile => profile === environment) ??
  profiles.find(profile => canonicalName(profile) === canonicalName(environment)) ??
  (isPlainEnvironment(environment)
    ? profiles.find(
        profile => environmentRole(profile) === 'production' && environmentRole(environment) === 'production',
      )
    : undefined) ??
  environment

const tools: readonly (readonly [RegExp, string])[] = [
  [
    /^serverless\.(ya?ml|ts|js|json)$/,
    'the Serverless Framework is not evaluated; a template that it generated can be named in sotsu.yaml',
  ],
  [/^cdk\.json$/, 'the CDK is not run; a template that it synthesised can be named in sotsu.yaml'],
  [/^Pulumi\.ya?ml$/, 'Pulumi programs are not evaluated'],
]

/** What other tools deploy: seen, and not evaluated. */
const foreignTools = (tree: SourceTree, directories: readonly WalkedDirectory[]): readonly string[] =>
  directories.flatMap(({ path, files }) =>
    files.flatMap(file => {
      const tool = tools.find(([pattern]) => pattern.test(file))
      const whole = path === '' ? file : `${path}/${file}`
      if (!tool || (/^cdk/.test(file) && tree.list(joinPath(path, 'cdk.out') ?? '') !== undefined)) return []
      const stages = /^serverless\.ya?ml$/.test(file) ? serverlessStages(tree, path, whole) : []
      return [`${whole}: ${stages.length > 0 ? `stages ${stages.join(', ')}; ` : ''}${tool[1]}`]
    }),
  )
