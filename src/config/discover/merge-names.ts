import { canonicalName } from './names.ts'

/**
 * Spellings of one environment in different places (`stage.tfvars`, `staging.json`) become the spelling met first; names that one place
 * tells apart stay apart.
 */
export const mergeNames = (
  named: readonly { readonly environment: string; readonly group: string }[],
): ReadonlyMap<string, string> => {
  const groups = new Map<string, Set<string>>()
  for (const { environment, group } of named) groups.set(group, (groups.get(group) ?? new Set()).add(environment))
  const toldApart = (one: string, other: string): boolean =>
    [...groups.values()].some(names => names.has(one) && names.has(other))
  const merged = new Map<string, string>()
  for (const { environment } of named) {
    if (merged.has(environment)) continue
    const twin = [...merged.values()].find(
      name => canonicalName(name) === canonicalName(environment) && !toldApart(name, environment),
    )
    merged.set(environment, twin ?? environment)
  }
  return merged
}
