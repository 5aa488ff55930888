import type { Diagnostic } from '../../src/model/diagnostic.ts'
import type { EnvironmentModel } from '../../src/model/environment-model.ts'
import type { EvaluatedSource } from '../../src/model/evaluated.ts'
import { known, type OriginKind, type Scalar, type Value } from '../../src/model/value.ts'
import { at, type Side, shop, shopEntities } from './model.ts'

/** An error at a line of a file. */
export const refusal = (summary: string, detail: string, file: string, line = 1): Diagnostic => ({
  severity: 'error',
  summary,
  detail,
  at: at(file, line),
})

/** An input as a variable file sets it, or as another origin does. */
export const input = (name: string, value: Scalar, file: string, kind: OriginKind = 'tfvars', line = 1): Value =>
  known(value, { at: at(file, line), origins: [{ kind, name: `var.${name}`, at: at(file, line) }] })

export const source = (id: string, fields: Partial<EvaluatedSource>): EvaluatedSource => ({
  kind: 'terraform',
  id,
  inputs: new Map(),
  locals: new Map(),
  outputs: new Map(),
  conditions: new Map(),
  resources: [],
  diagnostics: [],
  ...fields,
})

/** The shop with one root module that has these inputs and arguments. */
export const shopWithInputs = (
  side: Side,
  inputs: Readonly<Record<string, Value>>,
  fields: Partial<EvaluatedSource> = {},
): EnvironmentModel =>
  shop(side, shopEntities(side), {
    sources: [source('infra/app', { inputs: new Map(Object.entries(inputs)), ...fields })],
  })

/** The shop with trouble. */
export const shopWithTrouble = (side: Side, ...diagnostics: readonly Diagnostic[]): EnvironmentModel =>
  shop(side, shopEntities(side), { diagnostics })
