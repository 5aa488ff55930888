import type { EvaluatedResource, EvaluatedSource } from '../../model/evaluated.ts'
import { mapValues } from '../../model/map-values.ts'
import type { Value } from '../../model/value.ts'
import { isString, itemsOf, member } from '../../model/value.ts'

/** How a backend tells states apart: what it calls one, where it keeps it, and for which workspace. */
export interface StateIdentity {
  readonly name: string
  readonly places: ReadonlyMap<string, string>
  /** Absent: nobody chose one. */
  readonly workspace?: string
}

/** https://developer.hashicorp.com/terraform/language/backend: an object's key, a path, a prefix, a URL. */
const names = ['key', 'path', 'prefix', 'address', 'schema_name', 'secret_suffix'] as const
/** The same name in another of these is another state. */
const places = ['bucket', 'container_name', 'storage_account_name', 'organization', 'hostname', 'conn_str'] as const

const textOf = (value: Value | undefined): string | undefined =>
  isString(value) && value.value !== '' ? value.value : undefined

const placesOf = (config: Value): ReadonlyMap<string, string> =>
  new Map(
    places.flatMap(place => {
      const text = textOf(member(config, place))
      return text === undefined ? [] : [[place, text] as const]
    }),
  )

/** A block is a list of one map, an argument a map. */
const soleMap = (value: Value | undefined): Value | undefined => itemsOf(value)?.[0] ?? value

/** The workspace of HCP Terraform that a configuration's `workspaces` names: by its name, or by what follows a prefix. */
const cloudWorkspace = (config: Value, workspace: string | undefined): string | undefined => {
  const workspaces = soleMap(member(config, 'workspaces'))
  const name = textOf(member(workspaces, 'name'))
  const prefix = textOf(member(workspaces, 'prefix'))
  if (name !== undefined) return name
  if (workspace === undefined) return undefined
  // With tags, the workspace that was chosen goes by its own name.
  return prefix === undefined ? (member(workspaces, 'tags') ? workspace : undefined) : `${prefix}${workspace}`
}

const isCloud = (type: string | undefined): boolean => type === 'remote' || type === 'cloud'

const identityIn = (
  type: string | undefined,
  config: Value,
  workspace: string | undefined,
): StateIdentity | undefined => {
  if (isCloud(type)) {
    const name = cloudWorkspace(config, workspace)
    return name === undefined ? undefined : { name, places: placesOf(config) }
  }
  for (const key of names) {
    const name = textOf(member(config, key))
    if (name !== undefined) return { name, places: placesOf(config), ...(workspace === undefined ? {} : { workspace }) }
  }
  return undefined
}

/** The state of a root module, as far as its configuration says. */
export const stateOfRoot = ({ backend }: EvaluatedSource): StateIdentity | undefined =>
  backend && identityIn(backend.type, backend.config, backend.workspace)

/** The state that a look-up reads. `resolve` follows links in its arguments. */
export const stateOfLookup = (
  lookup: EvaluatedResource,
  resolve: (value: Value) => Value,
): StateIdentity | undefined => {
  const workspace = textOf(resolved(member(lookup.values, 'workspace'), resolve))
  if (lookup.type === 'tfe_outputs')
    return workspace === undefined ? undefined : { name: workspace, places: placesOf(lookup.values) }
  const config = soleMap(member(lookup.values, 'config'))
  if (config?.kind !== 'map') return undefined
  const entries = mapValues(config.entries, value => resolved(value, resolve) ?? value)
  const backend = textOf(member(lookup.values, 'backend'))
  const chosen = isCloud(backend) ? workspace : (workspace ?? 'default')
  return identityIn(backend, { ...config, entries }, chosen)
}

const resolved = (value: Value | undefined, resolve: (value: Value) => Value): Value | undefined =>
  value === undefined || value.kind === 'map' || value.kind === 'list' || value.kind === 'set' ? value : resolve(value)

/** Whether a root's state is the one that is read. Nothing that only one of them says makes them differ. */
export const isSameState = (own: StateIdentity, read: StateIdentity): boolean =>
  own.name === read.name &&
  [...own.places].every(([place, text]) => (read.places.get(place) ?? text) === text) &&
  (own.workspace ?? read.workspace) === (read.workspace ?? own.workspace)
