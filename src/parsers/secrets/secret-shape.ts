const access =
  '(?:user_?|db_?)?(?:password|passwd|passphrase|pwd)|(?:client|app|consumer)_?secret|secret(?:_?key)?|(?:access|auth|refresh|id|api|sas)?_?token|(?:api|access|account|shared_?access|signing|private|subscription|function)_?key|apikey|sharedaccesssignature|sig(?:nature)?'

/** Any of some forms, as one pattern: every text that is read is held against it. */
const anyOf = (forms: readonly RegExp[]): RegExp => new RegExp(forms.map(({ source }) => source).join('|'))

/** Forms that give a secret away under any name. Each is matched anywhere in a text. */
const shape = anyOf([
  /-----BEGIN [A-Z ]*PRIVATE KEY/,
  /\b(?:AKIA|ASIA)[A-Z0-9]{12,}\b/,
  /\beyJ[\w-]{8,}\.eyJ[\w-]{8,}\.[\w-]*|^eyJ[\w-]{8,}\.[\w-]+\./,
  /\b(?:ghp|gho|ghs|ghu|ghr|github_pat|glpat|npm|dop_v1|xox[abeprs]|[srp]k_(?:live|test))[_-][A-Za-z0-9_-]{8,}/,
  /\bAIza[\w-]{30,}|\bSG\.[\w-]{16,}\.[\w-]{16,}/,
  /^(?:[Bb]earer|[Bb]asic|[Tt]oken)\s+(?=\S*(?:\d|=|[a-z][A-Z]))[\w+/=.~-]{8,}$/,
])
/** A URL with a password, with or without a user; and one with a token in place of the user. */
const urlWithSecret = anyOf([
  /\b[A-Za-z][\w+.-]{0,20}:\/\/[^\s/:@"',]*:[^\s/@"',]+@/,
  /\b[A-Za-z][\w+.-]{0,20}:\/\/(?=[^\s/:@"',]{0,200}\d)[^\s/:@"',]{16,200}@/,
])

/** The address of a webhook is all that its sender needs. */
const webhook =
  /\bhooks\.slack\.com\/(?:services|workflows|triggers)\/\w|\bdiscord(?:app)?\.com\/api\/webhooks\/\d|\.webhook\.office\.com\/webhookb2\/\w/i

/** `…?api_key=…`, `Server=…;Password=…`: a query or a connection string. Lines of code and scripts look alike, so it is one line. */
const query = new RegExp(
  String.raw`(?:^|[?&;,\s])(?:${access})\s{0,4}=\s{0,4}(?!true\b|false\b|\$|\{|<|\[)[^\s&;,]{4}`,
  'i',
)

const longestText = 10_000

/** Whether a text has the form of a secret: a private key, a token, a URL or a connection string with a password. */
export const isSecretShape = (text: string): boolean => {
  if (text.length < 8) return false
  const start = text.length > longestText ? text.slice(0, longestText) : text
  if (shape.test(start)) return true
  if (text.includes('/') && (webhook.test(start) || (text.includes('@') && urlWithSecret.test(start)))) return true
  return text.includes('=') && !text.includes('\n') && query.test(start)
}
