import { environmentRole } from '../model/environment-names.ts'

/** How well an environment rehearses production: staging first, then test, then development. */
const rehearsal: readonly string[] = ['staging', 'test', 'development']

/** Which spelling of staging is meant when there are several: the plain word before the special purpose. */
const plainness = (name: string): number => (/^(stg|stage|staging|pre-?prod(uction)?)\d*$/i.test(name) ? 0 : 1)

/**
 * Every production is compared with the environments that rehearse it: all that are called staging or like it (not a demo), else the nearest rehearsal there is.
 * Environments whose names say nothing are left to `comparisons`, but for those that `between` names: they lie between development and production.
 */
export const defaultComparisons = (
  names: readonly string[],
  between: ReadonlySet<string> = new Set(),
): readonly { readonly staging: string; readonly production: string }[] => {
  const roleOf = (name: string): string | undefined =>
    environmentRole(name) ?? (between.has(name) ? 'staging' : undefined)
  const productions = names.filter(name => roleOf(name) === 'production')
  const role = rehearsal.find(wanted => names.some(name => roleOf(name) === wanted))
  const rehearsals = names
    .filter(name => role !== undefined && roleOf(name) === role)
    .toSorted((one, other) => plainness(one) - plainness(other))
  const serious = rehearsals.filter(name => !/^(demo|preview)/i.test(name))
  const chosen = role === 'staging' && serious.length > 0 ? serious : rehearsals.slice(0, 1)
  return productions.flatMap(production => chosen.map(staging => ({ staging, production })))
}
