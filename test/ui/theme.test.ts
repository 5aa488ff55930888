import { describe, expect, it } from 'vitest'
import { themeNames, themes } from '../../src/ui/palettes.ts'
import type { Role } from '../../src/ui/theme.ts'
import { painter } from '../../src/ui/theme.ts'

/** Relative luminance and contrast as WCAG 2 defines them. */
const luminance = (rgb: readonly number[]): number => {
  const [red = 0, green = 0, blue = 0] = rgb.map(part => {
    const share = part / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}
const contrast = (one: readonly number[], other: readonly number[]): number => {
  const [darker = 0, lighter = 0] = [luminance(one), luminance(other)].sort((left, right) => left - right)
  return (lighter + 0.05) / (darker + 0.05)
}

const backgrounds = {
  dark: [
    [0, 0, 0],
    [0x1e, 0x1e, 0x1e],
  ],
  light: [
    [255, 255, 255],
    [0xf5, 0xf5, 0xf0],
  ],
} as const

describe('themes', () => {
  it.each(['dark', 'light'] as const)('of 24-bit colours are readable on their backgrounds (%s)', name => {
    for (const [role, look] of Object.entries(themes[name])) {
      const at = look.findIndex((code, index) => code === 38 && look[index + 1] === 2)
      if (at < 0) continue
      for (const background of backgrounds[name])
        expect(contrast(look.slice(at + 2, at + 5), background), role).toBeGreaterThanOrEqual(4.5)
    }
  })

  it('but those of 24-bit colours stay within the palette of the terminal', () => {
    const plain = ['default', 'contrast', 'mono'] as const
    for (const name of plain)
      for (const look of Object.values(themes[name])) for (const code of look) expect([38, 48]).not.toContain(code)
  })

  it('have no colour where there is to be none', () => {
    const line = (Object.keys(themes.default) as Role[]).map(role => ({ text: role, role }))
    for (const name of themeNames) {
      expect(painter(false, name).line(line)).not.toMatch(/\u001b\[[\d;]*\b(?:3\d|9\d|4\d)\b/)
      expect(painter(true, 'mono').line(line)).toBe(painter(false, name).line(line))
    }
  })
})
