import type { EnvironmentModel } from '../../src/model/environment-model.ts'
import type { Value } from '../../src/model/value.ts'
import { pathPatternWithoutBarePath } from '../../src/rules/routing/path-pattern-without-bare-path.ts'
import { address, at, changed, type Side, shop, shopEntities, text, unset, zones } from '../helpers/model.ts'
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

/** One more rule before the others, for another path of the same host. */
const beside = (environment: EnvironmentModel, path: string): EnvironmentModel => {
  const rules = environment.entities['listener-rule']
  const other = rules
    .filter(({ address: { name } }) => name.endsWith('r10'))
    .map(rule => ({
      ...rule,
      address: address('aws_lb_listener_rule.r5'),
      priority: text(5),
      conditions: rule.conditions.map(each =>
        each.field === 'path-pattern' ? { ...each, values: [text(path)] } : each,
      ),
    }))
  return { ...environment, entities: { ...environment.entities, 'listener-rule': [...other, ...rules] } }
}

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
      name: 'another rule of the host is as near',
      staging: paths('staging', '/v1', '/v1/*'),
      production: beside(paths('production', '/v1/*'), '/exports/*'),
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
