import { itemsOf, type Origin } from '../../model/value.ts'
import { originsOf, reasonOf } from './derive-value.ts'
import type { Scope } from './stack.ts'
import { type MapEntry, type MapNode, onlyEntry, type ScalarNode, type TemplateNode, textOf } from './template-node.ts'

const loopPrefix = 'Fn::ForEach::'

/** Whether a tree has a loop anywhere; templates without one are not copied. */
export const hasLoops = (node: TemplateNode): boolean => {
  const before = looped.get(node)
  if (before !== undefined) return before
  const found =
    node.kind === 'list'
      ? node.items.some(hasLoops)
      : node.kind === 'map' &&
        [...node.entries].some(([name, entry]) => name.startsWith(loopPrefix) || hasLoops(entry.node))
  if (node.kind === 'list' || node.kind === 'map') looped.set(node, found)
  return found
}

/** A template is read once for all environments. */
const looped = new WeakMap<TemplateNode, boolean>()

/**
 * Every `Fn::ForEach::Name: [identifier, collection, {key: body}]` below a node replaced by what it makes, outer loops first: the identifier stands
 * in keys and values as `${X}`, `&{X}` (its letters and digits only) and `{Ref: X}`.
 */
export const expandLoops = (node: TemplateNode, scope: Scope): TemplateNode => {
  if (!scope.stack.run.step(node.at)) return { kind: 'broken', why: 'too much to evaluate', at: node.at }
  if (node.kind === 'list') return { ...node, items: node.items.map(item => expandLoops(item, scope)) }
  if (node.kind !== 'map') return node
  const entries = new Map<string, MapEntry>()
  const add = (name: string, entry: MapEntry): void => {
    if (entries.has(name))
      scope.invalid(
        entry.key,
        'Duplicate key',
        `A loop makes "${name}" although it is already there. Rename one of the two.`,
      )
    else entries.set(name, entry)
  }
  for (const [name, entry] of node.entries) {
    if (!name.startsWith(loopPrefix)) add(name, { key: entry.key, node: expandLoops(entry.node, scope) })
    else for (const [made, copy] of expandLoop(name, entry, scope)) add(made, copy)
  }
  return { kind: 'map', entries, at: node.at }
}

const expandLoop = (name: string, entry: MapEntry, scope: Scope): [string, MapEntry][] => {
  const invalid = (summary: string, detail: string): [string, MapEntry][] => {
    scope.invalid(entry.key, summary, detail)
    return []
  }
  if (!scope.stack.sections.transforms.languageExtensions)
    return invalid('Fn::ForEach needs a transform', 'Loops exist only with "Transform: AWS::LanguageExtensions".')
  const [identifierNode, collectionNode, body, ...rest] = entry.node.kind === 'list' ? entry.node.items : []
  const identifier = textOf(identifierNode)
  if (identifier === undefined || collectionNode === undefined || body?.kind !== 'map' || rest.length > 0)
    return invalid(`Wrong arguments of ${name}`, 'A loop takes [identifier, collection, {key: body}].')
  if (scope.stack.resources.has(name.slice(loopPrefix.length)))
    return invalid('Loop named like a resource', `"${name.slice(loopPrefix.length)}" is a logical id. Rename the loop.`)
  const made: [string, MapEntry][] = []
  for (const item of collection(name, collectionNode, scope)) {
    const copy = substitute(body, identifier, item, scope)
    const expanded = expandLoops(copy, scope)
    if (expanded.kind === 'map') for (const entry of expanded.entries) made.push(entry)
  }
  return made
}

interface LoopItem {
  readonly text: string
  readonly origins: readonly Origin[]
}

/** The texts to loop over: a list, or a function that gives one. Lists inside the list are taken member by member. */
const collection = (name: string, node: TemplateNode, scope: Scope): readonly LoopItem[] => {
  const value = scope.evaluate(node)
  const items = itemsOf(value)?.flatMap(item => itemsOf(item) ?? [item])
  const unknownPart = items === undefined ? value && reasonOf(value) : items.map(reasonOf).find(reason => reason)
  if (unknownPart !== undefined) {
    scope.stack.run.report({
      severity: 'warning',
      summary: `Loop ${name.slice(loopPrefix.length)} left out`,
      detail: `What it makes depends on ${unknownPart.names}, which is not known.`,
      at: node.at,
    })
    return []
  }
  if (items === undefined) scope.invalid(node.at, `Wrong collection of ${name}`, 'A loop takes a list of texts.')
  return (items ?? []).flatMap(item =>
    item.kind === 'known' ? [{ text: String(item.value), origins: originsOf(item) }] : [],
  )
}

const substitute = (node: TemplateNode, identifier: string, item: LoopItem, scope: Scope): TemplateNode => {
  if (!scope.stack.run.step(node.at)) return { kind: 'broken', why: 'too much to evaluate', at: node.at }
  const inText = (text: string): string =>
    text
      .replaceAll(`\${${identifier}}`, item.text)
      .replaceAll(`&{${identifier}}`, item.text.replace(/[^A-Za-z0-9]/g, ''))
  switch (node.kind) {
    case 'broken':
      return node
    case 'scalar': {
      const text = inText(node.text)
      return text === node.text ? node : replaced(node, text, item)
    }
    case 'list':
      return { ...node, items: node.items.map(child => substitute(child, identifier, item, scope)) }
    case 'map': {
      const only = onlyEntry(node)
      if (only?.name === 'Ref' && textOf(only.argument) === identifier)
        return { kind: 'scalar', value: item.text, text: item.text, at: node.at, origins: item.origins }
      const entries = [...node.entries].map(([name, entry]): [string, MapEntry] => [
        inText(name),
        { key: entry.key, node: substitute(entry.node, identifier, item, scope) },
      ])
      return { kind: 'map', entries: new Map(entries), at: node.at } satisfies MapNode
    }
  }
}

const replaced = (node: ScalarNode, text: string, item: LoopItem): ScalarNode => ({
  kind: 'scalar',
  value: text,
  text,
  at: node.at,
  origins: [...(node.origins ?? []), ...item.origins],
})
