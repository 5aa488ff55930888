import { hasRandomCase } from '../secrets/gibberish.ts'
import { isSecretShape } from '../secrets/secret-shape.ts'

/** Ends of names whose values are secrets; `SecretArn`, `TokenIssuer` or `PasswordPolicy` are not among them. */
const secretName =
  /(password|passwd|passphrase|pwd|secret|(secret|api|private|signing|encryption|access|master|session|jwt|hmac|license)key|secretkeybase|secretstring|(auth|oauth|api|access|refresh|bearer|session)token|credentials?|connectionstring|dsn)$/

/** Ends of names that others use too: there a value must also look like one. */
const doubtfulName = /(token|pat|salt|pepper|hmac|webhook|key)$/
const longWord = /^[\w+=.-]{20,}$/
const plainName =
  /^(arn|vpc|subnet|sg|ami|i|eni|rtb|acl|igw|nat|tgw|vpce|snap|vol|lt|ou|o|r|p)-|^[\w-]+\.[\w.-]+\.[a-z]{2,}$|^([a-z]+[-_.])+[a-z\d]+$|^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/i

/** Where a secret is kept, or whether there is one, is no secret. */
const notSecret = /^(?:true|false|yes|no|none|enabled|disabled)?$|^(?:arn:|\/|\{\{resolve:)|^https?:\/\/[^@]*$/i

/** Whether a text is a secret by the name that it goes by, or by its shape: a private key, an access key, a URL with a password. */
export const isSecretText = (text: string, name = ''): boolean => isSecretNamed(text, name) || isSecretShape(text)

/** By its name alone. */
export const isSecretNamed = (text: string, name: string): boolean => {
  const letters = name.replace(/[^A-Za-z]/g, '').toLowerCase()
  if (secretName.test(letters) && !notSecret.test(text)) return true
  if (!longWord.test(text) || !doubtfulName.test(letters)) return false
  return ((/\d/.test(text) && /[a-z]/i.test(text)) || hasRandomCase(text)) && !plainName.test(text)
}
