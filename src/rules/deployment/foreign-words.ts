import { roleName, wordsOf } from '../../align/role-name.ts'
import { environmentRole } from '../../model/environment-names.ts'

/** Names of environments that hardly mean anything else. */
const plain = new Set([
  'dev',
  'develop',
  'development',
  'stg',
  'stage',
  'staging',
  'preprod',
  'preproduction',
  'uat',
  'qa',
])

/** Words that mean much else, unless they are a label of a host name or a part of a path by themselves. */
const ambiguous = new Set(['integration', 'sandbox', 'preview'])

/** Something is, or is called: a host, a path, an ARN, a name of several words. Not a sentence. */
const isName = (text: string): boolean => !/\s/.test(text.trim()) && wordsOf(text).length > 1

export interface EnvironmentPair {
  readonly staging: string
  readonly production: string
}

const isOwn = (word: string, environment: string): boolean => {
  const role = environmentRole(environment)
  return wordsOf(environment).includes(word) || (role !== undefined && environmentRole(word) === role)
}

/** The word by which a text of production names another environment; none where it names production too. */
export const foreignWord = (text: string, { production }: Pick<EnvironmentPair, 'production'>): string | undefined => {
  if (!isName(text)) return undefined
  const words = wordsOf(text)
  if (words.some(word => isOwn(word, production) || environmentRole(word) === 'production')) return undefined
  const within = words.find(word => /staging|preprod/.test(word))
  const parts = new Set(text.toLowerCase().split(/[./:]+/))
  // Environments that are no production may share what is for testing.
  const isTested = environmentRole(production) === 'production' || environmentRole(production) === undefined
  return words.find(word => plain.has(word) || (isTested && ambiguous.has(word) && parts.has(word))) ?? within
}

/** An input that is there to say which environment it is. */
const namesEnvironment =
  /(?<![^_.-])(env|environment|stage|tier|workspace|profile|account_?(name|alias))([_.-]?(name|type))?$/i

/** The one word by which both environments say which environment they are, where it is staging's. */
export const foreignName = (
  input: string,
  one: string,
  other: string,
  { staging, production }: EnvironmentPair,
): string | undefined => {
  const [word, ...others] = wordsOf(other)
  const isForeign = word !== undefined && others.length === 0 && isOwn(word, staging) && !isOwn(word, production)
  return isForeign && one === other && namesEnvironment.test(input) ? word : undefined
}

export const namesOwn = (text: string, environment: string): boolean =>
  wordsOf(text).some(word => isOwn(word, environment))

/** Whether two texts are the same but for the environments that they name. */
export const isSameRole = (one: string, other: string, { staging, production }: EnvironmentPair): boolean =>
  one === other || roleName(one, staging) === roleName(other, production)
