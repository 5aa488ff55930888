import type { Entity } from '../../src/model/entity.ts'
import type { Value } from '../../src/model/value.ts'
import { loginDomainMissing } from '../../src/rules/token/login-domain-missing.ts'
import { at, changed, entity, ref, type Side, shop, shopEntities, text, unset } from '../helpers/model.ts'
import { testRule } from '../helpers/rule-table.ts'

const pool = entity('user-pool', 'aws_cognito_user_pool.main', { issuer: text('https://cognito-idp.example/pool') })
const userPool = ref('aws_cognito_user_pool.main', 'id')

const domain = (name: Value): Entity =>
  entity('user-pool-domain', 'aws_cognito_user_pool_domain.main', { userPool, domain: name })

const client = entity('user-pool-client', 'aws_cognito_user_pool_client.main', {
  userPool,
  callbackUrls: [text('https://www.example.com/callback')],
})

/** The shop with logins at this domain, and what the pool has. */
const logsIn = (side: Side, at_: Value | undefined, ...more: readonly Entity[]) =>
  shop(side, [
    ...(at_
      ? changed(shopEntities(side), 'aws_lb_listener_rule.r10', {
          actions: [
            { at: at(), type: 'authenticate-cognito', userPool: ref('aws_cognito_user_pool.main', 'arn'), domain: at_ },
            { at: at(), type: 'forward', targets: [{ targetGroup: ref('aws_lb_target_group.api', 'arn') }] },
          ],
        })
      : shopEntities(side)),
    pool,
    ...more,
  ])

/** Logins by a pool that is made elsewhere. */
const elsewhere = (side: Side, name: Value) => {
  const before = logsIn(side, name)
  return { ...before, entities: { ...before.entities, 'user-pool': [] } }
}

const own = (side: Side) => logsIn(side, text(`shop-${side}`), domain(text(`shop-${side}`)))

testRule(loginDomainMissing, {
  silent: [
    { name: 'each its own', staging: own('staging'), production: own('production') },
    {
      name: 'by reference',
      staging: own('staging'),
      production: logsIn(
        'production',
        ref('aws_cognito_user_pool_domain.main', 'domain'),
        domain(text('shop-production')),
      ),
    },
    {
      name: 'a pool that is made elsewhere',
      staging: elsewhere('staging', text('shop-staging')),
      production: elsewhere('production', text('shop-login')),
    },
    {
      name: 'no logins in a browser',
      staging: logsIn('staging', undefined, domain(text('shop-staging'))),
      production: logsIn('production', undefined),
    },
  ],
  reports: [
    {
      name: 'staging’s',
      staging: own('staging'),
      production: logsIn('production', text('shop-staging'), domain(text('shop-production'))),
      expect: ['users cannot log in at shop-staging: it is the other environment’s domain'],
    },
    {
      name: 'called staging’s, of a pool that is made elsewhere',
      staging: elsewhere('staging', text('shop-staging')),
      production: elsewhere('production', text('shop-staging')),
      expect: ['users cannot log in at shop-staging: it is the other environment’s domain'],
    },
    {
      name: 'nobody’s',
      staging: own('staging'),
      production: logsIn('production', text('shop-prod'), domain(text('shop-production'))),
      expect: ['users cannot log in at shop-prod: no user pool has this domain'],
    },
    {
      name: 'a pool without one',
      staging: logsIn('staging', undefined, domain(text('shop-staging')), client),
      production: logsIn('production', undefined, client),
      expect: ['users cannot log in at aws_cognito_user_pool.main: the user pool has no domain for its login pages'],
    },
    {
      name: 'not known',
      staging: own('staging'),
      production: logsIn('production', unset('login_domain'), domain(text('shop-production'))),
      expect: ['undetermined: login_domain'],
    },
  ],
})
