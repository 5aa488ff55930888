import { expect, test } from 'vitest'
import { correspond } from '../../src/align/correspondence.ts'
import type { Entity } from '../../src/model/entity.ts'
import { entity, model, ref, text } from '../helpers/model.ts'

const zone = (name: string) =>
  entity('zone', 'aws_route53_zone.main', { name: text(name), isPrivate: 'no', isLookup: false })

const record = (name: string, host: string): Entity =>
  entity('dns-record', name, {
    name: text(host),
    recordType: text('A'),
    zone: ref('aws_route53_zone.main', 'zone_id'),
    alias: { target: ref('aws_lb.main', 'dns_name'), evaluateTargetHealth: text(true) },
    routing: 'simple',
  })

const pairsOf = (staging: readonly Entity[], production: readonly Entity[]) =>
  correspond(
    model('staging', [zone('stg.example.com'), ...staging]),
    model('production', [zone('example.com'), ...production]),
  ).hosts.map(pair => `${pair.staging} ${pair.production}`)

test('hosts of records that are paired belong together, whatever the records are called', () => {
  const staging = [record('aws_route53_record.api', 'api.stg.example.com')]
  for (const name of ['aws_route53_record.api', 'aws_route53_record.the_api'])
    expect(pairsOf(staging, [record(name, 'xapi.example.com')]), name).toEqual(['api.stg.example.com xapi.example.com'])
})

test('instances of one record are no counterparts because they have a target in common', () => {
  const staging = [record('aws_route53_record.host["www.stg.example.com"]', 'www.stg.example.com')]
  const production = [record('aws_route53_record.host["origin.example.com"]', 'origin.example.com')]
  expect(pairsOf(staging, production)).toEqual([])
})

test('a zone of its own does not make a host the entrance', () => {
  const staging = [
    record('aws_route53_record.top', 'stg.example.com'),
    record('aws_route53_record.x', 'api.stg.example.com'),
  ]
  const own = entity('zone', 'aws_route53_zone.own', {
    name: text('api.example.com'),
    isPrivate: 'no',
    isLookup: false,
  })
  const production = [
    record('aws_route53_record.entrance', 'example.com'),
    record('aws_route53_record.y', 'api.example.com'),
  ]
  expect(pairsOf(staging, [...production, own])).toEqual(pairsOf(staging, production))
})

test('a zone below one in which the environment serves nothing is where its hosts are', () => {
  const own = entity('zone', 'aws_route53_zone.own', {
    name: text('shop.example.com'),
    isPrivate: 'no',
    isLookup: false,
  })
  const staging = [record('aws_route53_record.top', 'stg.example.com')]
  expect(pairsOf(staging, [own, record('aws_route53_record.entrance', 'shop.example.com')])).toEqual([
    'stg.example.com shop.example.com',
  ])
})
