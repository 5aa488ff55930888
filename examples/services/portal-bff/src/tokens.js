import { SignJWT, exportJWK, importPKCS8 } from 'jose'

const signingKey = await importPKCS8(process.env.JWT_SIGNING_KEY, 'ES256', { extractable: true })

/** The access token that a partner shows to statements-api. */
export const mintPartnerToken = partner =>
  new SignJWT({ scope: 'statements:read' })
    .setProtectedHeader({ alg: 'ES256', kid: 'partner' })
    .setIssuer(process.env.JWT_ISSUER)
    .setAudience(process.env.JWT_AUDIENCE)
    .setSubject(partner.id)
    .setIssuedAt()
    .setExpirationTime(`${process.env.TOKEN_TTL_SECONDS}s`)
    .sign(signingKey)

export const publicKeys = async () => {
  const { d: _private, ...jwk } = await exportJWK(signingKey)
  return { keys: [{ ...jwk, kid: 'partner', alg: 'ES256', use: 'sig' }] }
}
