import type { EnvironmentModel } from '../model/environment-model.ts'

/** What several rules ask of the same two environments, made for the first of them. */
export const oncePerPair = <T>(
  make: (staging: EnvironmentModel, production: EnvironmentModel) => T,
): ((staging: EnvironmentModel, production: EnvironmentModel) => T) => {
  const latest = new WeakMap<EnvironmentModel, { readonly staging: EnvironmentModel; readonly made: T }>()
  return (staging, production) => {
    const known = latest.get(production)
    if (known?.staging === staging) return known.made
    const made = make(staging, production)
    latest.set(production, { staging, made })
    return made
  }
}
