import type { SourceLocation } from '../../../model/source-location.ts'
import { type Origin, unknown, type Value } from '../../../model/value.ts'
import { chosenBy, mergeOrigins, originsOf, provenance, reasonOf } from '../derive-value.ts'
import { describeText } from '../join-text.ts'
import type { Intrinsic, Scope } from '../stack.ts'
import { entryOf, onlyEntry, type TemplateNode } from '../template-node.ts'
import { argumentsOf, isValue } from './arguments.ts'

const shape = '[map, key, key], with AWS::LanguageExtensions also {DefaultValue: …} as the fourth'

/** [map, first key, second key]. With AWS::LanguageExtensions a fourth member {DefaultValue} stands in for what is missing. */
export const findInMap: Intrinsic = (argument, at, scope) => {
  const { languageExtensions } = scope.stack.sections.transforms
  const most = languageExtensions ? 4 : 3
  const given = argumentsOf('Fn::FindInMap', argument, at, scope, { least: 3, most, shape })
  if (isValue(given)) return given
  const [mapNode, firstNode, secondNode, options] = given as [TemplateNode, TemplateNode, TemplateNode, TemplateNode?]
  const fallback = entryOf(options, 'DefaultValue')
  if (options !== undefined && fallback === undefined)
    return scope.invalid(at, 'Wrong arguments of Fn::FindInMap', `Fn::FindInMap takes ${shape}.`)
  const keys: string[] = []
  const origins: Origin[] = []
  for (const node of [mapNode, firstNode, secondNode]) {
    const only = onlyEntry(node)
    if (only && !languageExtensions && !/^(Ref|Fn::FindInMap)$/.test(only.name))
      return scope.invalid(
        node.at,
        'Wrong arguments of Fn::FindInMap',
        `${only.name} may stand in Fn::FindInMap only with the transform AWS::LanguageExtensions.`,
      )
    const key = scope.evaluateText(node)
    const why = key && reasonOf(key)
    if (key && why) return unknown(why, provenance(at, key))
    if (key?.kind !== 'known')
      return scope.invalid(node.at, 'Wrong arguments of Fn::FindInMap', 'The keys of Fn::FindInMap have to be text.')
    keys.push(String(key.value))
    origins.push(...originsOf(key))
  }
  const [map = '', first = '', second = ''] = keys
  const hidden = (key: string): string => (originsAreSecret(scope, origins) ? '(hidden)' : key)
  const { mappings } = scope.stack.sections
  const steps = [
    { within: mappings, key: map, what: `mapping ${hidden(map)}` },
    { within: entryOf(mappings, map), key: first, what: `key ${hidden(first)} in the mapping ${hidden(map)}` },
    {
      within: entryOf(entryOf(mappings, map), first),
      key: second,
      what: `key ${hidden(second)} below ${hidden(map)}.${hidden(first)}`,
    },
  ]
  for (const { within, key, what } of steps) {
    if (entryOf(within, key) !== undefined) continue
    const included = entryOf(within, 'Fn::Transform')
    if (included !== undefined)
      return unknown({ kind: 'unsupported', names: `transform:${describeTransform(included)}` }, { at, origins })
    if (fallback !== undefined) {
      const value = scope.evaluate(fallback)
      return value && chosenBy(value, origins)
    }
    return scope.invalid(at, `No ${what}`, `There is no ${what}. Add it, or correct the key: keys are case-sensitive.`)
  }
  const entry = entryOf(entryOf(entryOf(mappings, map), first), second)
  return entry === undefined
    ? undefined
    : mappedValue(entry, `${map}.${first}.${second}`, at, mergeOrigins(origins), scope)
}

/** An entry of a mapping: text or a list of texts, whose origin is the entry, and behind it the keys that looked it up. */
const mappedValue = (
  entry: TemplateNode,
  name: string,
  at: SourceLocation,
  keys: readonly Origin[],
  scope: Scope,
): Value | undefined => {
  const origins = mergeOrigins([{ kind: 'mapping', name, at: entry.at }], keys)
  if (entry.kind === 'scalar') return { kind: 'known', value: entry.value, from: { at, origins } }
  if (entry.kind === 'list') scope.stack.run.step(at, entry.items.length)
  if (entry.kind === 'list' && entry.items.every(item => item.kind === 'scalar')) {
    const items = entry.items.map(
      (item): Value => ({ kind: 'known', value: item.value, from: { at: item.at, origins } }),
    )
    return { kind: 'list', items, from: { at, origins } }
  }
  const transform = entryOf(entry, 'Fn::Transform')
  if (transform !== undefined)
    return unknown({ kind: 'unsupported', names: `transform:${describeTransform(transform)}` }, { at, origins })
  return scope.invalid(entry.at, 'Mapping value is no text', `"${name}" has to be text or a list of texts.`)
}

const describeTransform = (node: TemplateNode): string => {
  const name = entryOf(node, 'Name')
  return name?.kind === 'scalar'
    ? describeText({ kind: 'known', value: name.text, from: { at: name.at, origins: [] } })
    : '?'
}

const originsAreSecret = (scope: Scope, origins: readonly Origin[]): boolean =>
  origins.some(({ name }) => scope.stack.parameters.get(name)?.sensitive === true)
