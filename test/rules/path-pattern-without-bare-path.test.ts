import type { Value } from '../../src/model/value.ts'
import { pathPatternWithoutBarePath } from '../../src/rules/routing/path-pattern-without-bare-path.ts'
import { at, changed, type Side, shop, shopEntities, text, unset, zones } from '../helpers/model.ts'
import { testRule } from '../helpers/rule-table.ts'

const requests = [['https://api.stg.example.com/v1', 'https://api.example.com/v1']] as const

const paths = (side: Side, ...values: readonly (string | Value)[]) =>
  shop(
    side,
    changed(shopEntities(side), 'aws_lb_listener_rule.r10', {
      conditions: [
        { at: at(), field: 'host-header', values: [text(`api.${zones[side]}`)] },
        {
          at: at(),
          field: 'path-pattern',
          values: values.map(value => (typeof value === 'string' ? text(value) : value)),
        },
      ],
    }),
  )

testRule(pathPatternWithoutBarePath, {
  silent: [
    {
      name: 'both have the bare path',
      staging: paths('staging', '/v1', '/v1/*'),
      production: paths('production', '/v1', '/v1/*'),
    },
    { name: 'neither has it', staging: paths('staging', '/v1/*'), production: paths('production', '/v1/*'), requests },
    {
      name: 'one pattern takes both',
      staging: paths('staging', '/v1', '/v1/*'),
      production: paths('production', '/v1*'),
    },
  ],
  reports: [
    {
      name: 'production lacks the bare path',
      staging: paths('staging', '/v1', '/v1/*'),
      production: paths('production', '/v1/*'),
      expect: [
        '/v1/* takes everything below https://api.example.com/v1, not https://api.example.com/v1 itself: clients see 404 there',
      ],
    },
    {
      name: 'another pattern comes from an unset variable',
      staging: paths('staging', '/v1', '/v1/*'),
      production: paths('production', '/v1/*', unset('more_paths')),
      expect: ['undetermined: more_paths'],
    },
  ],
})
