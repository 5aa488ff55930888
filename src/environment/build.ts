import { readEntities, withStructure } from '../aws/concepts.ts'
import { isUnmodelled } from '../aws/unmodelled.ts'
import type { Diagnostic } from '../model/diagnostic.ts'
import type { Entity, EntityKind } from '../model/entity.ts'
import { entityKinds } from '../model/entity.ts'
import type { EnvironmentModel, Link } from '../model/environment-model.ts'
import type { EvaluatedResource, EvaluatedSource } from '../model/evaluated.ts'
import { startOf } from '../model/source-location.ts'
import type { Address } from '../model/value.ts'
import { addressKey, sameAddress } from '../model/value.ts'
import { appsInServices } from './apps-in-services.ts'
import { completeRecords } from './complete-records.ts'
import { completeServices } from './complete-services.ts'
import type { ConfiguredApp } from './configured-app.ts'
import { containerApps } from './container-apps.ts'
import type { DeclaredLink } from './links/declared-links.ts'
import type { Linker } from './links.ts'
import { createLinker } from './links.ts'
import { rewriteValue } from './rewrite-value.ts'
import { servicesOfApps } from './services-of-apps.ts'
import { tokenInfrastructure } from './token-infrastructure.ts'

export interface EnvironmentInput {
  readonly name: string
  /** In the order that the configuration has them; entities keep it. */
  readonly sources: readonly EvaluatedSource[]
  readonly apps: readonly ConfiguredApp[]
  /** Links that were made while the sources were evaluated. */
  readonly links?: readonly Link[]
  /** `at` where the configuration says it; without one, `sotsu.yaml`. */
  readonly declaredLinks: readonly (Pick<DeclaredLink, 'from' | 'to'> & Partial<Pick<DeclaredLink, 'at'>>)[]
  readonly diagnostics: readonly Diagnostic[]
}

const withoutRepeats = (diagnostics: readonly Diagnostic[]): readonly Diagnostic[] => {
  const byText = new Map<string, Diagnostic>()
  for (const diagnostic of diagnostics) {
    const { severity, summary, detail, at } = diagnostic
    const key = [severity, summary, detail, at.file, at.start.line, at.start.column].join('\u0000')
    if (!byText.has(key)) byText.set(key, diagnostic)
  }
  return [...byText.values()]
}

const countUnmodelled = (resources: readonly EvaluatedResource[]): ReadonlyMap<string, number> => {
  const counts = new Map<string, number>()
  for (const { type } of resources.filter(isUnmodelled)) counts.set(type, (counts.get(type) ?? 0) + 1)
  return new Map([...counts].sort(([one], [other]) => (one < other ? -1 : 1)))
}

const linkResource = (written: EvaluatedResource, { follow }: Linker): EvaluatedResource => {
  const resource = withStructure(written)
  const values = rewriteValue(resource.values, value => follow(value, resource.address))
  return values.kind === 'map' ? { ...resource, values } : resource
}

/** A look-up that was found to be an entity of its own right stands for nothing any more. */
const isReplaced = ({ address, at, kind }: Entity, linker: Linker): boolean => {
  if (kind === 'certificate-validation') return false
  const self = { kind: 'reference', to: address, attribute: [], from: { at, origins: [] } } as const
  const end = linker.follow(self, address)
  return end.kind === 'reference' && !sameAddress(end.to, address)
}

/**
 * Resources are read twice: once to know what there is to link to, and again with all links followed, so that a port, a list of hosts or
 * the JSON of a task definition that came from another source is read like one that was written in place.
 */
const readLinked = (input: EnvironmentInput) => {
  const byAddress = new Map<string, EvaluatedResource>()
  for (const { resources } of input.sources)
    for (const resource of resources) byAddress.set(addressKey(resource.address), resource)
  const read = (resource: EvaluatedResource) => readEntities(resource, address => byAddress.get(addressKey(address)))

  const resources = input.sources.flatMap(source => source.resources)
  const firstReading = resources.map(resource => ({ resource, entities: read(resource) }))
  const modelled = firstReading.filter(({ entities }) => entities !== undefined).map(({ resource }) => resource)
  const others = firstReading.filter(({ entities }) => entities === undefined).map(({ resource }) => resource)
  const unlinked = firstReading.flatMap(({ entities }) => entities ?? [])
  const declared = input.declaredLinks.map(link => ({ at: startOf('sotsu.yaml'), ...link }))
  const linker = createLinker(input.sources, unlinked, declared)

  const linked = modelled.flatMap(resource => read(linkResource(resource, linker)) ?? [])
  const replaced = new Set(
    linked.filter(entity => isReplaced(entity, linker)).map(entity => addressKey(entity.address)),
  )
  const links: readonly Link[] = linker.links().filter(({ from }) => !replaced.has(addressKey(from)))
  return {
    entities: linked.filter(entity => !replaced.has(addressKey(entity.address))),
    links,
    unmodelled: countUnmodelled(others),
    diagnostics: linker.diagnostics(),
  }
}

const byKind = (entities: readonly Entity[]): EnvironmentModel['entities'] => {
  const groups = new Map<EntityKind, Entity[]>(entityKinds.map(kind => [kind, []]))
  for (const entity of entities) groups.get(entity.kind)?.push(entity)
  return Object.fromEntries(groups) as unknown as EnvironmentModel['entities']
}

/** Everything of one environment as one model: resources become entities, and references meet across sources. */
export const buildEnvironment = (input: EnvironmentInput): EnvironmentModel => {
  const { name, sources } = input
  const linked = readLinked(input)

  const kinds = new Map(sources.map(source => [source.id, source.kind]))
  const isTerraform = (address: Address): boolean => kinds.get(address.source) === 'terraform'
  const entities = byKind(completeServices(completeRecords(linked.entities, isTerraform)))

  const services = servicesOfApps(name, entities, input.apps)
  const apps = appsInServices(entities, input.apps, services.serviceOfApp)
  const containers = containerApps(name, entities, apps, services.serviceOfApp)
  return {
    name,
    entities,
    apps: [...apps, ...containers.apps, ...tokenInfrastructure(name, entities, sources)],
    serviceOfApp: new Map([...services.serviceOfApp, ...containers.serviceOfApp]),
    sources,
    links: [...(input.links ?? []), ...linked.links, ...services.links],
    unmodelled: linked.unmodelled,
    diagnostics: withoutRepeats([
      ...input.diagnostics,
      ...sources.flatMap(source => source.diagnostics),
      ...apps.flatMap(app => app.diagnostics),
      ...linked.diagnostics,
      ...services.diagnostics,
    ]),
  }
}
