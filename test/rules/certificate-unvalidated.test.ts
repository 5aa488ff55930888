import { certificateUnvalidated } from '../../src/rules/tls/certificate-unvalidated.ts'
import { changed, shop, shopEntities, unset, without } from '../helpers/model.ts'
import { testRule } from '../helpers/rule-table.ts'

const validation = 'aws_acm_certificate_validation.main'

testRule(certificateUnvalidated, {
  silent: [
    {
      name: 'neither waits',
      staging: shop('staging', without(shopEntities('staging'), validation)),
      production: shop('production', without(shopEntities('production'), validation)),
    },
    {
      name: 'a look-up finds issued certificates only',
      staging: shop('staging'),
      production: shop(
        'production',
        changed(without(shopEntities('production'), validation), 'aws_acm_certificate.main', { source: 'lookup' }),
      ),
    },
  ],
  reports: [
    {
      name: 'production does not wait',
      staging: shop('staging'),
      production: shop('production', without(shopEntities('production'), validation)),
      expect: [
        'nothing validates the certificate for www.example.com, api.example.com: deployment fails with UnsupportedCertificate while it is pending; staging waits for it',
      ],
    },
    {
      name: 'whether it waits comes from an unset variable',
      staging: shop('staging'),
      production: shop(
        'production',
        changed(shopEntities('production'), validation, { exists: 'undetermined', existsBecause: unset('validate') }),
      ),
      expect: ['undetermined: validate'],
    },
  ],
})
