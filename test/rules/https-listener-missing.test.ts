import { httpsListenerMissing } from '../../src/rules/tls/https-listener-missing.ts'
import { changed, shop, shopEntities, text, unset, without } from '../helpers/model.ts'
import { testRule } from '../helpers/rule-table.ts'

const requests = [['https://api.stg.example.com/x', 'https://api.example.com/x']] as const

testRule(httpsListenerMissing, {
  silent: [
    {
      name: 'neither listens',
      staging: shop('staging', without(shopEntities('staging'), 'aws_lb_listener.https')),
      production: shop('production', without(shopEntities('production'), 'aws_lb_listener.https')),
      requests,
    },
  ],
  reports: [
    {
      name: 'production listens on port 80 only',
      staging: shop('staging'),
      production: shop('production', without(shopEntities('production'), 'aws_lb_listener.https')),
      expect: [
        'clients cannot connect to api.example.com and www.example.com on port 443: aws_lb.main listens on 80 only',
      ],
    },
    {
      name: 'port 443 speaks plain HTTP',
      staging: shop('staging'),
      production: shop(
        'production',
        changed(shopEntities('production'), 'aws_lb_listener.https', { protocol: text('HTTP') }),
      ),
      expect: ['clients cannot connect to api.example.com and www.example.com on port 443: port 443 speaks plain HTTP'],
    },
    {
      name: 'the port comes from an unset variable',
      staging: shop('staging'),
      production: shop(
        'production',
        changed(shopEntities('production'), 'aws_lb_listener.https', { port: unset('port') }),
      ),
      requests,
      expect: ['undetermined: port'],
    },
  ],
})
