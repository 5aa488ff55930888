import { describe, expect, it } from 'vitest'
import { soak } from './soak.ts'

// Ten minutes of it: node scripts/soak.mjs
describe('random keys', () => {
  it.each(['en', 'ja'] as const)('never break the screen (%s)', async lang => {
    expect(await soak({ findings: 200, seed: 7, lang, keysInRound: 10, goesOn: keys => keys < 300 })).toBe(300)
  })
})
