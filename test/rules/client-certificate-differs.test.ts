import type { Value } from '../../src/model/value.ts'
import { clientCertificateDiffers } from '../../src/rules/tls/client-certificate-differs.ts'
import { changed, type Side, shop, shopEntities, text, unset } from '../helpers/model.ts'
import { testRule } from '../helpers/rule-table.ts'

const asks = (side: Side, clientCertificates?: Value) =>
  shop(side, changed(shopEntities(side), 'aws_lb_listener.https', clientCertificates ? { clientCertificates } : {}))

testRule(clientCertificateDiffers, {
  silent: [
    { name: 'both verify', staging: asks('staging', text('verify')), production: asks('production', text('verify')) },
    { name: 'off, and nothing written', staging: asks('staging'), production: asks('production', text('off')) },
  ],
  reports: [
    {
      name: 'only production verifies',
      staging: asks('staging'),
      production: asks('production', text('verify')),
      expect: ['on port 443 clients without a certificate cannot connect; staging asks for none'],
    },
    {
      name: 'staging passes them on',
      staging: asks('staging', text('passthrough')),
      production: asks('production', text('verify')),
      expect: ['on port 443 clients without a certificate cannot connect; staging verifies none'],
    },
    {
      name: 'only staging verifies',
      staging: asks('staging', text('verify')),
      production: asks('production'),
      expect: ['on port 443 anyone can connect, which staging allows to clients with a certificate only'],
    },
    {
      name: 'only staging passes them on',
      staging: asks('staging', text('passthrough')),
      production: asks('production'),
      expect: ['on port 443 certificates of clients are not asked for, unlike in staging'],
    },
    {
      name: 'the mode is not known',
      staging: asks('staging'),
      production: asks('production', unset('mtls_mode')),
      expect: ['undetermined: mtls_mode'],
    },
  ],
})
