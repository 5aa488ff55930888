import type { MapValue, Value } from '../../../model/value.ts'
import { getPath } from '../layers/merge.ts'
import { kubernetesPlaceholders, resolvePlaceholders } from '../layers/placeholders.ts'
import { textOf, unresolved, withText } from '../read-value.ts'
import type { Container } from './container.ts'

const workloads = new Set([
  'Deployment',
  'StatefulSet',
  'DaemonSet',
  'ReplicaSet',
  'Job',
  'CronJob',
  'Pod',
  'Rollout',
  'Service',
])

const kindOf = (object: Value): string => textOf(getPath(object, ['kind'])) ?? ''
const nameOf = (object: Value): string => textOf(getPath(object, ['metadata', 'name'])) ?? ''

/** ConfigMaps and Secrets by name. */
interface Sources {
  readonly configMaps: ReadonlyMap<string, ReadonlyMap<string, Value>>
  readonly secrets: ReadonlyMap<string, ReadonlyMap<string, Value>>
}

const dataOf = (object: Value): ReadonlyMap<string, Value> => {
  const data = new Map<string, Value>()
  const plain = getPath(object, ['data'])
  if (plain?.kind === 'map') {
    for (const [key, value] of plain.entries) {
      const text = textOf(value)
      const decoded =
        kindOf(object) === 'Secret' && text !== undefined ? Buffer.from(text, 'base64').toString('utf8') : text
      data.set(key, decoded === undefined ? value : withText(value, decoded))
    }
  }
  const stringData = getPath(object, ['stringData'])
  if (stringData?.kind === 'map') for (const [key, value] of stringData.entries) data.set(key, value)
  return data
}

/** The containers of a set of Kubernetes objects: `envFrom` (later wins) under `env`, with `$(NAME)` expanded. */
export const kubernetesContainers = (objects: readonly Value[]): readonly Container[] => {
  const byName = (kind: string): ReadonlyMap<string, ReadonlyMap<string, Value>> =>
    new Map(objects.filter(object => kindOf(object) === kind).map(object => [nameOf(object), dataOf(object)]))
  const sources: Sources = { configMaps: byName('ConfigMap'), secrets: byName('Secret') }
  return objects
    .filter(object => workloads.has(kindOf(object)))
    .flatMap(object => {
      const spec =
        getPath(object, ['spec', 'jobTemplate', 'spec', 'template', 'spec']) ??
        getPath(object, ['spec', 'template', 'spec']) ??
        getPath(object, ['spec'])
      const containers = getPath(spec, ['containers'])
      if (containers?.kind !== 'list') return []
      return containers.items.flatMap(item => (item.kind === 'map' ? [containerOf(item, sources)] : []))
    })
}

const containerOf = (item: MapValue, sources: Sources): Container => {
  const environment = new Map<string, Value>()
  const envFrom = item.entries.get('envFrom')
  for (const entry of envFrom?.kind === 'list' ? envFrom.items : []) {
    const prefix = textOf(getPath(entry, ['prefix'])) ?? ''
    const configMap = textOf(getPath(entry, ['configMapRef', 'name']))
    const secret = textOf(getPath(entry, ['secretRef', 'name']))
    const data = sources.configMaps.get(configMap ?? '') ?? sources.secrets.get(secret ?? '')
    for (const [key, value] of data ?? []) environment.set(prefix + key, value)
  }
  const env = item.entries.get('env')
  for (const entry of env?.kind === 'list' ? env.items : []) {
    const name = textOf(getPath(entry, ['name']))
    if (name === undefined) continue
    const value = getPath(entry, ['value'])
    const resolved = value && resolvePlaceholders(value, kubernetesPlaceholders, other => environment.get(other))
    environment.set(name, resolved ?? referenced(entry, name, sources))
  }
  const command = ['command', 'args'].flatMap(key => {
    const words = item.entries.get(key)
    return words?.kind === 'list' ? words.items.flatMap(word => textOf(word) ?? []) : []
  })
  return {
    name: textOf(item.entries.get('name')) ?? '',
    image: textOf(item.entries.get('image')) ?? '',
    environment,
    command,
    from: 'kubernetes',
  }
}

const referenced = (entry: Value, name: string, sources: Sources): Value => {
  for (const [key, objects] of [
    ['configMapKeyRef', sources.configMaps],
    ['secretKeyRef', sources.secrets],
  ] as const) {
    const object = textOf(getPath(entry, ['valueFrom', key, 'name']))
    const item = textOf(getPath(entry, ['valueFrom', key, 'key']))
    const found = objects.get(object ?? '')?.get(item ?? '')
    if (found !== undefined) return found
  }
  return unresolved('outside', name, entry.from.at)
}
