import { unknown } from '../../src/model/value.ts'
import { tokenIssuerFollowsHost } from '../../src/rules/token/token-issuer-follows-host.ts'
import { at, model, type Side, shopApps, shopEntities, shopWithApp, text, without } from '../helpers/model.ts'
import { testRule } from '../helpers/rule-table.ts'

const requestHost = unknown({ kind: 'computed', names: 'request-host' }, { at: at(), origins: [] })
const following = (side: Side) => shopWithApp(side, 'auth', { issuersMinted: [requestHost] })
const oneHost = (side: Side) => ({
  ...following(side),
  entities: model(
    side,
    without(shopEntities(side), `aws_route53_record.www.${side === 'staging' ? 'stg.' : ''}example.com`),
  ).entities,
})
const apps = shopApps('production').map(each => (each.id === 'auth' ? { ...each, issuersMinted: [requestHost] } : each))

testRule(tokenIssuerFollowsHost, {
  silent: [
    { name: 'several hosts on both sides', staging: following('staging'), production: following('production') },
    { name: 'one host', staging: following('staging'), production: oneHost('production') },
  ],
  reports: [
    {
      name: 'one host in staging, two in production',
      staging: oneHost('staging'),
      production: following('production'),
      expect: [
        "auth writes the host of each request as issuer, and production has 2 hosts: a token from one host is refused where another's is expected",
      ],
    },
    {
      name: 'a fixed issuer in staging',
      staging: shopWithApp('staging', 'auth', { issuersMinted: [text('https://id.stg.example.com')] }),
      production: following('production'),
      expect: [
        "auth writes the host of each request as issuer, and production has 2 hosts: a token from one host is refused where another's is expected",
      ],
    },
    {
      name: 'no hosts of production are known',
      staging: shopWithApp('staging', 'auth', {}),
      production: model('production', [], { apps }),
      expect: ['undetermined: hosts of production'],
    },
  ],
})
