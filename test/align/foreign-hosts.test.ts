import { expect, test } from 'vitest'
import { correspond } from '../../src/align/correspondence.ts'
import { at, changed, entity, ref, shop, shopEntities, shopWithSettings, text } from '../helpers/model.ts'

const pairsOf = (production: ReturnType<typeof shop>) =>
  correspond(shop('staging'), production).hosts.map(pair => `${pair.staging} ${pair.production}`)

test("a rule that still names staging's host gives that host no part in production", () => {
  const leftover = changed(shopEntities('production'), 'aws_lb_listener_rule.r10', {
    conditions: [{ at: at(), field: 'host-header', values: [text('api.stg.example.com')] }],
  })
  expect(pairsOf(shop('production', leftover))).not.toContain('api.stg.example.com api.stg.example.com')
  expect(pairsOf(shop('production', leftover))).toContain('api.stg.example.com api.example.com')
})

test('a setting that does, neither', () => {
  const production = shopWithSettings('production', { CALLBACK_URL: text('https://www.stg.example.com/callback') })
  expect(pairsOf(production)).not.toContain('www.stg.example.com www.stg.example.com')
})

test('a host that both have records for stays a pair', () => {
  const shared = (side: 'staging' | 'production') =>
    shop(
      side,
      changed(shopEntities(side), `aws_route53_record.api.${side === 'staging' ? 'stg.' : ''}example.com`, {
        name: text('shared.example.com'),
      }),
    )
  const zone = changed(shopEntities('staging'), 'aws_route53_zone.main', { name: text('example.com') })
  const staging = shop(
    'staging',
    changed(zone, 'aws_route53_record.api.stg.example.com', { name: text('shared.example.com') }),
  )
  const pairs = correspond(staging, shared('production')).hosts.map(pair => `${pair.staging} ${pair.production}`)
  expect(pairs).toContain('shared.example.com shared.example.com')
})

test('settings that call one host for different things are not taken for each other', () => {
  const side = (name: 'staging' | 'production', zone: string) =>
    shopWithSettings(name, {
      LOGIN_URL: text(`https://www.${zone}/login`),
      JWKS_URL: text(`https://www.${zone}/jwks.json`),
    })
  const { hosts } = correspond(side('staging', 'stg.example.com'), side('production', 'example.com'))
  const urls = hosts.flatMap(pair => pair.urls.map(({ staging, production }) => `${staging} ${production}`))
  expect(urls.filter(pair => /login|jwks/.test(pair)).toSorted()).toEqual([
    'https://www.stg.example.com/jwks.json https://www.example.com/jwks.json',
    'https://www.stg.example.com/login https://www.example.com/login',
  ])
})

test('a record of a private zone names no host that public clients use', () => {
  const inPrivateZone = changed(shopEntities('production'), 'aws_route53_record.api.example.com', {
    name: text('api.example.com.internal.example.com'),
    zone: ref('aws_route53_zone.private', 'zone_id'),
  })
  const zone = entity('zone', 'aws_route53_zone.private', {
    name: text('internal.example.com'),
    isPrivate: 'yes',
    isLookup: false,
  })
  const production = shop('production', [...inPrivateZone, zone])
  expect(pairsOf(production)).not.toContain('api.stg.example.com api.example.com.internal.example.com')
  expect(pairsOf(production)).toContain('api.stg.example.com api.example.com')
})
