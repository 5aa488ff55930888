import { localFileInProduction } from '../../src/rules/settings/local-file-in-production.ts'
import { at, type Side, shopWithApp, text } from '../helpers/model.ts'
import { testRule } from '../helpers/rule-table.ts'

const told = (side: Side, file: string) =>
  shopWithApp(side, 'auth', { settings: [{ key: 'TIMEOUT', value: text('1', at(file)) }] })

testRule(localFileInProduction, {
  silent: [
    {
      name: 'files of the environment',
      staging: told('staging', '.env'),
      production: told('production', '.env.production'),
    },
    {
      name: 'local is part of a name',
      staging: told('staging', '.env'),
      production: told('production', 'locale.json'),
    },
    { name: 'staging alone', staging: told('staging', '.env.local'), production: told('production', '.env') },
  ],
  reports: [
    {
      name: 'a local file of production',
      staging: told('staging', '.env.staging'),
      production: told('production', 'app/.env.production.local'),
      expect: [
        ".env.production.local sets a setting of auth in production and not in staging: it is loaded over production's own files",
      ],
    },
    {
      name: 'node-config’s',
      staging: told('staging', 'config/staging.json'),
      production: told('production', 'config/local-production.json'),
      expect: [
        "local-production.json sets a setting of auth in production and not in staging: it is loaded over production's own files",
      ],
    },
    {
      name: 'one that both would read',
      staging: told('staging', 'config/local.json'),
      production: told('production', 'config/local.json'),
      expect: ['undetermined: local.json'],
    },
  ],
})
