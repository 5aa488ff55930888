import type { Deployment } from '../company/deployment.ts'
import { type Block, block, type HclValue, hcl, writeBlock } from './hcl-text.ts'
import { serviceModule } from './service-module.ts'
import type { Style } from './style.ts'
import { accountBlocks } from './terraform-account.ts'
import { edgeBlocks } from './terraform-edge.ts'
import { serviceBlocks } from './terraform-service.ts'

/** What the writers of one root share: names of resources, and values that may be written elsewhere. */
export interface Scope {
  readonly deployment: Deployment
  readonly style: Style
  /** A resource's name. */
  readonly name: (key: string) => string
  /** A value where it is used, or a reference to where the style puts it. */
  readonly value: (key: string, value: string | number | readonly string[]) => HclValue
}

export interface Part {
  readonly subject: string
  readonly block: Block
}

const typeOf = (value: string | number | readonly string[]): string =>
  typeof value === 'object' ? 'list(string)' : typeof value

/** The root module of an environment, by path. */
export const writeTerraform = (deployment: Deployment, style: Style): ReadonlyMap<string, string> => {
  const kept = new Map<string, string | number | readonly string[]>()
  const scope: Scope = {
    deployment,
    style,
    name: key => `${style.prefix}${key}`.replaceAll('-', '_'),
    value: (key, value) => {
      if (style.values === 'literals') return typeof value === 'object' ? [...value] : value
      const name = key.replaceAll(/\W/g, '_')
      kept.set(name, value)
      return { expression: `${style.values === 'variables' ? 'var' : 'local'}.${name}` }
    },
  }
  const parts = [...accountBlocks(scope), ...edgeBlocks(scope), ...serviceBlocks(scope)]
  const ordered = style.order === 'reversed' ? parts.toReversed() : parts
  const directory = `infra/${deployment.environment}`
  const files = new Map<string, string>()
  const append = (path: string, text: string): void => {
    files.set(path, files.has(path) ? `${files.get(path)}\n${text}` : text)
  }
  for (const { subject, block: written } of ordered)
    append(`${directory}/${style.files === 'one' ? 'main' : subject}.tf`, writeBlock(written))
  if (style.values === 'locals' && kept.size > 0)
    append(
      `${directory}/locals.tf`,
      writeBlock(block('locals', [], ...[...kept].map(([name, value]) => [name, value] as const))),
    )
  const variables = [
    ...(style.values === 'variables' ? [...kept].map(([name, value]) => ({ name, type: typeOf(value), value })) : []),
    ...deployment.inputs,
  ]
  for (const [index, { name, type, value }] of variables.entries()) {
    append(`${directory}/variables.tf`, writeBlock(block('variable', [name], ['type', { expression: type }])))
    const file = style.variableFiles === 'split' && index % 2 === 1 ? 'more.auto.tfvars' : 'terraform.tfvars'
    if (value !== undefined) append(`${directory}/${file}`, `${name} = ${hcl(value as HclValue)}`)
  }
  if (style.services === 'modules') for (const [path, text] of serviceModule) files.set(path, text)
  return files
}
