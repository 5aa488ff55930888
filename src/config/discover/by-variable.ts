import { startOf } from '../../model/source-location.ts'
import type { TerraformFacts, VariableValue } from './detectors.ts'
import { environmentsAmong } from './names.ts'
import type { FoundTerraform } from './terraform-environments.ts'
import type { TerraformRoot } from './terraform-roots.ts'

const environmentVariable = /^(env|environment|stage|deploy(ment)?_?env(ironment)?|app_env|tier)(_?name)?$/i

/** A variable that takes the environment's name, and that nothing else sets. */
export const namedVariable = ({ facts }: TerraformRoot, isSet: (name: string) => boolean): string | undefined =>
  [...facts.variables].find(
    ([name, { hasDefault }]) => environmentVariable.test(name) && !hasDefault && !isSet(name),
  )?.[0]

/** `networks/` with `var.network_name`: what its backend files are named after. */
export const ownNameVariable = (
  { directory, facts }: TerraformRoot,
  isSet: (name: string) => boolean,
): string | undefined => {
  const own = (directory.split('/').at(-1) ?? '').replaceAll('-', '_').replace(/s$/, '')
  const name = `${own}_name`
  return own !== '' && facts.variables.get(name)?.hasDefault === false && !isSet(name) ? name : undefined
}

/** A map's keys, or values that a variable is allowed to have. */
export interface EnvironmentKeys {
  readonly name: string
  readonly keys: readonly string[]
}

/** Maps of a module and values of its calls that tell environments apart: `module "dev_config" { environment = "dev" }`. */
const keysIn = ({ localMaps, calls, variables }: TerraformFacts): readonly EnvironmentKeys[] => [
  ...localMaps,
  ...[...variables].flatMap(([name, { keys }]: [string, VariableValue]) =>
    keys ? [{ name: `var.${name}`, keys }] : [],
  ),
  {
    name: 'module calls',
    keys: calls.flatMap(({ texts }) =>
      [...texts].flatMap(([name, text]) => (environmentVariable.test(name) ? [text] : [])),
    ),
  },
]

/**
 * A root module that is applied once for each environment with its name as a variable: the names are those that the variable's validation
 * allows, else the keys of the maps that it or a module that it calls looks up.
 */
export const byVariable = (
  root: TerraformRoot,
  given: readonly EnvironmentKeys[],
  modules: ReadonlyMap<string, TerraformFacts>,
): readonly FoundTerraform[] => {
  const { directory, facts } = root
  const variable = [...facts.variables].find(([name]) => environmentVariable.test(name))
  if (variable === undefined || directory === '') return []
  const [name, { allowed = [] }] = variable
  const called = facts.calls.flatMap(call => {
    const module = call.directory === undefined ? undefined : modules.get(call.directory)
    return module === undefined
      ? []
      : keysIn(module).map(found => ({ ...found, name: `${found.name} of ${call.directory}` }))
  })
  const candidates = [{ name: `the validation of var.${name}`, keys: allowed }, ...given, ...keysIn(facts), ...called]
  for (const { name: where, keys } of candidates) {
    const names = environmentsAmong(keys, { alone: false })
    if (names.size < 2) continue
    return [...names.keys()].map(environment => ({
      environment,
      group: `${directory} variable`,
      config: {
        dir: directory,
        varFiles: [],
        vars: new Map([[name, { value: environment, at: startOf(directory) }]]),
        only: [],
      },
      because: `${directory}/: var.${name} can be ${environment}, by ${where}`,
    }))
  }
  return []
}
