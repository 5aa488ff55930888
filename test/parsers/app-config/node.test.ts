import { describe } from 'vitest'
import { testTokens } from './token-case.ts'

const verify =
  "import jwt from 'jsonwebtoken'\nexport const check = t => jwt.verify(t, process.env.JWT_SECRET, { issuer: process.env.JWT_ISSUER, audience: process.env.JWT_AUDIENCE })\n"
const dotenvVerify = `import 'dotenv/config'\n${verify}`

describe('dotenv', () =>
  testTokens([
    {
      name: 'process variables win over the file',
      files: { '.env': 'JWT_ISSUER=file\nJWT_AUDIENCE=web', 'a.js': dotenvVerify },
      variables: { JWT_ISSUER: 'process' },
      accepted: ['process'],
      audiences: ['web'],
    },
    {
      name: 'only .env is loaded by dotenv/config',
      files: {
        '.env': 'JWT_ISSUER=base\nJWT_AUDIENCE=web',
        '.env.production': 'JWT_ISSUER=prod',
        'a.js': dotenvVerify,
      },
      accepted: ['base'],
      audiences: ['web'],
    },
    {
      name: 'DOTENV_CONFIG_PATH names the file',
      files: {
        '.env': 'JWT_ISSUER=base',
        '.env.production': 'JWT_ISSUER=prod\nJWT_AUDIENCE=web',
        'a.js': dotenvVerify,
      },
      variables: { DOTENV_CONFIG_PATH: '.env.production' },
      accepted: ['prod'],
      audiences: ['web'],
    },
    {
      name: 'of several paths the first with a name wins',
      files: {
        '.env': 'JWT_ISSUER=base\nJWT_AUDIENCE=web',
        '.env.production': 'JWT_ISSUER=prod',
        'a.js': `import dotenv from 'dotenv'\ndotenv.config({ path: ['.env.production', '.env'] })\n${verify}`,
      },
      accepted: ['prod'],
      audiences: ['web'],
    },
    {
      name: 'a function that only returns is what it returns, in another file too',
      files: {
        '.env.production': 'API_BASE_URL=https://id.example.com',
        'src/config.ts':
          'export function getApiBaseUrl(): string {\n  return process.env.API_BASE_URL\n}\nexport const getJwksUrl = () => `${getApiBaseUrl()}/jwks.json`\nexport function pick(): string {\n  if (process.env.X) return "https://a.example.com"\n  return "https://b.example.com"\n}',
        'src/tokens/verify.ts':
          "import * as jose from 'jose'\nimport { getJwksUrl, pick } from '../config.js'\nimport * as config from '../config.js'\nlet keys\nexport class Verifier {\n  start() { keys = jose.createRemoteJWKSet(new URL(getJwksUrl())) }\n  check(t) { return jose.jwtVerify(t, keys, { audience: config.getApiBaseUrl(), issuer: pick() }) }\n}",
      },
      jwks: ['https://id.example.com/jwks.json'],
      audiences: ['https://id.example.com'],
      unresolved: ['pick()'],
    },
    {
      name: 'override lets the file win',
      files: {
        '.env': 'JWT_ISSUER=base\nJWT_AUDIENCE=web',
        'a.js': `require('dotenv').config({ override: true })\n${verify}`,
      },
      variables: { JWT_ISSUER: 'process' },
      accepted: ['base'],
      audiences: ['web'],
    },
    {
      name: 'a path made of NODE_ENV is the environment',
      files: {
        '.env.staging': 'JWT_ISSUER=stg\nJWT_AUDIENCE=web',
        'a.js': `import dotenv from 'dotenv'\ndotenv.config({ path: \`.env.\${process.env.NODE_ENV}\` })\n${verify}`,
      },
      env: 'staging',
      accepted: ['stg'],
      audiences: ['web'],
    },
    {
      name: 'a script names the file',
      files: {
        'package.json': '{"scripts":{"start":"node --env-file=.env.production src/a.js"}}',
        '.env': 'JWT_ISSUER=base',
        '.env.production': 'JWT_ISSUER=prod\nJWT_AUDIENCE=web',
        'a.js': verify,
      },
      accepted: ['prod'],
      audiences: ['web'],
    },
    {
      name: 'text is not expanded without dotenv-expand',
      files: { '.env': 'HOST=id.example.com\nJWT_ISSUER=https://${HOST}/\nJWT_AUDIENCE=web', 'a.js': dotenvVerify },
      accepted: ['https://${HOST}/'],
      audiences: ['web'],
    },
    {
      name: 'dotenv-expand expands in order',
      files: {
        'package.json': '{"dependencies":{"dotenv-expand":"12"}}',
        '.env': 'HOST=id.example.com\nJWT_ISSUER=https://${HOST}/\nJWT_AUDIENCE=${LATER}x\nLATER=y',
        'a.js': dotenvVerify,
      },
      accepted: ['https://id.example.com/'],
      audiences: ['x'],
    },
    {
      name: 'an empty issuer switches the check off',
      files: { '.env': 'JWT_ISSUER=\nJWT_AUDIENCE=web', 'a.js': dotenvVerify },
      accepted: ['*'],
      audiences: ['web'],
    },
    {
      name: 'export, quotes, colons and CRLF',
      files: {
        '.env': "export JWT_ISSUER = 'https://id.example.com#1'\r\nJWT_AUDIENCE: web # comment\r\n",
        'a.js': dotenvVerify,
      },
      accepted: ['https://id.example.com#1'],
      audiences: ['web'],
    },
    {
      name: 'a default applies to an absent variable only with ??',
      files: {
        '.env': 'JWT_ISSUER=',
        'a.js':
          "import 'dotenv/config'\nimport { jwtVerify } from 'jose'\njwtVerify(t, k, { issuer: process.env.JWT_ISSUER ?? 'd', audience: process.env.JWT_AUDIENCE ?? 'e' })",
      },
      accepted: [''],
      audiences: ['e'],
    },
    {
      name: 'a default applies to an empty variable with ||',
      files: {
        '.env': 'JWT_ISSUER=',
        'a.js': "import 'dotenv/config'\njwt.verify(t, k, { issuer: process.env.JWT_ISSUER || 'd' })",
      },
      accepted: ['d'],
    },
  ]))

describe('Next.js, Vite and dotenv-flow', () =>
  testTokens([
    {
      name: 'Next expands across files and forward',
      files: {
        'next.config.js': 'module.exports = {}',
        '.env': 'OIDC_ISSUER=https://${AUTH_HOST}/',
        '.env.production': 'AUTH_HOST=id.example.com',
        'lib/a.ts':
          "import { jwtVerify } from 'jose'\nexport const v = t => jwtVerify(t, key, { issuer: process.env.OIDC_ISSUER })",
      },
      accepted: ['https://id.example.com/'],
    },
    {
      name: 'Vite: the mode beats .env.local',
      framework: 'vite',
      files: {
        '.env.local': 'VITE_ISS=local',
        '.env.staging': 'VITE_ISS=stg',
        'a.ts': 'jwtVerify(t, k, { issuer: import.meta.env.VITE_ISS })',
      },
      env: 'staging',
      accepted: ['stg'],
    },
    {
      name: 'dotenv-flow: process variables win',
      files: {
        '.env.production': 'ISS=file',
        'a.js':
          "import 'dotenv-flow/config'\nimport jwt from 'jsonwebtoken'\njwt.verify(t, k, { issuer: process.env.ISS })",
      },
      variables: { ISS: 'process' },
      accepted: ['process'],
    },
  ]))

describe('libraries', () =>
  testTokens([
    {
      name: 'jsonwebtoken: claims in the payload are minted',
      files: { 'a.ts': "import jwt from 'jsonwebtoken'\njwt.sign({ iss: 'a', aud: ['x', 'y'] }, key)" },
      minted: ['a'],
      audiences: ['x', 'y'],
    },
    {
      name: 'jsonwebtoken: imported functions',
      files: {
        'a.ts':
          "import { verify, sign } from 'jsonwebtoken'\nverify(t, k, { issuer: 'a' })\nsign(p, k, { issuer: 'b', audience: 'c' })",
      },
      accepted: ['a'],
      minted: ['b'],
      audiences: ['c'],
    },
    {
      name: 'options in a constant of another file',
      files: {
        'src/options.ts': "export const verifyOptions = { issuer: process.env.ISS ?? 'd', audience: 'api' } as const",
        'src/a.ts':
          "import jwt from 'jsonwebtoken'\nimport { verifyOptions } from './options'\njwt.verify(t, k, verifyOptions)",
      },
      accepted: ['d'],
      audiences: ['api'],
    },
    {
      name: 'options spread over others',
      files: { 'a.ts': "const base = { issuer: 'a', audience: 'x' }\njwt.verify(t, k, { ...base, issuer: 'b' })" },
      accepted: ['b'],
      audiences: ['x'],
    },
    {
      name: 'config by default export',
      files: {
        'src/config.js': "module.exports = { jwt: { issuer: process.env.ISS || 'https://id.example.com' } }",
        'src/a.js':
          "const config = require('./config')\nconst jwt = require('jsonwebtoken')\njwt.verify(t, k, { issuer: config.jwt.issuer })",
      },
      accepted: ['https://id.example.com'],
    },
    {
      name: 'a conditional on NODE_ENV',
      files: {
        'a.ts':
          "const issuer = process.env.NODE_ENV === 'production' ? 'https://id.example.com' : 'https://id.stg.example.com'\njwt.verify(t, k, { issuer })",
      },
      accepted: ['https://id.example.com'],
    },
    {
      name: 'a table by environment',
      files: {
        'a.ts':
          "const issuers = { production: 'p', staging: 's' }\njwt.verify(t, k, { issuer: issuers[process.env.NODE_ENV] })",
      },
      env: 'staging',
      accepted: ['s'],
    },
    {
      name: 'jose remote key set and audience list',
      files: {
        'a.ts':
          "const keys = createRemoteJWKSet(new URL('https://id.example.com/jwks'))\njwtVerify(t, keys, { issuer: 'https://id.example.com/', audience: ['a', 'b'] })",
      },
      accepted: ['https://id.example.com/'],
      audiences: ['a', 'b'],
      jwks: ['https://id.example.com/jwks'],
    },
    {
      name: 'express-oauth2-jwt-bearer by base URL needs discovery',
      files: {
        'a.js':
          "const { auth } = require('express-oauth2-jwt-bearer')\napp.use(auth({ issuerBaseURL: 'https://t.auth.example.com', audience: 'api' }))",
      },
      audiences: ['api'],
      unresolved: ['discovery:https://t.auth.example.com'],
    },
    {
      name: 'express-jwt without an issuer',
      files: {
        'a.js':
          "const { expressjwt } = require('express-jwt')\napp.use(expressjwt({ secret: s, algorithms: ['HS256'] }))",
      },
      accepted: ['*'],
    },
    {
      name: 'Nest: signing options do not verify',
      files: {
        'a.module.ts':
          "@Module({ imports: [JwtModule.register({ secret: 'x', signOptions: { issuer: 'api', audience: 'web' } })] })\nexport class A {}",
        'jwt.strategy.ts':
          "@Injectable()\nexport class S extends PassportStrategy(Strategy) { constructor() { super({ jwtFromRequest: f, secretOrKey: 'x' }) } }",
      },
      accepted: ['*'],
      minted: ['api'],
      audiences: ['web'],
    },
    {
      name: 'Nest: registerAsync and ConfigService',
      files: {
        '.env': 'JWT_ISSUER=api\nJWT_AUDIENCE=web',
        'a.module.ts':
          "@Module({ imports: [ConfigModule.forRoot(), JwtModule.registerAsync({ useFactory: (configService: ConfigService) => ({ secret: 'x', signOptions: { issuer: configService.get('JWT_ISSUER'), audience: configService.getOrThrow<string>('JWT_AUDIENCE') } }), inject: [ConfigService] })] })\nexport class A {}",
      },
      minted: ['api'],
      audiences: ['web'],
    },
    {
      name: 'fastify with both sides',
      files: {
        'a.ts':
          "import fastifyJwt from '@fastify/jwt'\napp.register(fastifyJwt, { secret: 's', sign: { iss: 'a' }, verify: { allowedIss: ['a', 'b'], allowedAud: 'w' } })",
      },
      accepted: ['a', 'b'],
      minted: ['a'],
      audiences: ['w'],
    },
    {
      name: 'Auth.js: variables of the provider, two words',
      files: {
        'auth.ts':
          "import AzureAd from 'next-auth/providers/azure-ad'\nimport Okta from 'next-auth/providers/okta'\nexport const { auth } = NextAuth({ providers: [Okta] })",
      },
      variables: { AUTH_OKTA_ISSUER: 'https://dev.okta.example/oauth2/default', AUTH_OKTA_ID: 'cid' },
      accepted: ['https://dev.okta.example/oauth2/default'],
      audiences: ['cid'],
    },
    {
      name: 'aws-jwt-verify: pool literal',
      files: {
        'a.ts': "CognitoJwtVerifier.create({ userPoolId: 'eu-west-1_Abc', tokenUse: 'access', clientId: ['a', 'b'] })",
      },
      accepted: ['https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_Abc'],
      audiences: ['a', 'b'],
      jwks: ['https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_Abc/.well-known/jwks.json'],
    },
    {
      name: 'aws-jwt-verify: pool unknown',
      files: {
        'a.ts': "CognitoJwtVerifier.create({ userPoolId: process.env.POOL!, tokenUse: 'access', clientId: null })",
      },
      unresolved: ['POOL'],
    },
    {
      name: 'Okta keys are derived',
      files: {
        'a.js':
          "const OktaJwtVerifier = require('@okta/jwt-verifier')\nconst v = new OktaJwtVerifier({ issuer: 'https://o.okta.example/oauth2/default' })\nv.verifyAccessToken(t, 'api://default')",
      },
      accepted: ['https://o.okta.example/oauth2/default'],
      audiences: ['api://default'],
      jwks: ['https://o.okta.example/oauth2/default/v1/keys'],
    },
    {
      name: 'keycloak.json',
      framework: 'keycloak-connect',
      files: { 'keycloak.json': '{"realm":"shop","auth-server-url":"https://auth.example.com/","resource":"api"}' },
      accepted: ['https://auth.example.com/realms/shop'],
    },
    {
      name: 'oidc-provider',
      files: { 'a.js': "import Provider from 'oidc-provider'\nconst p = new Provider('https://id.example.com', {})" },
      minted: ['https://id.example.com'],
    },
    {
      name: 'firebase project from the environment',
      files: {
        'a.ts': "import { getAuth } from 'firebase-admin/auth'\ninitializeApp()\nawait getAuth().verifyIdToken(t)",
      },
      variables: { GOOGLE_CLOUD_PROJECT: 'shop' },
      accepted: ['https://securetoken.google.com/shop'],
      audiences: ['shop'],
    },
    {
      name: 'envalid and zod read the environment',
      files: {
        'env.ts': 'export const env = z.object({ JWT_ISSUER: z.string() }).parse(process.env)',
        'a.ts': "import { env } from './env'\njwt.verify(t, k, { issuer: env.JWT_ISSUER })",
      },
      variables: { JWT_ISSUER: 'x' },
      accepted: ['x'],
    },
  ]))

describe('node-config', () => {
  const use =
    "import config from 'config'\njwt.verify(t, k, { issuer: config.get('jwt.issuer'), audience: config.get('jwt.audience') })"
  testTokens([
    {
      name: 'files of one stem all load, YAML after JSON',
      files: {
        'config/default.json': '{"jwt":{"issuer":"json","audience":"a"}}',
        'config/default.yaml': 'jwt: {issuer: yaml}',
        'a.js': use,
      },
      accepted: ['yaml'],
      audiences: ['a'],
    },
    {
      name: 'JSON5 with comments and bare keys',
      files: { 'config/default.json5': "{ // base\n jwt: { issuer: 'i', audience: 'a', }, }", 'a.js': use },
      accepted: ['i'],
      audiences: ['a'],
    },
    {
      name: 'NODE_CONFIG wins over files, NODE_CONFIG_ENV selects them',
      files: {
        'config/default.json': '{"jwt":{"issuer":"d","audience":"a"}}',
        'config/eu.json': '{"jwt":{"audience":"eu"}}',
        'a.js': use,
      },
      variables: { NODE_CONFIG: '{"jwt":{"issuer":"n"}}', NODE_CONFIG_ENV: 'eu' },
      accepted: ['n'],
      audiences: ['eu'],
    },
    {
      name: 'instances',
      files: {
        'config/default.json': '{"jwt":{"issuer":"d","audience":"a"}}',
        'config/production-2.json': '{"jwt":{"issuer":"two"}}',
        'a.js': use,
      },
      variables: { NODE_APP_INSTANCE: '2' },
      accepted: ['two'],
      audiences: ['a'],
    },
    {
      name: 'a JavaScript file',
      files: {
        'config/default.js': "module.exports = { jwt: { issuer: process.env.ISS || 'js', audience: 'a' } }",
        'a.js': use,
      },
      accepted: ['js'],
      audiences: ['a'],
    },
    {
      name: 'a JavaScript member access',
      files: {
        'config/default.toml': '[jwt]\nissuer = "t"',
        'a.js': "const config = require('config')\njwt.verify(t, k, { issuer: config.jwt.issuer })",
      },
      accepted: ['t'],
    },
  ])
})
