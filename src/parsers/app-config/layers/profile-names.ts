const families: readonly (readonly string[])[] = [
  ['production', 'prod', 'prd', 'live', 'release'],
  ['staging', 'stage', 'stg'],
  ['development', 'dev', 'develop', 'local'],
  ['test', 'testing'],
  ['qa'],
  ['uat'],
  ['preprod', 'preproduction', 'pre-prod'],
  ['sandbox'],
  ['demo'],
  ['dr'],
]

/** The spellings of an environment's name, its own first: `production`, `prod`, `prd` … */
export const spellingsOf = (profile: string): readonly string[] => {
  const name = profile.toLowerCase()
  const family = families.find(names => names.includes(name)) ?? []
  return [...new Set([profile, name, ...family])]
}

const allNames = new Set(families.flat())

/** Whether a word is a common name for an environment. `prod-eu` and `production2` are, by their first part. */
export const isEnvironmentName = (word: string): boolean => {
  const name = word.toLowerCase()
  return allNames.has(name) || allNames.has(/^[a-z]+/.exec(name)?.[0] ?? '')
}

/** Where two names mean the same environment. */
export const sameEnvironment = (one: string, other: string): boolean =>
  spellingsOf(one).some(name => name === other.toLowerCase())
