import { describe, expect, it } from 'vitest'
import { startOf } from '../../../../src/model/source-location.ts'
import type { Origin } from '../../../../src/model/value.ts'
import { sensitiveMarks, withMarks } from '../../../../src/parsers/hcl/marks.ts'
import { toModelValue } from '../../../../src/parsers/hcl/to-model-value.ts'
import { stringType } from '../../../../src/parsers/hcl/type.ts'
import type { HclValue } from '../../../../src/parsers/hcl/value.ts'
import {
  knownBool,
  knownNumber,
  knownString,
  nullOf,
  objectOf,
  tupleOf,
  unknownBecause,
  unknownOf,
} from '../../../../src/parsers/hcl/value-constructors.ts'

const at = startOf('main.tf')
const from = { at, origins: [] }
const reference: HclValue = unknownOf(stringType, {
  kind: 'reference',
  to: { source: 'prod', name: 'aws_lb.main' },
  attribute: ['arn'],
})
const secret = (value: HclValue): HclValue => withMarks(value, sensitiveMarks)

describe('a value as the model has it', () => {
  it.each<[string, HclValue, unknown]>([
    ['text', knownString('a'), { kind: 'known', value: 'a', from }],
    ['a number', knownNumber(1), { kind: 'known', value: 1, from }],
    ['a bool', knownBool(false), { kind: 'known', value: false, from }],
    ['null', nullOf(), { kind: 'known', value: null, from }],
    ['a list', tupleOf([knownNumber(1)]), { kind: 'list', items: [{ kind: 'known', value: 1, from }], from }],
    [
      'a map',
      objectOf([['a', knownNumber(1)]]),
      { kind: 'map', entries: new Map([['a', { kind: 'known', value: 1, from }]]), from },
    ],
    [
      'a reference',
      reference,
      { kind: 'reference', to: { source: 'prod', name: 'aws_lb.main' }, attribute: ['arn'], from },
    ],
    [
      'an unknown',
      unknownBecause(stringType, { kind: 'unset-input', names: 'var.a' }),
      { kind: 'unknown', why: { kind: 'unset-input', names: 'var.a' }, from },
    ],
    [
      'a template',
      unknownOf(stringType, { kind: 'template', parts: [knownString('x-'), reference] }),
      {
        kind: 'template',
        parts: [
          { kind: 'known', value: 'x-', from },
          { kind: 'reference', to: { source: 'prod', name: 'aws_lb.main' }, attribute: ['arn'], from },
        ],
        from,
      },
    ],
  ])('%s', (_, value, wanted) => expect(toModelValue(value, at, 'salt')).toEqual(wanted))

  it('hides secrets, also inside of what is secret as a whole', () => {
    const shown = JSON.stringify(toModelValue(secret(tupleOf([knownString('hunter2'), knownNumber(4711)])), at, 'salt'))
    expect(shown).not.toMatch(/hunter2|4711/)
    const one = toModelValue(secret(knownString('hunter2')), at, 'salt')
    expect(one).toMatchObject({ kind: 'known', sensitive: true, value: expect.stringMatching(/^[0-9a-f]{20}$/) })
    expect(toModelValue(secret(knownString('hunter2')), at, 'salt')).toEqual(one)
    expect(toModelValue(secret(knownString('hunter2')), at, 'pepper')).not.toEqual(one)
  })

  it('tells where it came from and which way', () => {
    const origin: Origin = { kind: 'tfvars', name: 'var.a', at: startOf('prod.tfvars') }
    const trail = { at: startOf('locals.tf'), next: { at: startOf('module.tf'), next: undefined } }
    const value = knownString('a', { sensitive: false, origins: [origin], trail })
    expect(toModelValue(value, at, '').from).toEqual({
      at,
      origins: [origin],
      through: [startOf('locals.tf'), startOf('module.tf')],
    })
  })

  it('tells the way of a part: its own, and then that of the whole', () => {
    const step = (file: string) => ({ at: startOf(file), next: undefined })
    const own = knownString('a', { sensitive: false, origins: [], trail: step('own.tf') })
    const list = tupleOf([own, knownString('b')], { sensitive: false, origins: [], trail: step('call.tf') })
    expect(toModelValue(list, at, '')).toMatchObject({
      items: [
        { from: { through: [startOf('call.tf'), startOf('own.tf')] } },
        { from: { through: [startOf('call.tf')] } },
      ],
    })
  })
})
