import { expect, test } from 'vitest'
import { correspond } from '../../src/align/correspondence.ts'
import type { EnvironmentModel } from '../../src/model/environment-model.ts'
import { rehearsalOf } from '../../src/trace/rehearsal.ts'
import { compareRequests, loneTraces } from '../../src/trace/request-pairs.ts'
import { changed, entity, ref, shop, shopEntities, shopWithSettings, site, text, unset } from '../helpers/model.ts'

const rehearsed = (staging: EnvironmentModel, production: EnvironmentModel) => {
  const sides = { staging, production, correspondence: correspond(staging, production) }
  return rehearsalOf(sides, compareRequests(sides, []))
}

test('two environments that differ in their domain only: staging takes all of production’s decisions', () => {
  const { paths, rehearsed: count, unrehearsed } = rehearsed(shop('staging'), shop('production'))
  expect(paths).toBeGreaterThanOrEqual(2)
  expect(count).toBe(paths)
  expect(unrehearsed).toEqual([])
})

test('a certificate of its own that only production presents is a decision that staging never takes', () => {
  const entities = [
    ...changed(shopEntities('production'), 'aws_acm_certificate.main', { names: [text('www.example.com')] }),
    entity('certificate', 'aws_acm_certificate.second', { names: [text('api.example.com')], source: 'issued' }),
    entity('listener-certificate', 'aws_lb_listener_certificate.second', {
      listener: ref('aws_lb_listener.https', 'arn'),
      certificate: ref('aws_acm_certificate.second', 'arn'),
    }),
  ]
  const { unrehearsed = [] } = rehearsed(shop('staging'), shop('production', entities))
  expect(unrehearsed.length).toBeGreaterThan(0)
  for (const path of unrehearsed) expect(path).toMatchObject({ stage: 'tls', request: { host: 'api.example.com' } })
})

test('a host that nothing of staging stands for', () => {
  const more = site({
    hosts: ['admin.example.com'],
    rules: [{ priority: 30, hosts: ['admin.example.com'], service: 'admin' }],
  })
  const names = new Set(shopEntities('production').map(({ address }) => address.name))
  const entities = [
    ...changed(shopEntities('production'), 'aws_acm_certificate.main', { names: [text('*.example.com')] }),
    ...more.filter(({ address }) => !names.has(address.name)),
  ]
  const { unrehearsed = [] } = rehearsed(shop('staging'), shop('production', entities))
  expect(unrehearsed.map(({ request, stage }) => `${stage} ${request.host}`)).toContain('dns admin.example.com')
})

test('what cannot be told is not rehearsed, and says what decides', () => {
  const open = (side: 'staging' | 'production') =>
    shop(side, changed(shopEntities(side), 'aws_lb_listener.https', { certificate: unset('var.certificate_arn') }))
  const { rehearsed: count, paths, unrehearsed = [] } = rehearsed(open('staging'), open('production'))
  expect(paths).toBeGreaterThan(0)
  expect(count).toBe(0)
  for (const { decides } of unrehearsed) expect(decides?.map(({ names }) => names)).toContain('var.certificate_arn')
})

test('a URL that only production configures is traced there, and fails there', () => {
  const production = shopWithSettings('production', { REPORTS_URL: text('https://reports.example.com/monthly') })
  const sides = { staging: shop('staging'), production, correspondence: correspond(shop('staging'), production) }
  const alone = loneTraces(sides, compareRequests(sides, []))
  expect(alone).toMatchObject([
    { because: 'setting auth REPORTS_URL', isServed: false, trace: { disposition: { kind: 'name-not-found' } } },
  ])
})
