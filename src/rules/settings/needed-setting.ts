import { isString, type Value } from '../../model/value.ts'

/** A switch for people who test is missing in production on purpose. */
const isForTesting = (key: string): boolean =>
  /(?:debug|mock|fake|stub|test|sandbox|staging|stg|dev|seed|profil|verbose|trace|banner|basic_?auth|robots|noindex|preview|demo|feature|enable)/i.test(
    key,
  )

/** A value that an app cannot make up: where something is, who somebody is, what something is opened with. */
export const isNeeded = (key: string, value: Value): boolean => {
  if (isForTesting(key)) return false
  if (value.sensitive || key.startsWith('secret ')) return true
  if (value.kind === 'reference' || value.kind === 'template') return true
  return isString(value) && /^(?:[a-z][a-z\d+.-]*:\/\/[^\s/]|arn:aws)/i.test(value.value)
}
