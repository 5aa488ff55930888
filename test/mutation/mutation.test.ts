import { describe, expect, test } from 'vitest'
import { rules } from '../../src/rules/index.ts'
import { type Extent, faultRuns, healthyRuns, neutralRuns, type Run } from './campaign.ts'
import { faults } from './faults/index.ts'
import { neutralEdits } from './neutral-edits.ts'

/** One run of every few kinds; `node bench/mutation.mjs` makes 2,000, of all. */
const extent: Extent = { from: 1, each: 1, largest: 8, kind: Number(process.env.SOTSU_EVERY ?? 5) }

const wrongIn = async (runs: AsyncGenerator<Run>): Promise<readonly string[]> => {
  const wrong: string[] = []
  for await (const run of runs) wrong.push(...run.wrong.map(each => `${run.kind}: ${each}`))
  return wrong
}

describe('a company of two environments', () => {
  test('in which nothing is wrong has no findings', async () => {
    expect(await wrongIn(healthyRuns({ ...extent, each: 2 }))).toEqual([])
  })

  test('has every fault reported by the rule that owns it, and only what follows from it beside', async () => {
    expect(await wrongIn(faultRuns(extent))).toEqual([])
  }, 60_000)

  test('keeps its findings whatever way it is written', async () => {
    expect(await wrongIn(neutralRuns(extent))).toEqual([])
  }, 60_000)
})

test.each([['host condition misspelt', 1019]])('%s, found wrong once with seed %i', async (kind, from) => {
  expect(await wrongIn(faultRuns({ from, each: 1, largest: 50, kind }))).toEqual([])
})

test.each([
  ['services in another order', 30040],
  ['a module with variables', 24],
  ['a module extracted in both', 70012],
])('%s, found wrong once with seed %i', async (kind, from) => {
  expect(await wrongIn(neutralRuns({ from, each: 1, largest: 50, kind }))).toEqual([])
})

test('there are many kinds of both, each of its own name', () => {
  expect(new Set(faults.map(({ name }) => name)).size).toBe(faults.length)
  expect(faults.length).toBeGreaterThanOrEqual(40)
  expect(new Set(neutralEdits.map(({ name }) => name)).size).toBe(neutralEdits.length)
  expect(neutralEdits.length).toBeGreaterThanOrEqual(15)
})

test('every owner is a rule', () => {
  const ids = new Set(rules.map(({ id }) => id))
  expect(faults.flatMap(({ owner, consequences = [] }) => [owner, ...consequences]).filter(id => !ids.has(id))).toEqual(
    [],
  )
})
