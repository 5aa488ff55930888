import type { Value } from '../../src/model/value.ts'
import { behaviorLeadsElsewhere } from '../../src/rules/edge/behavior-leads-elsewhere.ts'
import { behavior, entity, type Side, shop, shopEntities, text, unset, zones } from '../helpers/model.ts'
import { testRule } from '../helpers/rule-table.ts'

/** A distribution with an API and a bucket behind it, and behaviours as pairs of pattern and origin; the last is the default one. */
const cdn = (
  side: Side,
  behaviors: readonly (readonly [string, string])[],
  path?: Value,
  ids: readonly [string, string] = ['api', 'files'],
) =>
  shop(side, [
    ...shopEntities(side),
    entity('distribution', 'aws_cloudfront_distribution.cdn', {
      aliases: [text(`cdn.${zones[side]}`)],
      origins: [
        { id: text(ids[0]), domainName: text(`api.${zones[side]}`), isS3: false, ...(path ? { path } : {}) },
        { id: text(ids[1]), domainName: text(`files-${side}.s3.amazonaws.com`), isS3: true },
      ],
      behaviors: behaviors.map(([pattern, origin]) =>
        behavior(origin, 'no', pattern === 'default' ? {} : { pathPattern: text(pattern) }),
      ),
    }),
  ])

const usual = [
  ['/api/*', 'api'],
  ['/*.css', 'files'],
  ['default', 'files'],
] as const

testRule(behaviorLeadsElsewhere, {
  silent: [
    { name: 'the same behaviours', staging: cdn('staging', usual), production: cdn('production', usual) },
    {
      name: 'an order that decides nothing',
      staging: cdn('staging', usual),
      production: cdn('production', [usual[1], usual[0], usual[2]]),
    },
    {
      name: 'origins without a counterpart',
      staging: cdn('staging', usual),
      production: cdn(
        'production',
        [
          ['/api/*', 'a'],
          ['default', 'b'],
        ],
        undefined,
        ['a', 'b'],
      ),
    },
    {
      name: 'paths of the origin that name the environment',
      staging: cdn('staging', usual, text('/staging')),
      production: cdn('production', usual, text('/prod')),
    },
  ],
  reports: [
    {
      name: 'a wider pattern comes first',
      staging: cdn('staging', usual),
      production: cdn('production', [['/*', 'files'], ...usual]),
      expect: ['cdn.example.com/api/x goes to files in production; in staging it goes to api'],
    },
    {
      name: 'a pattern that production lacks',
      staging: cdn('staging', usual),
      production: cdn('production', [['default', 'files']]),
      expect: ['cdn.example.com/api/x goes to files in production; in staging it goes to api'],
    },
    {
      name: 'another path of the origin',
      staging: cdn('staging', usual, text('/v1')),
      production: cdn('production', usual, text('/v2')),
      expect: ['cdn.example.com/api/x goes to api/v2 in production; in staging it goes to api/v1'],
    },
    {
      name: 'the path of the origin comes from an unset variable',
      staging: cdn('staging', usual, text('/v1')),
      production: cdn('production', usual, unset('origin_path')),
      expect: ['undetermined: origin_path'],
    },
  ],
})
