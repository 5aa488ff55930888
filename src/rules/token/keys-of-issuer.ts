import type { EvaluatedApp } from '../../model/evaluated.ts'
import { isString, type Value } from '../../model/value.ts'

export const hostOf = (value: Value): string | undefined =>
  isString(value) ? /^https?:\/\/([^/?#]+)/i.exec(value.value)?.[1]?.toLowerCase() : undefined

/** The pool, realm or tenant in a URL: the path before what every provider adds to it. */
const tenantOf = (value: Value): string =>
  isString(value)
    ? value.value
        .replace(/^https?:\/\/[^/?#]+/i, '')
        .replace(
          /\/(?:\.well-known\/.*|protocol\/.*|discovery\/.*|(?:oauth2?\/)?(?:v\d[\w.]*\/)?(?:jwks(?:\.json)?|keys|certs).*)$/i,
          '',
        )
        .replace(/\/(?:v\d[\w.]*)?\/?$/, '')
        .toLowerCase()
    : ''

/** Whether a key set lies with one of the issuers: on its host and, where both name one, in its tenant. */
export const belongs = (jwks: Value, issuers: readonly Value[]): boolean =>
  issuers.some(issuer => {
    if (hostOf(issuer) === undefined || hostOf(issuer) !== hostOf(jwks)) return false
    const [one, other] = [tenantOf(issuer), tenantOf(jwks)]
    return (
      one === '' ||
      other === '' ||
      one === other ||
      `${one}/`.startsWith(`${other}/`) ||
      `${other}/`.startsWith(`${one}/`)
    )
  })

export const isRelated = ({ jwks, issuersAccepted }: EvaluatedApp): boolean =>
  jwks.length > 0 && jwks.every(each => belongs(each, issuersAccepted))
