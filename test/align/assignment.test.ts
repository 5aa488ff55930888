import fc from 'fast-check'
import { expect, test } from 'vitest'
import { assign } from '../../src/align/assignment.ts'

type Costs = readonly (readonly number[])[]

const costOf = (costs: Costs, columns: readonly number[]): number =>
  columns.reduce((sum, column, row) => sum + (column < 0 ? 0 : (costs[row]?.[column] ?? 0)), 0)

/** The least cost over every way to give as many rows as possible a column of their own. */
const bruteForce = (costs: Costs, row = 0, taken: readonly number[] = []): number => {
  const columns = costs[0]?.length ?? 0
  if (row === costs.length) return 0
  const mayStayFree = costs.length - row > columns - taken.length
  let least = mayStayFree ? bruteForce(costs, row + 1, taken) : Number.POSITIVE_INFINITY
  for (let column = 0; column < columns; column++)
    if (!taken.includes(column))
      least = Math.min(least, (costs[row]?.[column] ?? 0) + bruteForce(costs, row + 1, [...taken, column]))
  return least
}

const matrices = fc.tuple(fc.integer({ min: 0, max: 7 }), fc.integer({ min: 0, max: 7 })).chain(([rows, columns]) =>
  fc.array(fc.array(fc.integer({ min: 0, max: 9 }), { minLength: columns, maxLength: columns }), {
    minLength: rows,
    maxLength: rows,
  }),
)

test('costs as little as the best of all assignments', () => {
  fc.assert(
    fc.property(matrices, costs => {
      const columns = assign(costs)
      const given = columns.filter(column => column >= 0)
      expect(columns).toHaveLength(costs.length)
      expect(new Set(given).size).toBe(given.length)
      expect(given).toHaveLength(Math.min(costs.length, costs[0]?.length ?? 0))
      // Unequal sides: with more rows than columns any rows may stay free, so brute force compares only where rows fit.
      const flat = costs.length > (costs[0]?.length ?? 0) ? transpose(costs) : costs
      expect(costOf(costs, columns)).toBe(bruteForce(flat))
    }),
    { numRuns: 60, seed: 7 },
  )
})

const transpose = (costs: Costs): Costs => (costs[0] ?? []).map((_, column) => costs.map(row => row[column] ?? 0))
