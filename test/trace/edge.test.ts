import { describe, expect, test } from 'vitest'
import type { Entity } from '../../src/model/entity.ts'
import type { Truth } from '../../src/model/truth.ts'
import type { Value } from '../../src/model/value.ts'
import { parseRequest } from '../../src/trace/parse-request.ts'
import { traceRequest } from '../../src/trace/trace-request.ts'
import { behavior, changed, entity, ref, shop, shopEntities, text, unset } from '../helpers/model.ts'

interface Edge {
  readonly forwardsHost: Truth
  readonly origin: Value
  readonly protocol?: Value
  readonly more?: readonly Entity[]
}

/** The shop behind a distribution. */
const behind = ({ forwardsHost, origin, protocol, more = [] }: Edge) =>
  shop('production', [
    ...shopEntities('production').map(each =>
      each.kind === 'dns-record'
        ? { ...each, alias: { target: ref('aws_cloudfront_distribution.cdn', 'domain_name') } }
        : each,
    ),
    entity('distribution', 'aws_cloudfront_distribution.cdn', {
      aliases: [text('*.example.com')],
      certificate: ref('aws_acm_certificate.main', 'arn'),
      origins: [{ id: text('lb'), domainName: origin, isS3: false, ...(protocol ? { protocolPolicy: protocol } : {}) }],
      behaviors: [behavior('lb', forwardsHost)],
    }),
    ...more,
  ])

const dispositionOf = (edge: Edge, url = 'https://api.example.com/x') => {
  const request = parseRequest(url)
  if (typeof request === 'string') throw new Error(request)
  return traceRequest(behind(edge), request).disposition
}

const originRecord = (name: string): Entity =>
  entity('dns-record', 'aws_route53_record.origin', {
    name: text(name),
    recordType: text('A'),
    zone: ref('aws_route53_zone.main', 'zone_id'),
    alias: { target: ref('aws_lb.main', 'dns_name') },
    routing: 'simple',
  })

describe('what a load balancer behind CloudFront gets to see', () => {
  test("the viewer's host, where it is forwarded", () => {
    expect(dispositionOf({ forwardsHost: 'yes', origin: ref('aws_lb.main', 'dns_name') })).toMatchObject({
      kind: 'accepted',
    })
  })

  test('HTTP or HTTPS, where it is not known by which it is asked', () => {
    const edge = {
      forwardsHost: 'yes',
      origin: ref('aws_lb.main', 'dns_name'),
      protocol: unset('origin_protocol'),
    } as const
    expect(dispositionOf(edge)).toMatchObject({ kind: 'undetermined', decides: [{ names: 'origin_protocol' }] })
  })

  test('its own generated name, where nothing is forwarded: no certificate is for that', () => {
    expect(dispositionOf({ forwardsHost: 'no', origin: ref('aws_lb.main', 'dns_name') })).toEqual({
      kind: 'blocked',
      status: 502,
    })
  })

  test('its own generated name over plain HTTP: no rule is for that', () => {
    const edge = { forwardsHost: 'no' as const, origin: ref('aws_lb.main', 'dns_name'), protocol: text('http-only') }
    expect(dispositionOf(edge)).toMatchObject({ kind: 'redirected' })
  })

  test("a certificate for the origin's name will do where the viewer's host is forwarded", () => {
    const more = [originRecord('origin.example.com')]
    const model = behind({ forwardsHost: 'yes', origin: text('origin.example.com'), more })
    const named = changed(
      Object.values(model.entities).flatMap(list => list as readonly Entity[]),
      'aws_lb_listener.https',
      { certificate: ref('aws_acm_certificate.origin', 'arn') },
    )
    const request = parseRequest('https://api.example.com/x')
    if (typeof request === 'string') throw new Error(request)
    const certificate = entity('certificate', 'aws_acm_certificate.origin', {
      names: [text('origin.example.com')],
      source: 'issued',
    })
    expect(traceRequest(shop('production', [...named, certificate]), request).disposition).toMatchObject({
      kind: 'accepted',
    })
  })

  test('plain HTTP where the origin matches the viewer', () => {
    const edge = {
      forwardsHost: 'yes' as const,
      origin: ref('aws_lb.main', 'dns_name'),
      protocol: text('match-viewer'),
    }
    expect(dispositionOf(edge, 'http://api.example.com/x')).toMatchObject({ kind: 'redirected' })
  })
})

test('a listener on an unknown port is decided by the port, not by the load balancer that is known', () => {
  const model = shop(
    'production',
    changed(shopEntities('production'), 'aws_lb_listener.https', { port: unset('port') }),
  )
  const request = parseRequest('https://api.example.com/x')
  if (typeof request === 'string') throw new Error(request)
  expect(traceRequest(model, request).disposition).toMatchObject({ kind: 'undetermined', decides: [{ names: 'port' }] })
})
