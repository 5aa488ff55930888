/** Spellings of one environment, as teams write them in names. */
const spellings: readonly (readonly string[])[] = [
  ['dev', 'develop', 'development'],
  ['stg', 'stage', 'staging'],
  ['prd', 'prod', 'production', 'live'],
  ['test', 'testing'],
  ['uat', 'acceptance'],
  ['preprod', 'preproduction'],
  ['int', 'integ', 'integration'],
  ['sbx', 'sandbox'],
]

const wordsOf = (text: string): readonly string[] =>
  text
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter(word => word !== '')

/** The words of a name without those that say which environment it is: `kumo-stg-StatementsApi` in staging → kumo, statements, api. */
export const nameWords = (text: string, environment: string): readonly string[] => {
  const own = wordsOf(environment)
  const ofEnvironment = new Set([...own, ...spellings.filter(list => own.some(word => list.includes(word))).flat()])
  return wordsOf(text).filter(word => !ofEnvironment.has(word))
}

export const sameWords = (one: readonly string[], other: readonly string[]): boolean =>
  one.length > 0 && one.join(' ') === other.join(' ')

/** Whether a name is another with the team's or the product's name in front: `kumo statements api` ends with `statements api`. */
export const endsWithWords = (name: readonly string[], ending: readonly string[]): boolean =>
  ending.length > 0 && name.length > ending.length && sameWords(name.slice(-ending.length), ending)
