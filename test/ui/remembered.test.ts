import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { initialState } from '../../src/ui/initial-state.ts'
import { readRemembered, rememberedOf, withRemembered } from '../../src/ui/remembered.ts'
import { Drive } from './drive.ts'

const size = { columns: 120, rows: 40 }
const nothing = readRemembered(undefined)

describe('what is remembered', () => {
  it('is what it was after it has been in a file', () => {
    const { state } = Drive.ready(size).press('2', 's', 'S', 'b', 'b', 'v', 'i').type('a').press('enter')
    const remembered = rememberedOf(state)
    expect(readRemembered(JSON.parse(JSON.stringify(remembered)))).toEqual(remembered)
    expect(remembered).toMatchObject({ sort: 'rule', isReversed: true, groupBy: 'journey', layout: 'stacked' })
  })

  it.each<[string, unknown, object]>([
    ['no object', 'rule', {}],
    ['a list', [1], {}],
    ['an unknown order', { sort: 'size', layout: 'stacked' }, { layout: 'stacked' }],
    ['half a pair', { pair: { staging: 'staging' }, isReversed: true }, { isReversed: true }],
    ['a number for a filter', { lastFilter: 7, groupBy: 'rule' }, { groupBy: 'rule' }],
    ['notes that are none', { notes: [['f', 'x'], ['g'], 'h', ['', 'y'], [1, 2], null] }, { notes: [['f', 'x']] }],
    ['a filter without end', { lastFilter: 'x'.repeat(9999) }, { lastFilter: 'x'.repeat(2000) }],
  ])('is taken from %s as far as it is understood', (_, given, expected) => {
    expect(readRemembered(given)).toEqual({ ...nothing, ...expected })
  })

  it('is of a bounded size, the last notes first', () => {
    const notes = Array.from({ length: 600 }, (_, index) => [`f${index}`, 'note'])
    expect(readRemembered({ notes }).notes).toEqual(notes.slice(100))
    const state = withRemembered(initialState(size), nothing)
    expect(rememberedOf({ ...state, notes: new Map(notes.map(([one = '', two = '']) => [one, two])) }).notes).toEqual(
      notes.slice(100),
    )
  })

  it('is nothing that a session cannot begin with', () => {
    fc.assert(
      fc.property(fc.jsonValue(), value => {
        expect(withRemembered(initialState(size), readRemembered(value))).toEqual(initialState(size))
      }),
      { numRuns: 50 },
    )
  })
})
