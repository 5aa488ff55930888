import type { ConfiguredApp } from '../../src/environment/configured-app.ts'
import type { EvaluatedApp, EvaluatedOutput, EvaluatedResource, EvaluatedSource } from '../../src/model/evaluated.ts'
import type { SourceLocation } from '../../src/model/source-location.ts'
import type { Address, MapValue, Provenance, Scalar, UnknownReason, Value } from '../../src/model/value.ts'
import { known, unknown } from '../../src/model/value.ts'

export const place = (file: string, line = 1, ...path: readonly string[]): SourceLocation => ({
  file,
  start: { line, column: 1, offset: 0 },
  end: { line, column: 2, offset: 1 },
  path,
})

const somewhere: Provenance = { at: place('main.tf'), origins: [] }

/** Plain data where it is known, a `Value` where it is not. `undefined` members are left out. */
export type Written = Scalar | undefined | Value | readonly Written[] | { readonly [name: string]: Written }

const isValue = (written: object): written is Value => 'kind' in written && 'from' in written

export const value = (written: Written, from: Provenance = somewhere): Value => {
  if (written === undefined) throw new Error('nothing is written')
  if (typeof written !== 'object' || written === null) return known(written, from)
  if (Array.isArray(written)) return { kind: 'list', items: written.map(item => value(item, from)), from }
  if (isValue(written)) return written
  const entries = Object.entries(written).flatMap(([name, member]) =>
    member === undefined ? [] : [[name, value(member, from)] as const],
  )
  return { kind: 'map', entries: new Map(entries), from }
}

/** `ref('aws_lb.main', 'arn')`; the source is the one that the helpers below use. */
export const ref = (name: string, ...attribute: readonly string[]): Value => refIn('infra', name, ...attribute)
export const refIn = (source: string, name: string, ...attribute: readonly string[]): Value => ({
  kind: 'reference',
  to: { source, name },
  attribute,
  from: somewhere,
})

export const unset = (names: string): Value => unknown({ kind: 'unset-input', names }, somewhere)
export const outside = (names: string): Value => unknown({ kind: 'outside', names }, somewhere)
export const because = (why: UnknownReason): Value => unknown(why, somewhere)
export const template = (...parts: readonly Written[]): Value => ({
  kind: 'template',
  parts: parts.map(part => value(part)),
  from: somewhere,
})

const resource = (
  dialect: EvaluatedResource['dialect'],
  address: Address,
  type: string,
  mode: EvaluatedResource['mode'],
  written: Written,
  more: Partial<EvaluatedResource>,
): EvaluatedResource => {
  const file = dialect === 'terraform' ? `${address.source}/main.tf` : `${address.source}/template.yaml`
  const at = place(file, 1, address.name)
  return {
    address,
    dialect,
    type,
    mode,
    values: value(written, { at, origins: [] }) as MapValue,
    exists: 'yes',
    at,
    ...more,
  }
}

/** A Terraform resource by its address: `aws_lb.main`, `module.edge.aws_lb.this[0]`, `data.aws_lb.main`. */
export const tf = (
  name: string,
  written: { readonly [name: string]: Written } = {},
  more: Partial<EvaluatedResource> & { readonly source?: string } = {},
): EvaluatedResource => {
  const { source = 'infra', ...facts } = more
  const [, data, type = ''] = /(?:^|\.)(data\.)?([a-z0-9]+_[a-z0-9_]+)\.[^.]+$/.exec(name) ?? []
  return resource('terraform', { source, name }, type, data ? 'data' : 'managed', written, facts)
}

/** A CloudFormation resource by its logical id. */
export const cfn = (
  name: string,
  type: string,
  written: { readonly [name: string]: Written } = {},
  more: Partial<EvaluatedResource> & { readonly source?: string } = {},
): EvaluatedResource => {
  const { source = 'api', ...facts } = more
  return resource('cloudformation', { source, name }, type, 'managed', written, facts)
}

type Outputs = { readonly [name: string]: Written | { readonly output: Written; readonly exportName: Written } }

const isExport = (written: unknown): written is { readonly output: Written; readonly exportName: Written } =>
  typeof written === 'object' && written !== null && 'exportName' in written

/** A source of its resources' own id; without resources, of the id given. */
export const sourceOf = (
  resources: readonly EvaluatedResource[],
  more: { readonly id?: string; readonly kind?: EvaluatedSource['kind']; readonly outputs?: Outputs } & {
    readonly inputs?: { readonly [name: string]: Written }
  } = {},
): EvaluatedSource => {
  const [first] = resources
  const outputs = Object.entries(more.outputs ?? {}).map(([name, written]): [string, EvaluatedOutput] => [
    name,
    isExport(written)
      ? { value: value(written.output), exportName: value(written.exportName) }
      : { value: value(written as Written) },
  ])
  return {
    kind: more.kind ?? first?.dialect ?? 'terraform',
    id: more.id ?? first?.address.source ?? 'infra',
    inputs: new Map(Object.entries(more.inputs ?? {}).map(([name, written]) => [name, value(written)])),
    locals: new Map(),
    outputs: new Map(outputs),
    conditions: new Map(),
    resources,
    diagnostics: [],
  }
}

export const app = (
  id: string,
  file: string,
  settings: { readonly [key: string]: Written } = { port: 80 },
): EvaluatedApp => ({
  id,
  framework: 'config-rs',
  profile: 'staging',
  settings: Object.entries(settings).map(([key, written]) => ({
    key,
    value: value(written, { at: place(file), origins: [] }),
  })),
  issuersAccepted: [],
  issuersMinted: [],
  audiences: [],
  jwks: [],
  algorithms: [],
  leeway: [],
  requiredClaims: [],
  domainTied: [],
  unresolved: [],
  diagnostics: [],
})

/** A value or entity as plain data, without places: what is known as it is, `<aws_lb.main arn>` for references, `?names` for unknowns. */
export const plain = (node: unknown): unknown => {
  if (typeof node !== 'object' || node === null) return node
  if (Array.isArray(node)) return node.map(plain)
  if (node instanceof Map) return Object.fromEntries([...node].map(([name, member]) => [name, plain(member)]))
  if (isValue(node)) return plainValue(node)
  return Object.fromEntries(
    Object.entries(node)
      .filter(([name]) => name !== 'at' && name !== 'address')
      .map(([name, member]) => [name, plain(member)]),
  )
}

const plainValue = (node: Value): unknown => {
  switch (node.kind) {
    case 'known':
      return node.value
    case 'list':
    case 'set':
      return node.items.map(plain)
    case 'map':
      return plain(node.entries)
    case 'reference':
      return `<${[node.to.name, ...node.attribute].join(' ')}>`
    case 'template':
      return node.parts.map(part => String(plain(part))).join('')
    case 'unknown':
      return `?${node.why.names}`
  }
}

/** An app that is the same whatever runs it. */
export const configured = (app: EvaluatedApp, evaluate: ConfiguredApp['evaluate'] = () => app): ConfiguredApp => ({
  id: app.id,
  settingsAt: app.settings.map(setting => setting.value.from.at),
  evaluate,
})
