import { readEntities } from '../aws/concepts.ts'
import { isUnmodelled } from '../aws/unmodelled.ts'
import type { Diagnostic } from '../model/diagnostic.ts'
import type { Entity, EntityKind } from '../model/entity.ts'
import { entityKinds } from '../model/entity.ts'
import type { EnvironmentModel, Link } from '../model/environment-model.ts'
import type { EvaluatedApp, EvaluatedResource, EvaluatedSource } from '../model/evaluated.ts'
import { startOf } from '../model/source-location.ts'
import type { Address } from '../model/value.ts'
import { addressKey, sameAddress } from '../model/value.ts'
import { completeRecords } from './complete-records.ts'
import { completeServices } from './complete-services.ts'
import { containerApps } from './container-apps.ts'
import type { DeclaredLink } from './links/declared-links.ts'
import { createLinker } from './links.ts'
import { rewriteValuesIn } from './rewrite-value.ts'
import { servicesOfApps } from './services-of-apps.ts'

export interface EnvironmentInput {
  readonly name: string
  /** In the order that the configuration has them; entities keep it. */
  readonly sources: readonly EvaluatedSource[]
  readonly apps: readonly EvaluatedApp[]
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

/** The entities of all resources, in order, and how often each type was met that matters and is not modelled. */
const readResources = (sources: readonly EvaluatedSource[]) => {
  const resources = sources.flatMap(source => source.resources)
  const byAddress = new Map<string, EvaluatedResource>()
  for (const resource of resources) byAddress.set(addressKey(resource.address), resource)
  const resourceAt = (address: Address): EvaluatedResource | undefined => byAddress.get(addressKey(address))

  const entities: Entity[] = []
  const unmodelled = new Map<string, number>()
  for (const resource of resources) {
    const read = readEntities(resource, resourceAt)
    if (read) for (const entity of read) entities.push(entity)
    else if (isUnmodelled(resource)) unmodelled.set(resource.type, (unmodelled.get(resource.type) ?? 0) + 1)
  }
  return { entities, unmodelled: new Map([...unmodelled].sort(([one], [other]) => (one < other ? -1 : 1))) }
}

const linkEntities = (input: EnvironmentInput, entities: readonly Entity[]) => {
  const declared = input.declaredLinks.map(link => ({ at: startOf('sotsu.yaml'), ...link }))
  const linker = createLinker(input.sources, entities, declared)
  const linked = entities.map(entity => rewriteValuesIn(entity, value => linker.follow(value, entity.address)))
  // A look-up that was found to be an entity of its own right stands for nothing any more.
  const replaced = new Set(
    entities
      .filter(({ address, at }) => {
        const self = { kind: 'reference', to: address, attribute: [], from: { at, origins: [] } } as const
        const end = linker.follow(self, address)
        return end.kind === 'reference' && !sameAddress(end.to, address)
      })
      .map(({ address }) => addressKey(address)),
  )
  const isReplaced = ({ address, kind }: Entity): boolean =>
    kind !== 'certificate-validation' && replaced.has(addressKey(address))
  const links: readonly Link[] = linker.links().filter(({ from }) => !replaced.has(addressKey(from)))
  return { entities: linked.filter(entity => !isReplaced(entity)), links, diagnostics: linker.diagnostics() }
}

const byKind = (entities: readonly Entity[]): EnvironmentModel['entities'] => {
  const groups = new Map<EntityKind, Entity[]>(entityKinds.map(kind => [kind, []]))
  for (const entity of entities) groups.get(entity.kind)?.push(entity)
  return Object.fromEntries(groups) as unknown as EnvironmentModel['entities']
}

/** Everything of one environment as one model: resources become entities, and references meet across sources. */
export const buildEnvironment = (input: EnvironmentInput): EnvironmentModel => {
  const { name, sources } = input
  const read = readResources(sources)
  const linked = linkEntities(input, read.entities)

  const kinds = new Map(sources.map(source => [source.id, source.kind]))
  const isTerraform = (address: Address): boolean => kinds.get(address.source) === 'terraform'
  const entities = byKind(completeServices(completeRecords(linked.entities, isTerraform)))

  const services = servicesOfApps(name, entities, input.apps)
  const containers = containerApps(name, entities, input.apps, services.serviceOfApp)
  return {
    name,
    entities,
    apps: [...input.apps, ...containers.apps],
    serviceOfApp: new Map([...services.serviceOfApp, ...containers.serviceOfApp]),
    sources,
    links: [...linked.links, ...services.links],
    unmodelled: read.unmodelled,
    diagnostics: withoutRepeats([
      ...input.diagnostics,
      ...sources.flatMap(source => source.diagnostics),
      ...input.apps.flatMap(app => app.diagnostics),
      ...linked.diagnostics,
      ...services.diagnostics,
    ]),
  }
}
