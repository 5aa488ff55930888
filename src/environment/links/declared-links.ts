import type { Diagnostic } from '../../model/diagnostic.ts'
import type { EvaluatedSource } from '../../model/evaluated.ts'
import type { SourceLocation } from '../../model/source-location.ts'
import type { Address, Value } from '../../model/value.ts'
import { sameAddress } from '../../model/value.ts'
import type { LinkedEnvironment, LinkStrategy } from './link-strategy.ts'

/** A link that is said in the configuration: `from` and `to` as written there. */
export interface DeclaredLink {
  readonly from: string
  readonly to: string
  readonly at: SourceLocation
}

/** One end of a declared link: an entity or resource (or an attribute of one), or the value of an input or output. */
type End =
  | { readonly kind: 'address'; readonly address: Address; readonly attribute: readonly string[] }
  | { readonly kind: 'value'; readonly value: Value; readonly address: Address; readonly within: string | undefined }

/** `SOURCE.NAME`: source ids may hold dots themselves, so the sources decide where the name starts. */
const splitName = (text: string, sources: readonly EvaluatedSource[]) =>
  sources
    .filter(source => text.startsWith(`${source.id}.`))
    .map(source => ({ source, name: text.slice(source.id.length + 1) }))

const namedValue = (text: string, environment: LinkedEnvironment): readonly End[] => {
  const [, kind, rest] = /^(params|output):(.*)$/.exec(text) ?? []
  if (kind === undefined || rest === undefined) return []
  return splitName(rest, environment.sources).flatMap(({ source, name }): readonly End[] => {
    const value = kind === 'params' ? source.inputs.get(name) : source.outputs.get(name)?.value
    const address = { source: source.id, name: `${kind}.${name}` }
    return value ? [{ kind: 'value', value, address, within: kind === 'params' ? source.id : undefined }] : []
  })
}

const addressesOf = (environment: LinkedEnvironment): readonly Address[] => [
  ...environment.entities.map(entity => entity.address),
  ...environment.sources.flatMap(source => source.resources.map(resource => resource.address)),
]

/** An address as its source writes it, an attribute behind it if wanted, the source and a colon before it where several have such a name. */
const namedAddress = (text: string, environment: LinkedEnvironment): readonly End[] => {
  const ends = new Map<string, Extract<End, { kind: 'address' }>>()
  for (const address of addressesOf(environment))
    for (const name of [address.name, `${address.source}:${address.name}`])
      if (text === name || text.startsWith(`${name}.`)) {
        const attribute = text.slice(name.length + 1)
        const end = { kind: 'address', address, attribute: attribute === '' ? [] : attribute.split('.') } as const
        ends.set(`${address.source}\u0000${address.name}`, end)
      }
  const shortest = Math.min(...[...ends.values()].map(end => end.attribute.length))
  return [...ends.values()].filter(end => end.attribute.length === shortest)
}

const findEnd = (text: string, environment: LinkedEnvironment): readonly End[] =>
  /^(params|output):/.test(text) ? namedValue(text, environment) : namedAddress(text, environment)

/** Whether a value is what an input or output has, passed on unchanged: the same content, from the same origins. */
const isPassedOn = (value: Value, input: Value): boolean => {
  if (value.kind !== input.kind) return false
  if (!input.from.origins.every(origin => value.from.origins.some(each => each.name === origin.name))) return false
  if (value.kind === 'known' && input.kind === 'known') return value.value === input.value
  if (value.kind === 'unknown' && input.kind === 'unknown') return value.why.names === input.why.names
  if (value.kind === 'reference' && input.kind === 'reference')
    return sameAddress(value.to, input.to) && value.attribute.join('.') === input.attribute.join('.')
  return false
}

const isFrom = (end: End, value: Value, owner: Address): boolean => {
  if (end.kind === 'value')
    return (end.within === undefined || end.within === owner.source) && isPassedOn(value, end.value)
  if (value.kind !== 'reference' || !sameAddress(value.to, end.address)) return false
  return end.attribute.every((name, index) => value.attribute[index] === name)
}

const trouble = (link: DeclaredLink, side: string, text: string, found: readonly End[]): Diagnostic => ({
  severity: 'warning',
  summary: found.length === 0 ? 'Declared link leads nowhere' : 'Declared link is ambiguous',
  detail:
    found.length === 0
      ? `Nothing in this environment is called "${text}" (${side} of a link). Write params:STACK.PARAMETER, output:SOURCE.NAME or an address.`
      : `"${text}" (${side} of a link) may be ${found.map(end => `${end.address.source}:${end.address.name}`).join(' or ')}. Write the source and a colon before the name.`,
  at: link.at,
})

/** What the configuration says beats all other strategies. An end that is not there, or is not one, is a diagnostic. */
export const declaredLinks = (
  links: readonly DeclaredLink[],
  environment: LinkedEnvironment,
): { readonly strategy: LinkStrategy; readonly diagnostics: readonly Diagnostic[] } => {
  const diagnostics: Diagnostic[] = []
  const pairs = links.flatMap(link => {
    const [from, to] = [findEnd(link.from, environment), findEnd(link.to, environment)]
    if (from.length !== 1) diagnostics.push(trouble(link, '"from"', link.from, from))
    if (to.length !== 1) diagnostics.push(trouble(link, '"to"', link.to, to))
    const [fromEnd, toEnd] = [from[0], to[0]]
    return from.length === 1 && to.length === 1 && fromEnd && toEnd ? [{ link, from: fromEnd, to: toEnd }] : []
  })
  const strategy: LinkStrategy = (value, _environment, owner) => {
    const pair = pairs.find(({ from }) => isFrom(from, value, owner))
    if (!pair) return undefined
    const { link, to } = pair
    const target: Value =
      to.kind === 'value'
        ? to.value
        : { kind: 'reference', to: to.address, attribute: to.attribute, from: { at: link.at, origins: [] } }
    return {
      kind: 'meets',
      value: target,
      owner: to.address,
      reliability: 'declared',
      because: `link ${link.from} → ${link.to}`,
      evidence: [link.at],
    }
  }
  return { strategy, diagnostics }
}
