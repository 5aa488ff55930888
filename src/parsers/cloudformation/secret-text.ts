/** Ends of names whose values are secrets; `SecretArn`, `TokenIssuer` or `PasswordPolicy` are not among them. */
const secretName =
  /(password|passwd|passphrase|secret|secretkey|secretstring|secretaccesskey|apikey|privatekey|authtoken|oauthtoken|accesstoken|clientsecret|credential|credentials)$/i

/** Where a secret is kept, or whether there is one, is no secret. */
const notSecret = /^(|true|false|yes|no|none|enabled|disabled|arn:.*|\/.*|\{\{resolve:.*|https?:\/\/[^@]*)$/is

const secretShapes = [
  /-----BEGIN [A-Z ]*PRIVATE KEY-----/,
  /\b(AKIA|ASIA)[A-Z0-9]{16}\b/,
  /\b[a-z][a-z0-9+.-]{0,20}:\/\/[^\s/:@]*:[^\s/@]+@/i,
  /\beyJ[\w-]{8,}\.eyJ[\w-]{8,}\.[\w-]+/,
  /\b(ghp|gho|ghs|github_pat|glpat|xox[abp]|sk_live)[_-][A-Za-z0-9_-]{10,}/,
]

/** Whether a text is a secret by the name that it goes by, or by its shape: a private key, an access key, a URL with a password. */
export const isSecretText = (text: string, name = ''): boolean =>
  (secretName.test(name.replace(/[^A-Za-z]/g, '')) && !notSecret.test(text)) ||
  secretShapes.some(shape => shape.test(text.slice(0, 10_000)))
