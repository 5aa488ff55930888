import type { FoundTerraform } from './terraform-environments.ts'
import type { TerraformRoot } from './terraform-roots.ts'

/**
 * Root modules of no environment of their own, whose state an environment reads (`terraform_remote_state` with the backend's key):
 * they are part of that environment too, and so is what they read in turn.
 */
export const attachShared = (
  roots: readonly TerraformRoot[],
  found: ReadonlyMap<TerraformRoot, readonly FoundTerraform[]>,
): readonly FoundTerraform[] => {
  const byKey = new Map<string, TerraformRoot>()
  for (const root of roots) {
    const key = root.facts.backend?.key
    if (key !== undefined && !found.has(root)) byKey.set(key, root)
  }
  const attached: FoundTerraform[] = []
  const taken = new Set<string>()
  for (const [reader, environments] of found) {
    for (const { environment, group } of environments) {
      const open = [...reader.facts.remoteStates].map(key => ({ key, by: reader.directory }))
      for (let next = open.pop(); next !== undefined; next = open.pop()) {
        const root = byKey.get(next.key)
        const key = `${environment}\u0000${root?.directory}`
        if (root === undefined || taken.has(key)) continue
        taken.add(key)
        attached.push({
          environment,
          group,
          config: { dir: root.directory, varFiles: [], vars: new Map(), only: [] },
          because: `${root.directory}/: shared; ${next.by} reads its state ${next.key}`,
        })
        open.push(...root.facts.remoteStates.map(state => ({ key: state, by: root.directory })))
      }
    }
  }
  return attached
}
