import type { Value } from '../../src/model/value.ts'
import { keepAliveTooShort } from '../../src/rules/service/keep-alive-too-short.ts'
import { address, app, changed, type Side, setting, shop, shopEntities, text, unset } from '../helpers/model.ts'
import { testRule } from '../helpers/rule-table.ts'

/** The shop's API with a setting, behind a load balancer with an idle timeout. */
const keeps = (side: Side, key: string, value: Value, idleTimeout?: Value, type = 'application') =>
  shop(
    side,
    changed(shopEntities(side), 'aws_lb.main', { type: text(type), ...(idleTimeout ? { idleTimeout } : {}) }),
    {
      apps: [app('api', { settings: [setting(key, value)] })],
      serviceOfApp: new Map([['api', address('aws_ecs_service.api')]]),
    },
  )

const staging = keeps('staging', 'KEEP_ALIVE_TIMEOUT_MS', text('65000'))

testRule(keepAliveTooShort, {
  silent: [
    { name: 'longer than the load balancer', staging, production: keeps('production', 'KEEP_ALIVE_TIMEOUT', text(65)) },
    {
      name: 'staging is as short',
      staging: keeps('staging', 'server.keepAliveTimeout', text(5000)),
      production: keeps('production', 'server.keepAliveTimeout', text(5000)),
    },
    { name: 'TCP', staging, production: keeps('production', 'TCP_KEEPALIVE', text(5)) },
    {
      name: 'a network load balancer',
      staging,
      production: keeps('production', 'KEEP_ALIVE_TIMEOUT', text(5), undefined, 'network'),
    },
    { name: 'a switch in YAML', staging, production: keeps('production', 'server.keepAlive', text(true)) },
    {
      name: 'a switch behind an idle timeout that is not known',
      staging,
      production: keeps('production', 'KEEP_ALIVE', text('on'), unset('idle_timeout')),
    },
    { name: 'nothing', staging, production: keeps('production', 'KEEP_ALIVE_TIMEOUT', text('')) },
    ...['REDIS_KEEP_ALIVE', 'db.pool.keepAlive', 'HTTP_CLIENT_KEEP_ALIVE_MS', 'ws.keepAlive'].map(key => ({
      name: `connections of another kind: ${key}`,
      staging,
      production: keeps('production', key, text(10)),
    })),
    { name: 'a switch', staging, production: keeps('production', 'KEEP_ALIVE', text('true')) },
  ],
  reports: [
    {
      name: 'shorter than the default of the load balancer',
      staging,
      production: keeps('production', 'KEEP_ALIVE_TIMEOUT_MS', text('5000')),
      expect: [
        'clients of api get 502 now and then: it closes idle connections after 5 s, and its load balancer keeps them for 60 s',
      ],
    },
    {
      name: 'the load balancer keeps connections for longer than in staging',
      staging,
      production: keeps('production', 'KEEP_ALIVE_TIMEOUT_MS', text('65000'), text(120)),
      expect: [
        'clients of api get 502 now and then: it closes idle connections after 65 s, and its load balancer keeps them for 120 s',
      ],
    },
    {
      name: 'an idle timeout that is not known',
      staging,
      production: keeps('production', 'KEEP_ALIVE_TIMEOUT_MS', text('65000'), unset('idle_timeout')),
      expect: ['undetermined: idle_timeout'],
    },
  ],
})
