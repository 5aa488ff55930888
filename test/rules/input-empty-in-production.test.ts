import { unknown } from '../../src/model/value.ts'
import { inputEmptyInProduction } from '../../src/rules/deployment/input-empty-in-production.ts'
import { at, ref, text } from '../helpers/model.ts'
import { testRule } from '../helpers/rule-table.ts'
import { input, shopWithInputs } from '../helpers/sources.ts'

const staging = shopWithInputs('staging', {
  cookie_domain: input('cookie_domain', '.stg.example.com', 'staging.tfvars'),
})
const said = 'cookie_domain of infra/app is empty in production; in staging it is .stg.example.com'
const argument = (name: string, value: string | null) =>
  [`module.app_config.module.${name}.domain`, text(value, at(`${name}.tf`, 8))] as const

const calls = new Map([
  argument('staging_config', 'stg.example.com'),
  [
    'module.app_config.module.production_config.domain',
    {
      ...text(null),
      from: {
        at: at('main.tf', 9),
        origins: [{ kind: 'default', name: 'var.domain', at: at('config/variables.tf', 2) }],
      },
    },
  ] as const,
])

testRule(inputEmptyInProduction, {
  silent: [
    {
      name: 'a word that production leaves out',
      staging: shopWithInputs('staging', { prefix: input('prefix', 'stg', 'staging.tfvars') }),
      production: shopWithInputs('production', { prefix: input('prefix', '', 'production.tfvars') }),
    },
    {
      name: 'a resource that a module is not handed',
      staging: shopWithInputs(
        'staging',
        {},
        { arguments: new Map([['module.web.listener_arn', ref('aws_lb_listener.https', 'arn')]]) },
      ),
      production: shopWithInputs('production', {}, { arguments: new Map([['module.web.listener_arn', text(null)]]) }),
    },
    {
      name: 'what is for testing',
      staging: shopWithInputs('staging', { mock_url: input('mock_url', 'https://mock.example.com', 'staging.tfvars') }),
      production: shopWithInputs('production', { mock_url: input('mock_url', '', 'production.tfvars') }),
    },
  ],
  reports: [
    ...['', 'undefined', 'None', null].map(value => ({
      name: `production has ${JSON.stringify(value)}`,
      staging,
      production: shopWithInputs('production', {
        cookie_domain: input('cookie_domain', value, 'main.tf', 'default' as const),
      }),
      expect: [said],
    })),
    {
      name: 'an argument of the call that is named after the environment',
      staging: shopWithInputs(
        'staging',
        {},
        {
          arguments: new Map([argument('staging_config', 'stg.example.com'), argument('production_config', null)]),
        },
      ),
      production: shopWithInputs(
        'production',
        {},
        {
          arguments: new Map([argument('staging_config', 'stg.example.com'), argument('production_config', null)]),
        },
      ),
      expect: [
        'module.app_config.module.production_config.domain of infra/app is empty in production; in staging it is stg.example.com',
      ],
    },
    {
      name: 'an argument that the call of production leaves to its default',
      staging: shopWithInputs('staging', {}, { arguments: calls }),
      production: shopWithInputs('production', {}, { arguments: calls }),
      expect: [
        'module.app_config.module.production_config.domain of infra/app is empty in production; in staging it is stg.example.com',
      ],
    },
    {
      name: 'production takes it from outside the sources',
      staging,
      production: shopWithInputs('production', {
        cookie_domain: unknown({ kind: 'outside', names: 'module.dns.domain' }, { at: at(), origins: [] }),
      }),
      expect: ['undetermined: module.dns.domain'],
    },
  ],
})
