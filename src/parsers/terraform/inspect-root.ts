import type { Diagnostic } from '../../model/diagnostic.ts'
import type { EvaluatedResource, EvaluatedSource } from '../../model/evaluated.ts'
import type { Value } from '../../model/value.ts'
import { valueToJson } from '../../model/value-json.ts'

/** What `sotsu inspect DIR --format json` prints. */
export interface InspectedRoot {
  readonly kind: 'terraform'
  readonly variables: Readonly<Record<string, unknown>>
  readonly locals: Readonly<Record<string, unknown>>
  readonly outputs: Readonly<Record<string, unknown>>
  readonly resources: readonly InspectedResource[]
  readonly diagnostics: readonly InspectedDiagnostic[]
}

export interface InspectedResource {
  readonly address: string
  readonly type: string
  /** Address of the module instance that it is in; absent in the root module. */
  readonly module?: string
  readonly values: unknown
  /** Only where `count`, `for_each` or a module's is not known: what decides. */
  readonly exists?: unknown
  /** Arguments whose changes Terraform will not enforce. */
  readonly ignoredChanges?: readonly string[]
  readonly source: { readonly file: string; readonly line: number }
}

export interface InspectedDiagnostic {
  readonly severity: Diagnostic['severity']
  readonly summary: string
  readonly detail: string
  readonly file: string
  readonly line: number
}

const record = (values: ReadonlyMap<string, Value>): Readonly<Record<string, unknown>> =>
  Object.fromEntries([...values].map(([name, value]) => [name, valueToJson(value)]))

/** `module.edge["a.b"].aws_lb.main` → `module.edge["a.b"]` */
const moduleOf = (address: string): string | undefined =>
  /^(?:module\.[^.[]+(?:\[(?:\d+|\*|"(?:[^"\\]|\\.)*")\])?\.)+/.exec(address)?.[0].slice(0, -1)

const resource = ({
  address,
  type,
  values,
  existsBecause,
  ignoredChanges,
  at,
}: EvaluatedResource): InspectedResource => {
  const module = moduleOf(address.name)
  return {
    address: address.name,
    type,
    ...(module === undefined ? {} : { module }),
    values: valueToJson(values),
    ...(existsBecause === undefined ? {} : { exists: valueToJson(existsBecause) }),
    ...(ignoredChanges === undefined ? {} : { ignoredChanges }),
    source: { file: at.file, line: at.start.line },
  }
}

/** A root module as plain JSON data. */
export const inspectRoot = ({ inputs, locals, outputs, resources, diagnostics }: EvaluatedSource): InspectedRoot => ({
  kind: 'terraform',
  variables: record(inputs),
  locals: record(locals),
  outputs: Object.fromEntries([...outputs].map(([name, { value }]) => [name, valueToJson(value)])),
  resources: resources.map(resource),
  diagnostics: diagnostics.map(({ severity, summary, detail, at }) => ({
    severity,
    summary,
    detail,
    file: at.file,
    line: at.start.line,
  })),
})
