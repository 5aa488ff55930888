import './env.js'
import Fastify from 'fastify'

const { mintPartnerToken, publicKeys } = await import('./tokens.js')
const { findPartner } = await import('./partners.js')

const app = Fastify({ logger: { level: process.env.LOG_LEVEL } })

app.get('/healthz', async () => 'ok')

app.get('/oauth/jwks.json', publicKeys)
app.get('/oauth/.well-known/openid-configuration', async () => ({
  issuer: process.env.JWT_ISSUER,
  jwks_uri: process.env.JWKS_URL,
  token_endpoint: `${process.env.JWT_ISSUER}/token`,
  grant_types_supported: ['client_credentials'],
}))

app.post('/oauth/token', async (request, reply) => {
  const partner = findPartner(request.headers.authorization)
  if (!partner) return reply.code(401).send({ error: 'invalid_client' })

  return { access_token: await mintPartnerToken(partner), token_type: 'Bearer' }
})

await app.listen({ host: '0.0.0.0', port: Number(process.env.PORT) })
