import type { Entity } from '../../src/model/entity.ts'
import { redirectToClosedPort } from '../../src/rules/routing/redirect-to-closed-port.ts'
import { changed, shop, shopEntities, text, unset, without } from '../helpers/model.ts'
import { testRule } from '../helpers/rule-table.ts'

const production = (entities: readonly Entity[]) => shop('production', entities)
const all = shopEntities('production')
const elsewhere = {
  defaultActions: [
    {
      at: { ...all[0]?.at },
      type: 'redirect',
      host: text('www.example.org'),
      port: text('8443'),
      statusCode: text('HTTP_302'),
    },
  ],
}

testRule(redirectToClosedPort, {
  silent: [
    {
      name: 'to another host',
      staging: shop('staging'),
      production: production(changed(all, 'aws_lb_listener.http', elsewhere)),
    },
    {
      name: 'the redirect is not there either',
      staging: shop('staging'),
      production: production(without(without(all, 'aws_lb_listener.https'), 'aws_lb_listener.http')),
    },
  ],
  reports: [
    {
      name: 'nothing listens on 443',
      staging: shop('staging'),
      production: production(without(all, 'aws_lb_listener.https')),
      expect: ['aws_lb.main sends clients to port 443, where it does not listen: they cannot connect'],
    },
    {
      name: 'it listens on another port',
      staging: shop('staging'),
      production: production(changed(all, 'aws_lb_listener.https', { port: text(8443) })),
      expect: ['aws_lb.main sends clients to port 443, where it does not listen: they cannot connect'],
    },
    {
      name: 'whether the listener exists comes from an unset variable',
      staging: shop('staging'),
      production: production(
        changed(all, 'aws_lb_listener.https', { exists: 'undetermined', existsBecause: unset('enable_https') }),
      ),
      expect: ['undetermined: enable_https'],
    },
  ],
})
