import type { EnvironmentConfig, ResolvedConfig } from './resolved-config.ts'

/** The environments that a comparison names; every one where nothing is compared. */
export const comparedEnvironments = ({
  environments,
  comparisons,
}: Pick<ResolvedConfig, 'environments' | 'comparisons'>): readonly EnvironmentConfig[] => {
  const names = new Set(comparisons.flatMap(({ staging, production }) => [staging, production]))
  return names.size === 0 ? environments : environments.filter(({ name }) => names.has(name))
}
