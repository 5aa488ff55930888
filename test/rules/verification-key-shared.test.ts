import { verificationKeyShared } from '../../src/rules/token/verification-key-shared.ts'
import { shopWithSettings, text, unset } from '../helpers/model.ts'
import { testRule } from '../helpers/rule-table.ts'

const pem = (name: string) => text(`-----BEGIN PUBLIC KEY-----\n${name}\n-----END PUBLIC KEY-----`)

testRule(verificationKeyShared, {
  silent: [
    {
      name: 'a key each',
      staging: shopWithSettings('staging', { JWT_PUBLIC_KEY: pem('A') }),
      production: shopWithSettings('production', { JWT_PUBLIC_KEY: pem('B') }),
    },
    {
      name: 'where a key is',
      staging: shopWithSettings('staging', { JWT_PUBLIC_KEY_URL: text('https://id.example.org/key') }),
      production: shopWithSettings('production', { JWT_PUBLIC_KEY_URL: text('https://id.example.org/key') }),
    },
    {
      name: 'a key of something else',
      staging: shopWithSettings('staging', { SSH_HOST_KEY: pem('A') }),
      production: shopWithSettings('production', { SSH_HOST_KEY: pem('A') }),
    },
  ],
  reports: [
    {
      name: 'the same key',
      staging: shopWithSettings('staging', { JWT_PUBLIC_KEY: pem('A') }),
      production: shopWithSettings('production', { JWT_PUBLIC_KEY: pem('A') }),
      expect: ['JWT_PUBLIC_KEY of auth is the same key in both environments: production accepts what staging signs'],
    },
    {
      name: 'an unset variable',
      staging: shopWithSettings('staging', { JWT_PUBLIC_KEY: pem('A') }),
      production: shopWithSettings('production', { JWT_PUBLIC_KEY: unset('JWT_PUBLIC_KEY') }),
      expect: ['undetermined: JWT_PUBLIC_KEY'],
    },
  ],
})
