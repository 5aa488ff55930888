import { beforeAll, describe, expect, test } from 'vitest'
import type { Analysis } from '../../src/model/analysis.ts'
import { analyzerOf, edited, exampleAt, onlyComparison } from '../helpers/example.ts'

const tfvars = 'terraform/environments/production/terraform.tfvars'
const main = 'terraform/environments/production/main.tf'
const dotenv = 'services/portal-bff/.env.production'
const toml = 'services/statements-api/config/production.toml'
const parameters = 'services/statements-api/parameters/production.json'
const issuer = 'https://partner-api.kumocard.example/oauth'

/** A mistake in production's files, the rules that report it, the owner first. */
const mistakes: readonly (readonly [string, string, string, string, readonly string[]])[] = [
  ['a required input left out', tfvars, 'vpc_cidr_block = "10.30.0.0/16"\n', '', ['input-missing-in-production']],
  [
    'a certificate left out',
    tfvars,
    '  partner = { domain_name = "partner-api.kumocard.example" }\n',
    '',
    ['certificate-does-not-cover-host'],
  ],
  [
    'no tasks of a service',
    tfvars,
    'memory = 1024, desired_count = 4',
    'memory = 1024, desired_count = 0',
    ['target-group-empty'],
  ],
  [
    'a path pattern without its bare path, on one of two hosts that stand for one of staging',
    main,
    'paths    = ["/bff", "/bff/*"]',
    'paths    = ["/bff/*"]',
    ['path-pattern-without-bare-path'],
  ],
  ['a rule behind a broader one', main, 'priority = 200', 'priority = 950', ['listener-rule-order']],
  ['two rules of one priority', main, 'priority = 210', 'priority = 200', ['listener-rule-duplicate-priority']],
  [
    "a rule for staging's host",
    parameters,
    '"partner-api.kumocard.example"',
    '"stg.kumocard.example"',
    ['listener-rule-misses-host'],
  ],
  ['every origin allowed', dotenv, 'CORS_ORIGINS=https://app.kumocard.example', 'CORS_ORIGINS=*', ['cors-origin-open']],
  [
    'cookies of another host',
    dotenv,
    'COOKIE_DOMAIN=app.kumocard.example',
    'COOKIE_DOMAIN=portal.kumocard.example',
    ['cookie-domain-mismatch'],
  ],
  [
    'a URL that only its default has',
    dotenv,
    'THREE_DS_CALLBACK_URL=https://app.kumocard.example/bff/3ds/callback\n',
    '',
    ['setting-points-to-local-host'],
  ],
  [
    "a URL of staging's",
    dotenv,
    'THREE_DS_CALLBACK_URL=https://app.',
    'THREE_DS_CALLBACK_URL=https://stg.',
    ['setting-points-to-other-environment'],
  ],
  [
    'a placeholder',
    dotenv,
    'PUBLIC_BASE_URL=https://app.kumocard.example',
    'PUBLIC_BASE_URL=CHANGE_ME',
    ['placeholder-value'],
  ],
  [
    'an issuer with a slash at its end',
    toml,
    `issuer = "${issuer}"`,
    `issuer = "${issuer}/"`,
    ['token-issuer-spelling'],
  ],
  [
    "staging's issuer",
    toml,
    `issuer = "${issuer}"`,
    'issuer = "https://stg.kumocard.example/oauth"',
    ['token-issuer-of-other-environment'],
  ],
  [
    'keys of another provider',
    toml,
    `jwks_url = "${issuer}/jwks.json"`,
    'jwks_url = "https://login.kumobank.example/jwks.json"',
    ['jwks-not-of-issuer'],
  ],
]

describe('the example after its fixes', () => {
  const files = exampleAt('corrected')
  let withChange: (file: string, text: string) => Promise<Analysis>
  beforeAll(async () => {
    withChange = await analyzerOf(files)
  })

  test.each(mistakes)('%s', async (_, file, passage, replacement, expected) => {
    const { findings } = onlyComparison(await withChange(file, edited(files, file, passage, replacement)))
    expect([...new Set(findings.map(({ rule }) => rule))].toSorted()).toEqual(expected.toSorted())
  })
})
