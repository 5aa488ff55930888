import { environmentRole, isEnvironmentWord } from '../../model/environment-names.ts'

/** Words that name environments only in the company of others: alone they are more often something else (`local-config`, `demo/`). */
const needCompany = new Set([
  'local',
  'demo',
  'preview',
  'acc',
  'acceptance',
  'integration',
  'int',
  'intg',
  'live',
  'dr',
  'e2e',
  'test',
  'testing',
  'sandbox',
  'sbx',
])

/** Words around an environment's name in the name of a file. */
const noise =
  /^(overrides?|vars?|variables|tfvars|params?|parameters|config|configuration|backend|settings|secrets|values|deploy|env|environment|s3|gcs|azurerm|terraform|auto|stack|template|cfn|cloudformation|app|application|\d{12})$/i

/** An environment's name in the strictest sense: `staging`, `prod2`, `PROD`; not `prod-eu`, not `demo`. */
export const isPlainEnvironment = (name: string): boolean => {
  const word = name.toLowerCase().replace(/\d+$/, '')
  return isEnvironmentWord(word) && !needCompany.has(word)
}

/** Also with a suffix or prefix: `prod-eu`, `infra-staging`; and the words that need company. */
export const isEnvironmentName = (name: string): boolean =>
  environmentRole(name) !== undefined && !/^non-?prod/i.test(name)

/** What is left of a file's stem without the words that say what kind of file it is: `prod-overrides` → prod. */
export const withoutNoise = (stem: string): string => {
  const parts = stem.split(/([._-])/)
  const isNoise = (part: string | undefined): boolean => part !== undefined && (part === '' || noise.test(part))
  while (parts.length > 1 && isNoise(parts[0])) parts.splice(0, 2)
  while (parts.length > 1 && isNoise(parts.at(-1))) parts.splice(-2, 2)
  return parts.join('')
}

/**
 * The environments that a family of names speaks of: name → environment. What all of them have before or after the environment is dropped
 * (`shop-dev`, `shop-prod` → dev, prod), unless `known` has them as they are. At least one must be a plain name; `alone` allows one name by
 * itself.
 */
export const environmentsAmong = (
  names: readonly string[],
  { alone = true, known = new Set() }: { readonly alone?: boolean; readonly known?: ReadonlySet<string> } = {},
): ReadonlyMap<string, string> => {
  const stems = names.map(name => ({ name, rest: withoutNoise(name) })).filter(({ rest }) => isEnvironmentName(rest))
  if (!stems.some(({ rest }) => rest.split(/[._-]/).some(isPlainEnvironment))) return new Map()
  const distinct = new Set(stems.map(({ rest }) => rest))
  if (!alone && distinct.size < 2) return new Map()
  const words = [...distinct].map(rest => rest.split(/[._-]/))
  const shared = (at: (parts: readonly string[]) => string | undefined): boolean =>
    words.length > 1 &&
    ![...distinct].some(rest => known.has(rest)) &&
    words.every(parts => parts.length > 1 && at(parts) === at(words[0] ?? [])) &&
    !isEnvironmentWord(at(words[0] ?? []) ?? '')
  const dropFirst = shared(parts => parts[0])
  const dropLast = shared(parts => parts.at(-1))
  return new Map(
    stems.map(({ name, rest }) => {
      const short = dropFirst ? rest.replace(/^[^._-]*[._-]/, '') : dropLast ? rest.replace(/[._-][^._-]*$/, '') : rest
      return [name, short]
    }),
  )
}

const synonyms: Readonly<Record<string, string>> = {
  develop: 'dev',
  development: 'dev',
  stg: 'staging',
  stage: 'staging',
  prd: 'production',
  prod: 'production',
  'pre-prod': 'preproduction',
  preprod: 'preproduction',
  tst: 'test',
  testing: 'test',
  intg: 'integration',
  int: 'integration',
  acc: 'acceptance',
}

/** One spelling for all of a word: `prd`, `prod` and `production` mean the same, `uat` and `staging` do not. */
export const canonicalName = (name: string): string => {
  const lower = name.toLowerCase()
  return synonyms[lower] ?? lower
}

const order = ['development', 'test', 'staging', 'production', 'disaster-recovery']

/** From development to production, then what the names do not tell; equal roles by name. */
export const compareEnvironments = (one: string, other: string): number => {
  const rank = (name: string): number => {
    const index = order.indexOf(environmentRole(name) ?? '')
    return index === -1 ? order.length : index
  }
  return rank(one) - rank(other) || (one < other ? -1 : one > other ? 1 : 0)
}
