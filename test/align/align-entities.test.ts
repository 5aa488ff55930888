import { describe, expect, test } from 'vitest'
import { correspond } from '../../src/align/correspondence.ts'
import type { Pairing } from '../../src/align/pairing.ts'
import type { Entity } from '../../src/model/entity.ts'
import { at, entity, model, ref, refactored, shop, text } from '../helpers/model.ts'

const name = (one: Entity): string => one.address.name

const described = (pairings: readonly Pairing<Entity>[]): readonly string[] =>
  pairings
    .map(pairing => {
      switch (pairing.kind) {
        case 'paired':
          return `${name(pairing.staging)} = ${name(pairing.production)}`
        case 'split':
          return `${name(pairing.staging)} < ${pairing.productions.map(name).sort().join(' ')}`
        case 'merged':
          return `${pairing.stagings.map(name).sort().join(' ')} > ${name(pairing.production)}`
        case 'ambiguous':
          return `${pairing.stagings.map(name).sort().join(' ')} ? ${pairing.productions.map(name).sort().join(' ')}`
        case 'only-staging':
          return `${name(pairing.staging)} -`
        default:
          return `- ${name(pairing.production)}`
      }
    })
    .sort()

const rule = (address: string, priority: number, path: string, group: string): Entity =>
  entity('listener-rule', address, {
    listener: ref('aws_lb_listener.https', 'arn'),
    priority: text(priority),
    conditions: [{ at: at(), field: 'path-pattern', values: [text(path)] }],
    actions: [{ at: at(), type: 'forward', targets: [{ targetGroup: ref(`aws_lb_target_group.${group}`, 'arn') }] }],
    transforms: [],
  })

const group = (address: string, port: number): Entity =>
  entity('target-group', `aws_lb_target_group.${address}`, { port: text(port), hasOwnTargets: 'no', isLookup: false })

describe('entities of one kind', () => {
  test('pair by address, the names of their environments left out', () => {
    const { entities } = correspond(
      model('staging', [rule('aws_lb_listener_rule.staging_api', 1, '/a', 'api')]),
      model('production', [rule('aws_lb_listener_rule.production_api', 9, '/b', 'api')]),
    )
    expect(described(entities['listener-rule'])).toEqual([
      'aws_lb_listener_rule.staging_api = aws_lb_listener_rule.production_api',
    ])
  })

  test('pair by what they have in common when all have other names, whatever the order', () => {
    const staging = [
      rule('r.a', 1, '/users', 'users'),
      rule('r.b', 2, '/orders', 'orders'),
      group('users', 1),
      group('orders', 2),
    ]
    const production = [group('g2', 2), rule('r.x', 2, '/orders', 'g2'), group('g1', 1), rule('r.y', 1, '/users', 'g1')]
    for (const there of [production, [...production].reverse()]) {
      const { entities } = correspond(model('staging', staging), model('production', there))
      expect(described(entities['listener-rule'])).toEqual(['r.a = r.y', 'r.b = r.x'])
      expect(described(entities['target-group'])).toEqual([
        'aws_lb_target_group.orders = aws_lb_target_group.g2',
        'aws_lb_target_group.users = aws_lb_target_group.g1',
      ])
      expect(entities['listener-rule'].map(pairing => ('because' in pairing ? pairing.because : ''))).toEqual([
        expect.stringMatching(/^alike in /),
        expect.stringMatching(/^alike in /),
      ])
    }
  })

  test('a whole environment after a refactoring pairs as before it', () => {
    const production = shop('production')
    const before = correspond(shop('staging'), production).entities
    const after = correspond(shop('staging'), refactored(production)).entities
    for (const kind of ['listener-rule', 'dns-record', 'target-group', 'certificate', 'listener'] as const)
      expect(described(after[kind]).map(line => line.replaceAll(/module\.shop\.|_v2/g, ''))).toEqual(
        described(before[kind]),
      )
  })

  test('what nothing tells apart is ambiguous, and said to be', () => {
    const twins = (prefix: string) => [
      rule(`${prefix}.${prefix}1`, 1, '/a', 'api'),
      rule(`${prefix}.${prefix}2`, 1, '/a', 'api'),
    ]
    const { entities } = correspond(model('staging', twins('s')), model('production', twins('p')))
    expect(described(entities['listener-rule'])).toEqual(['s.s1 s.s2 ? p.p1 p.p2'])
  })

  test('two that do what one does on the other side share its part', () => {
    const { entities } = correspond(
      model('staging', [rule('aws_lb_listener_rule.api', 1, '/api/*', 'api'), group('api', 80)]),
      model('production', [
        rule('aws_lb_listener_rule.api', 1, '/api/*', 'api'),
        rule('aws_lb_listener_rule.api_partner', 1, '/api/*', 'api'),
        group('api', 80),
      ]),
    )
    expect(described(entities['listener-rule'])).toEqual([
      'aws_lb_listener_rule.api < aws_lb_listener_rule.api aws_lb_listener_rule.api_partner',
    ])
  })

  test('what has nothing in common stays alone', () => {
    const { entities } = correspond(
      model('staging', [group('api', 80)]),
      model('production', [
        entity('target-group', 'aws_alb_tg.billing', {
          healthCheck: { path: text('/up') },
          hasOwnTargets: 'yes',
          isLookup: true,
        }),
      ]),
    )
    expect(described(entities['target-group'])).toEqual(['- aws_alb_tg.billing', 'aws_lb_target_group.api -'])
  })

  test('a declared pair comes before everything else', () => {
    const staging = model('staging', [rule('r.a', 1, '/a', 'api'), rule('r.b', 2, '/b', 'api')])
    const production = model('production', [rule('r.a', 1, '/a', 'api'), rule('r.b', 2, '/b', 'api')])
    const { entities } = correspond(staging, production, [{ staging: 'r.a', production: 'root/r.b' }])
    const paired = entities['listener-rule'].find(pairing => pairing.kind === 'paired')
    expect(paired).toMatchObject({ because: 'declared in sotsu.yaml', production: { address: { name: 'r.b' } } })
  })

  test('hosts that are declared to correspond are paired', () => {
    const { hosts } = correspond(shop('staging'), shop('production'), [
      { staging: 'www.stg.example.com', production: 'api.example.com' },
    ])
    expect(hosts.map(pair => `${pair.staging} ${pair.production}`)).toContain('www.stg.example.com api.example.com')
  })
})

test('services without a name or address in common pair by what they serve', () => {
  const service = (address: string, port: number) =>
    entity('service', address, {
      targets: [{ targetGroup: ref('aws_lb_target_group.api'), containerPort: text(port) }],
    })
  const { services } = correspond(
    model('staging', [service('aws_ecs_service.old', 80)]),
    model('production', [service('aws_ecs_service.rewritten', 80)]),
  )
  expect(described(services)).toEqual(['aws_ecs_service.old = aws_ecs_service.rewritten'])
})
