import { valueOfOtherEnvironment } from '../../src/rules/deployment/value-of-other-environment.ts'
import { at, shopWithSettings, text, unset } from '../helpers/model.ts'
import { testRule } from '../helpers/rule-table.ts'
import { input, shopWithInputs } from '../helpers/sources.ts'

const having = (side: 'staging' | 'production', value: string, name = 'pool') =>
  shopWithInputs(side, { [name]: input(name, value, `${side}.tfvars`) })
const byDefault = input('pool', '/shop/staging/POOL', 'variables.tf', 'default')
const argument = (side: string, value: string) =>
  shopWithInputs(
    side as 'staging',
    {},
    { arguments: new Map([['module.web.mail_domain', text(value, at(`${side}/main.tf`, 4))]]) },
  )

/** An account by its name, and one inside an ARN. */
const accounts = (file: string, own: string, role: string) => ({
  account_id: input('account_id', own, file),
  role: input('role', `arn:aws:iam::${role}:role/files`, file, 'tfvars', 2),
})
const mapped = (side: 'staging' | 'production') => ({
  ...text('https://oidc.staging.bank.example'),
  from: {
    at: at('template.yaml', 90),
    origins: [
      { kind: 'mapping' as const, name: `Config.${side}.Url`, at: at('template.yaml', side === 'staging' ? 3 : 6) },
      { kind: 'default' as const, name: 'Part', at: at('template.yaml', 1) },
    ],
  },
})
const certificates = (file: string, own: string, certificate: string) => ({
  account_id: input('account_id', own, file),
  certificate: input('certificate', `arn:aws:acm:eu-west-1:${certificate}:certificate/1-2`, file, 'tfvars', 2),
})
const part = (line: number, bucket: string) => ({
  kind: 'map' as const,
  entries: new Map([['bucket', input('environments', bucket, 'terraform.tfvars', 'tfvars', line)]]),
  from: { at: at('terraform.tfvars', line), origins: [] },
})
const byEnvironment = {
  kind: 'map' as const,
  entries: new Map([
    ['staging', part(2, 'shop-staging-files')],
    ['production', part(5, 'shop-staging-files')],
  ]),
  from: { at: at('terraform.tfvars'), origins: [] },
}
const settings = (side: 'staging' | 'production', login: string) =>
  shopWithInputs(side, {
    settings: {
      kind: 'map',
      entries: new Map([['login', input('settings', login, `${side}.tfvars`)]]),
      from: { at: at(`${side}.tfvars`), origins: [] },
    },
  })

testRule(valueOfOtherEnvironment, {
  silent: [
    {
      name: 'each names its own',
      staging: having('staging', '/shop/staging/POOL'),
      production: having('production', '/shop/production/POOL'),
    },
    {
      name: 'production names both',
      staging: having('staging', 'staging-to-production'),
      production: having('production', 'staging-to-production'),
    },
    {
      name: 'a word that means an environment, of an input that does not name one',
      staging: having('staging', 'staging', 'promoted_from'),
      production: having('production', 'staging', 'promoted_from'),
    },
    {
      name: 'a certificate, of which another rule speaks',
      staging: shopWithInputs('staging', certificates('s.tfvars', '111111111111', '111111111111')),
      production: shopWithInputs('production', certificates('p.tfvars', '222222222222', '111111111111')),
    },
    {
      name: 'an account of neither environment’s own',
      staging: shopWithInputs('staging', accounts('s.tfvars', '333333333333', '333333333333')),
      production: shopWithInputs('production', accounts('p.tfvars', '333333333333', '333333333333')),
    },
    {
      name: 'the name says whose it is',
      staging: having('staging', 'arn:aws:iam::1:role/dev', 'dev_role'),
      production: having('production', 'arn:aws:iam::1:role/dev', 'dev_role'),
    },
    {
      name: 'a sentence, a word',
      staging: having('staging', 'Images for dev and staging'),
      production: having('production', 'dev'),
    },
    {
      name: 'a default by which nothing of production goes',
      staging: shopWithInputs('staging', { pool: byDefault }),
      production: shopWithInputs('production', { pool: byDefault }),
    },
  ],
  reports: [
    {
      name: 'the same value in both',
      staging: having('staging', '/shop/staging/POOL'),
      production: having('production', '/shop/staging/POOL'),
      expect: ['pool of infra/app is "/shop/staging/POOL" in production: it names staging'],
    },
    {
      name: 'the same value in root modules that are called as their environments are',
      staging: shopWithInputs('staging', { pool: input('pool', '/shop/staging/POOL', 's.tfvars') }, { id: 'stg' }),
      production: shopWithInputs(
        'production',
        { pool: input('pool', '/shop/staging/POOL', 'p.tfvars') },
        { id: 'prod' },
      ),
      expect: ['pool of prod is "/shop/staging/POOL" in production: it names staging'],
    },
    {
      name: 'a member of an object',
      staging: settings('staging', 'login-staging.example.com'),
      production: settings('production', 'login-staging.example.com'),
      expect: ['settings.login of infra/app is "login-staging.example.com" in production: it names staging'],
    },
    {
      name: 'a member of production’s part of a map that has one for each environment',
      staging: shopWithInputs('staging', { environments: byEnvironment }),
      production: shopWithInputs('production', { environments: byEnvironment }),
      expect: ['environments.production.bucket of infra/app is "shop-staging-files" in production: it names staging'],
    },
    {
      name: 'inside a word',
      staging: having('staging', 'cfstagingdb-files'),
      production: having('production', 'cfstagingdb-files'),
      expect: ['pool of infra/app is "cfstagingdb-files" in production: it names cfstagingdb'],
    },
    {
      name: 'the name of the environment itself',
      staging: having('staging', 'staging', 'environment_type'),
      production: having('production', 'staging', 'environment_type'),
      expect: ['environment_type of infra/app is "staging" in production: it names staging'],
    },
    {
      name: 'an account that is staging’s everywhere else',
      staging: shopWithInputs('staging', accounts('s.tfvars', '111111111111', '111111111111')),
      production: shopWithInputs('production', accounts('p.tfvars', '222222222222', '111111111111')),
      expect: [
        'role of infra/app is "arn:aws:iam::111111111111:role/files" in production: it names account 111111111111',
      ],
    },
    {
      name: 'a host of staging’s that nothing but an input names',
      staging: having('staging', 'https://api.stg.example.com/check', 'smoke_test'),
      production: having('production', 'https://api.stg.example.com/check', 'smoke_test'),
      expect: ['smoke_test of infra/app is "https://api.stg.example.com/check" in production: it names stg'],
    },
    {
      name: 'the value of a third environment',
      staging: having('staging', 'shop-staging-assets'),
      production: having('production', 'shop-dev-assets'),
      expect: ['pool of infra/app is "shop-dev-assets" in production: it names dev'],
    },
    {
      name: 'a default, beside inputs that are production’s own',
      staging: shopWithInputs('staging', {
        pool: byDefault,
        name: input('name', '/shop/staging/NAME', 'staging.tfvars'),
      }),
      production: shopWithInputs('production', {
        pool: byDefault,
        name: input('name', '/shop/production/NAME', 'production.tfvars'),
      }),
      expect: ['pool of infra/app is "/shop/staging/POOL" in production: it names staging'],
    },
    {
      name: 'a default, where staging does not rely on it',
      staging: shopWithInputs('staging', { pool: input('pool', '/shop/stg-2/POOL', 'staging.tfvars') }),
      production: shopWithInputs('production', { pool: byDefault }),
      expect: ['pool of infra/app is "/shop/staging/POOL" in production: it names staging'],
    },
    {
      name: 'a label of a host, as an argument of a module call',
      staging: argument('staging', 'integration.mail.example'),
      production: argument('production', 'integration.mail.example'),
      expect: ['module.web.mail_domain of infra/app is "integration.mail.example" in production: it names integration'],
    },
    {
      name: 'a setting',
      staging: shopWithSettings('staging', { BUCKET: text('shop-uat-files', at('staging.env')) }),
      production: shopWithSettings('production', {
        BUCKET: {
          ...text('shop-uat-files'),
          from: { at: at('x.env'), origins: [{ kind: 'config-file', name: 'BUCKET', at: at('production.env') }] },
        },
      }),
      expect: ['BUCKET of auth is "shop-uat-files" in production: it names uat'],
    },
    {
      name: 'a setting of a mapping that is looked up by a parameter with a default',
      staging: shopWithSettings('staging', { BASE_URL: mapped('staging') }),
      production: shopWithSettings('production', { BASE_URL: mapped('production') }),
      expect: ['BASE_URL of auth is "https://oidc.staging.bank.example" in production: it names staging'],
    },
    {
      name: 'production has no value',
      staging: having('staging', '/shop/staging/POOL'),
      production: shopWithInputs('production', {
        pool: { ...unset('pool'), from: { at: at('variables.tf'), origins: [] } },
      }),
      expect: ['undetermined: pool'],
    },
  ],
})
