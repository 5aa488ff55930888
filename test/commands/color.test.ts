import { describe, expect, it } from 'vitest'
import type { ColorMode } from '../../src/commands/color.ts'
import { usesColor } from '../../src/commands/color.ts'
import type { Runtime } from '../../src/commands/runtime.ts'

const uses = (mode: ColorMode, isTTY: boolean, env: Runtime['env']): boolean =>
  usesColor(mode, { isTTY, write: () => {} }, { env } as Runtime)

describe('colour', () => {
  it.each<[boolean, ColorMode, boolean, Runtime['env']]>([
    [true, 'auto', true, {}],
    [false, 'auto', false, {}],
    [false, 'auto', true, { NO_COLOR: '1' }],
    [true, 'auto', true, { NO_COLOR: '' }],
    [true, 'auto', false, { FORCE_COLOR: '1' }],
    [false, 'auto', false, { FORCE_COLOR: '0' }],
    [true, 'auto', false, { CLICOLOR_FORCE: '1' }],
    [false, 'auto', false, { CLICOLOR_FORCE: '0' }],
    [false, 'auto', true, { NO_COLOR: '1', FORCE_COLOR: '1' }],
    [false, 'auto', true, { TERM: 'dumb' }],
    [true, 'always', false, { NO_COLOR: '1' }],
    [false, 'never', true, { FORCE_COLOR: '1' }],
  ])('is %s for %s, terminal %s, %j', (expected, mode, isTTY, env) => {
    expect(uses(mode, isTTY, env)).toBe(expected)
  })
})
