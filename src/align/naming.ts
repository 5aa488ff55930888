import type { EnvironmentModel } from '../model/environment-model.ts'
import { learnOwnWords } from './own-words.ts'
import { roleName } from './role-name.ts'

/** What things are called in any environment, for one pair of environments. */
export interface Naming {
  readonly roleOf: (name: string, environment: string) => string
  /** The words that only this environment's names have, as its inputs show. */
  readonly ownWords: (environment: string) => ReadonlySet<string>
  /** Those of them that say which environment it is. */
  readonly signWords: (environment: string) => ReadonlySet<string>
}

/** What is longer is no name: a document, a script. */
const longest = 600

const none: ReadonlySet<string> = new Set()

export const namingOf = (staging: EnvironmentModel, production: EnvironmentModel): Naming => {
  const own = learnOwnWords(staging, production)
  const of =
    (which: 'all' | 'names') =>
    (environment: string): ReadonlySet<string> =>
      environment === staging.name ? own.staging[which] : environment === production.name ? own.production[which] : none
  const ownWords = of('all')
  const withoutDomains = (name: string, environment: string): string => {
    if (!name.includes('.')) return name
    const { domains } = environment === staging.name ? own.staging : own.production
    let text = name
    for (const [domain, input] of domains)
      if (text.length >= domain.length && text.toLowerCase().includes(domain))
        text = text.toLowerCase().replaceAll(domain, ` domain-${input} `)
    return text
  }
  const known = new Map<string, string>()
  const roleOf = (name: string, environment: string): string => {
    const key = `${environment}\u0000${name}`
    const found = known.get(key)
    if (found !== undefined) return found
    const role =
      name.length > longest ? name : roleName(withoutDomains(name, environment), environment, ownWords(environment))
    if (known.size < 200_000) known.set(key, role)
    return role
  }
  return { roleOf, ownWords, signWords: of('names') }
}
