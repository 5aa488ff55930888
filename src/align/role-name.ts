import { environmentRole, isEnvironmentWord } from '../model/environment-names.ts'
import { remembered } from '../model/remembered.ts'

/** A name as words: `kumoStaging-web` → kumo, staging, web. */
export const wordsOf: (name: string) => readonly string[] = remembered(name =>
  name
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z\d]+/)
    .filter(word => word !== ''),
)

/**
 * A name without its environment: what the thing is called in any environment. Words that are the environment's own name, a common spelling
 * of one, or learnt to be its own, are left out. Of a name made of nothing else nothing is left where it names this very environment, as the
 * directory `production/` does; where it names another it keeps its words.
 */
export const roleName = (name: string, environment: string, learnt: ReadonlySet<string> = none): string => {
  const own = new Set(wordsOf(environment))
  const words = wordsOf(name)
  const kept = words.filter(word => !own.has(word) && !learnt.has(word) && !isEnvironmentWord(word))
  const names = environmentRole(environment)
  const isOwn = (word: string): boolean =>
    own.has(word) || learnt.has(word) || (names !== undefined && environmentRole(word) === names)
  return (kept.length > 0 || words.every(isOwn) ? kept : words).join('-')
}

const none: ReadonlySet<string> = new Set()

/** A host without its environment, below a zone: `api.stg.example.com` in `example.com` → `api`; the zone itself → ``. */
export const roleHost = (
  host: string,
  zone: string,
  environment: string,
  learnt: ReadonlySet<string> = none,
): string => {
  const own = new Set(wordsOf(environment))
  const labels = host === zone ? [] : host.slice(0, host.length - zone.length - 1).split('.')
  return labels
    .map(label =>
      label
        .split('-')
        .filter(word => !own.has(word) && !learnt.has(word) && !isEnvironmentWord(word))
        .join('-'),
    )
    .filter(label => label !== '')
    .join('.')
}
