import { joinPath, type SourceTree } from '../../model/source-tree.ts'
import type { TerraformConfig } from '../resolved-config.ts'
import type { Detectors, TerraformFacts, Written } from './detectors.ts'
import type { TerraformRoot } from './terraform-roots.ts'

/** Region and account of an environment, where its root modules write them out: in the provider, a variable file or a default. */
export const placeOf = async (
  tree: SourceTree,
  configs: readonly TerraformConfig[],
  roots: readonly TerraformRoot[],
  detectors: Detectors,
): Promise<{ readonly region?: string; readonly account?: string }> => {
  const texts = async (pick: (facts: TerraformFacts) => Written | undefined): Promise<string | undefined> => {
    for (const config of configs) {
      const facts = roots.find(({ directory }) => directory === config.dir)?.facts
      const written = facts && pick(facts)
      if (!facts || !written) continue
      if ('text' in written) return written.text
      const given = config.vars.get(written.variable)?.value
      if (typeof given === 'string') return given
      const automatic = ['terraform.tfvars', 'terraform.tfvars.json'].flatMap(name => joinPath(config.dir, name) ?? [])
      for (const file of [...config.varFiles.toReversed(), ...automatic.toReversed()]) {
        const text = (await detectors.variableFile(tree, file)).get(written.variable)?.text
        if (text !== undefined) return text
      }
      const byDefault = facts.variables.get(written.variable)?.text
      if (byDefault !== undefined) return byDefault
    }
    return undefined
  }
  const region = await texts(facts => facts.region)
  const account = await texts(facts => facts.account)
  return {
    ...(region === undefined ? {} : { region }),
    ...(account !== undefined && /^\d{12}$/.test(account) ? { account } : {}),
  }
}
