import { type EntityKind, entityKinds } from '../model/entity.ts'
import type { EnvironmentModel, Link } from '../model/environment-model.ts'
import { formatLocation, type SourceLocation } from '../model/source-location.ts'
import type { Address, Value } from '../model/value.ts'
import { valueToJson } from '../model/value-json.ts'
import { inspectApp } from '../parsers/app-config/inspect-app.ts'

const isObject = (part: unknown): part is Readonly<Record<string, unknown>> => typeof part === 'object' && part !== null
const isValue = (part: unknown): part is Value => isObject(part) && 'kind' in part && 'from' in part
const isLocation = (part: unknown): part is SourceLocation => isObject(part) && 'file' in part && 'start' in part
const isAddress = (part: unknown): part is Address =>
  isObject(part) && typeof part.source === 'string' && typeof part.name === 'string' && Object.keys(part).length === 2

/** A field of an entity: values as everywhere in JSON, places as `file:line`, addresses by source and name. */
const plain = (part: unknown): unknown => {
  if (isValue(part)) return valueToJson(part)
  if (isLocation(part)) return formatLocation(part)
  if (isAddress(part)) return { source: part.source, name: part.name }
  if (Array.isArray(part)) return part.map(plain)
  if (part instanceof Map) return Object.fromEntries([...part].map(([key, value]) => [String(key), plain(value)]))
  if (isObject(part)) return Object.fromEntries(Object.entries(part).map(([key, value]) => [key, plain(value)]))
  return part
}

const linkToJson = ({ reliability, from, to, because, evidence }: Link) => ({
  reliability,
  from: plain(from),
  to: plain(to),
  because,
  evidence: evidence.map(formatLocation),
})

/** What `sotsu inspect --env NAME --format json` prints. */
export const modelToJson = (model: EnvironmentModel) => ({
  kind: 'environment',
  name: model.name,
  sources: model.sources.map(({ kind, id }) => ({ kind, id })),
  entities: Object.fromEntries(
    entityKinds.map((kind: EntityKind) => [kind, model.entities[kind].map(entity => plain(entity))]),
  ),
  apps: model.apps.map(app => {
    const service = model.serviceOfApp.get(app.id)
    return {
      id: app.id,
      ...(service ? { service: plain(service) } : {}),
      ...inspectApp(app),
    }
  }),
  links: model.links.map(linkToJson),
  unmodelled: Object.fromEntries(model.unmodelled),
  diagnostics: model.diagnostics.map(({ severity, summary, detail, at }) => ({
    severity,
    summary,
    detail,
    file: at.file,
    line: at.start.line,
  })),
})
