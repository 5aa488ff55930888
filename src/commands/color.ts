import type { Output, Runtime } from './runtime.ts'

export const colorModes = ['auto', 'always', 'never'] as const
export type ColorMode = (typeof colorModes)[number]

/** https://no-color.org and https://bixense.com/clicolors: a NO_COLOR that is not empty switches colours off, unless the option asks for them. */
export const usesColor = (mode: ColorMode, output: Output, { env }: Runtime): boolean => {
  if (mode !== 'auto') return mode === 'always'
  if (env.NO_COLOR) return false
  if ([env.FORCE_COLOR, env.CLICOLOR_FORCE].some(forced => forced && forced !== '0')) return true
  return output.isTTY && env.TERM !== 'dumb'
}
