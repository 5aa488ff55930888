import { mapTree } from '../../../src/io/map-tree.ts'
import type { EvaluatedResource, EvaluatedSource } from '../../../src/model/evaluated.ts'
import { formatLocation } from '../../../src/model/source-location.ts'
import type { Value } from '../../../src/model/value.ts'
import { valueToJson } from '../../../src/model/value-json.ts'
import type { TerraformInput } from '../../../src/parsers/terraform/evaluate-terraform.ts'
import { evaluateTerraform } from '../../../src/parsers/terraform/evaluate-terraform.ts'

export type Files = Readonly<Record<string, string>>

/** Evaluates the root module in `dir` of these files (the root of the tree, unless said otherwise). */
export const evaluateFiles = (
  files: Files | string,
  options: Partial<Omit<TerraformInput, 'tree'>> = {},
): Promise<EvaluatedSource> =>
  evaluateTerraform({
    tree: mapTree(typeof files === 'string' ? { 'main.tf': files } : files),
    dir: '',
    id: 'root',
    salt: 'salt',
    ...options,
  })

export const outputsOf = ({ outputs }: EvaluatedSource): Readonly<Record<string, unknown>> =>
  Object.fromEntries([...outputs].map(([name, { value }]) => [name, valueToJson(value)]))

/** `main.tf:3 Unsupported argument`, errors and warnings alike. */
export const troubleOf = ({ diagnostics }: EvaluatedSource): readonly string[] =>
  diagnostics.map(({ at, summary }) => `${formatLocation(at)} ${summary}`)

export const resourceAt = ({ resources }: EvaluatedSource, address: string): EvaluatedResource => {
  const found = resources.find(resource => resource.address.name === address)
  if (found === undefined)
    throw new Error(`no ${address} among ${resources.map(resource => resource.address.name).join(', ')}`)
  return found
}

export const valuesAt = (source: EvaluatedSource, address: string): Readonly<Record<string, unknown>> =>
  valueToJson(resourceAt(source, address).values) as Readonly<Record<string, unknown>>

/** `tfvars var.domain staging.tfvars:2`, in order. */
export const originsOf = (value: Value | undefined): readonly string[] =>
  (value?.from.origins ?? []).map(({ kind, name, at }) => `${kind} ${name} ${formatLocation(at)}`)

export const throughOf = (value: Value | undefined): readonly string[] =>
  (value?.from.through ?? []).map(formatLocation)
