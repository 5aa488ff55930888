import { directoryOf, joinPath } from '../../../model/source-tree.ts'
import type { Value } from '../../../model/value.ts'
import type { AppFiles } from '../app-files.ts'
import { writtenAt } from '../formats/config-node.ts'
import { readDotenv } from '../formats/dotenv.ts'
import { getPath, setPath } from '../layers/merge.ts'
import { sameEnvironment } from '../layers/profile-names.ts'
import { textOf, withText } from '../read-value.ts'
import { applyJsonPatch } from './json-patch.ts'

const isKustomization = /(^|\/)kustomization\.ya?ml$/

/** The objects that an environment deploys: its kustomize overlay where there is one, else every manifest outside other environments' folders. */
export const kubernetesObjects = (files: AppFiles, profile: string): readonly Value[] => {
  const kustomizations = files.matching(isKustomization).map(file => file.path)
  const own = kustomizations.find(path =>
    directoryOf(path)
      .split('/')
      .some(part => sameEnvironment(profile, part)),
  )
  const start = own ?? (kustomizations.length === 1 ? kustomizations[0] : undefined)
  if (start !== undefined) return build(files, directoryOf(start), 0)
  return files
    .matching(/\.ya?ml$/)
    .filter(file => /^\s*kind:/m.test(file.source.text) && !file.source.text.includes('{{'))
    .flatMap(file => file.documents())
    .flatMap(listItems)
}

const listItems = (object: Value): readonly Value[] => {
  const items = textOf(getPath(object, ['kind'])) === 'List' ? getPath(object, ['items']) : undefined
  return items?.kind === 'list' ? items.items : [object]
}

const texts = (value: Value | undefined): readonly string[] =>
  value?.kind === 'list' ? value.items.flatMap(item => textOf(item) ?? textOf(getPath(item, ['path'])) ?? []) : []

const build = (files: AppFiles, directory: string, depth: number): readonly Value[] => {
  if (depth > 10) return []
  const file = files.get(join(directory, 'kustomization.yaml')) ?? files.get(join(directory, 'kustomization.yml'))
  const [document] = file?.documents() ?? []
  if (document === undefined) return []
  let objects: readonly Value[] = [
    ...texts(getPath(document, ['resources'])),
    ...texts(getPath(document, ['bases'])),
    ...texts(getPath(document, ['components'])),
  ].flatMap(path => {
    const target = join(directory, path)
    return /\.ya?ml$/.test(path) ? (files.get(target)?.documents() ?? []) : build(files, target, depth + 1)
  })
  const generators = getPath(document, ['configMapGenerator'])
  for (const generator of generators?.kind === 'list' ? generators.items : [])
    objects = generate(objects, generator, files, directory)
  for (const { target, document: patch } of patchesOf(document, directory, files))
    objects = objects.map(object => patched(object, patch, target))
  return objects
}

interface Patch {
  readonly document: Value
  /** What it is for, where the patch itself does not say so. */
  readonly target: Value | undefined
}

/** Patches of every form: paths or text, of objects or of operations. https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/patches/ */
const patchesOf = (kustomization: Value, directory: string, files: AppFiles): readonly Patch[] =>
  ['patchesStrategicMerge', 'patches', 'patchesJson6902'].flatMap(field => {
    const written = getPath(kustomization, [field])
    return (written?.kind === 'list' ? written.items : []).flatMap(item => {
      const path = textOf(item) ?? textOf(getPath(item, ['path']))
      const text = textOf(getPath(item, ['patch']))
      const named = path === undefined ? undefined : files.get(join(directory, path))
      const file =
        text === undefined
          ? named
          : files.embed(`${directory}/${item.from.at.start.line}.patch.yaml`, text, item.from.at)
      const target = getPath(item, ['target'])
      return (file?.documents() ?? []).map(document => ({ document, target }))
    })
  })

/** Fields of a target are regular expressions that match as a whole; one that is not there matches all. */
const isTarget = (object: Value, target: Value): boolean =>
  (
    [
      ['kind', ['kind']],
      ['name', ['metadata', 'name']],
    ] as const
  ).every(([field, path]) => {
    const wanted = textOf(getPath(target, [field]))
    const own = textOf(getPath(object, path)) ?? ''
    return (
      wanted === undefined || wanted === own || (/^[\w.-]*\.\*[\w.-]*$/.test(wanted) && matchesWildcard(own, wanted))
    )
  })

const matchesWildcard = (text: string, pattern: string): boolean => {
  const [before = '', after = ''] = pattern.split('.*')
  return text.length >= before.length + after.length && text.startsWith(before) && text.endsWith(after)
}

const patched = (object: Value, patch: Value, target: Value | undefined): Value => {
  if (patch.kind === 'list') return target && isTarget(object, target) ? applyJsonPatch(object, patch.items) : object
  const isMeant = target === undefined ? isSame(object, patch) : isTarget(object, target)
  return isMeant ? strategicMerge(object, patch) : object
}

const join = (directory: string, path: string): string => joinPath(directory, path) ?? path

const identity = (object: Value): string =>
  `${textOf(getPath(object, ['kind'])) ?? ''}/${textOf(getPath(object, ['metadata', 'name'])) ?? ''}`
const isSame = (object: Value, patch: Value): boolean => identity(object) === identity(patch)

/** Lists of named objects (`containers`, `env`) merge by name, other lists are replaced, null deletes. */
const strategicMerge = (under: Value, over: Value, depth = 0): Value => {
  if (depth > 60) return over
  if (under.kind === 'map' && over.kind === 'map') {
    const entries = new Map(under.entries)
    for (const [key, value] of over.entries) {
      const before = entries.get(key)
      if (value.kind === 'known' && value.value === null) entries.delete(key)
      else entries.set(key, before === undefined ? value : strategicMerge(before, value, depth + 1))
    }
    return { ...over, entries }
  }
  if (
    under.kind === 'list' &&
    over.kind === 'list' &&
    over.items.every(item => getPath(item, ['name']) !== undefined)
  ) {
    const items = [...under.items]
    for (const item of over.items) {
      const name = textOf(getPath(item, ['name']))
      const at = items.findIndex(other => textOf(getPath(other, ['name'])) === name)
      const before = items[at]
      if (before === undefined) items.push(item)
      else items[at] = strategicMerge(before, item, depth + 1)
    }
    return { ...over, items }
  }
  return over
}

const generate = (
  objects: readonly Value[],
  generator: Value,
  files: AppFiles,
  directory: string,
): readonly Value[] => {
  const name = textOf(getPath(generator, ['name']))
  if (name === undefined) return objects
  const data = new Map<string, Value>()
  const literals = getPath(generator, ['literals'])
  for (const literal of literals?.kind === 'list' ? literals.items : []) {
    const [, key, value] = /^([^=]+)=([\s\S]*)$/.exec(textOf(literal) ?? '') ?? []
    if (key !== undefined)
      data.set(key, withText(literal, (value ?? '').replace(/^(["'])(.*)\1$/, '$2'), writtenAt(literal.from.at, key)))
  }
  for (const path of [...texts(getPath(generator, ['envs'])), textOf(getPath(generator, ['env'])) ?? ''].filter(
    p => p !== '',
  )) {
    const file = files.get(join(directory, path))
    for (const entry of file ? readDotenv(file.source, 'raw').entries : [])
      if (entry.value) data.set(entry.name, entry.value)
  }
  for (const entry of texts(getPath(generator, ['files']))) {
    const [key, path = key] = entry.split('=') as [string, string?]
    const file = files.get(join(directory, path))
    if (file !== undefined)
      data.set(key.split('/').at(-1) ?? key, {
        kind: 'known',
        value: file.source.text,
        from: writtenAt(file.source.at(0, 0), key),
      })
  }
  const dataMap: Value = { kind: 'map', entries: data, from: generator.from }
  const before = objects.find(object => identity(object) === `ConfigMap/${name}`)
  if (before !== undefined && textOf(getPath(generator, ['behavior'])) === 'merge') {
    return objects.map(object =>
      object === before
        ? strategicMerge(object, setPath({ ...dataMap, entries: new Map() }, ['data'], dataMap))
        : object,
    )
  }
  const text = (value: string): Value => ({ kind: 'known', value, from: generator.from })
  const empty: Value = { kind: 'map', entries: new Map(), from: generator.from }
  const made = setPath(
    setPath(setPath(empty, ['kind'], text('ConfigMap')), ['metadata', 'name'], text(name)),
    ['data'],
    dataMap,
  )
  return [...objects.filter(object => object !== before), made]
}
