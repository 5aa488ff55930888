import type { Value } from '../../model/value.ts'
import type { LinkStrategy } from './link-strategy.ts'
import { choose } from './link-strategy.ts'
import { outsideName } from './outside-name.ts'

/** The name and root of `terraform-output:NAME@DIRECTORY`; the directory may not be known. */
const readName = (value: Value): { readonly name: string; readonly directory: string | undefined } | undefined => {
  const outside = outsideName(value, 'terraform-output')
  if (outside === undefined) return undefined
  const [, name, directory] = /^([^@]+)(?:@(.*))?$/.exec(outside) ?? []
  return name === undefined ? undefined : { name, directory }
}

/**
 * A parameter that a deploy script fills from `terraform output`. The directory that the script runs it in says which root is meant; without
 * one, the only root of the environment that has such an output is.
 */
export const terraformOutputs: LinkStrategy = (value, environment) => {
  const wanted = readName(value)
  if (wanted === undefined) return undefined
  const { name, directory } = wanted
  const found = environment.outputs.filter(
    ({ source, name: output }) =>
      source.kind === 'terraform' && output === name && (directory === undefined || source.id === directory),
  )
  return choose(`output ${name} of Terraform`, found, ({ output, source, address }) => ({
    kind: 'meets',
    value: output.value,
    owner: address,
    reliability: directory === undefined ? 'likely' : 'exact',
    because: `terraform output ${name} in ${source.id}`,
    evidence: [value.from.at, output.value.from.at],
  }))
}
