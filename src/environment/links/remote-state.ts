import type { EvaluatedResource } from '../../model/evaluated.ts'
import { joinPath } from '../../model/source-tree.ts'
import type { Value } from '../../model/value.ts'
import { isString, member } from '../../model/value.ts'
import type { LinkedEnvironment, LinkStrategy, NamedOutput } from './link-strategy.ts'
import { choose } from './link-strategy.ts'
import type { StateIdentity } from './state-identity.ts'
import { isSameState, stateOfLookup, stateOfRoot } from './state-identity.ts'

/** Where each type of look-up keeps the outputs of the other root. */
const outputAttributes: Readonly<Record<string, readonly string[]>> = {
  terraform_remote_state: ['outputs'],
  tfe_outputs: ['values', 'nonsensitive_values'],
}

/** What a backend calls the state: an object's key, a prefix, a file, a workspace. */
const stateNames: readonly (readonly string[])[] = [
  ['config', 'key'],
  ['config', 'path'],
  ['config', 'prefix'],
  ['config', 'workspaces', 'name'],
  ['workspace'],
]

const words = (path: string): readonly string[] =>
  path
    .replace(/\.tfstate$/, '')
    .split(/[/_.-]+/)
    .filter(word => word !== '' && word !== 'terraform')

/** The name of a state, where it is known: `network/staging/terraform.tfstate`. */
const stateNameOf = (lookup: EvaluatedResource, environment: LinkedEnvironment): Value | undefined => {
  const inMap = (path: readonly string[]): Value | undefined => {
    const holder = member(lookup.values, ...path.slice(0, -1))
    const [inBlock] = holder?.kind === 'list' ? holder.items : []
    const name = path.at(-1) ?? ''
    return member(inBlock ?? holder, name)
  }
  for (const path of stateNames) {
    const written = inMap(path)
    const name = written && environment.resolve(written, lookup.address)
    if (isString(name) && name.value !== 'default') return name
  }
  return undefined
}

/** The member of an output's value that an attribute path leads to. */
const within = (value: Value, path: readonly string[]): Value | undefined => {
  let current: Value | undefined = value
  for (const [index, name] of path.entries()) {
    if (current?.kind === 'reference') return { ...current, attribute: [...current.attribute, ...path.slice(index)] }
    if (current?.kind === 'list') current = current.items[Number(name)]
    else current = member(current, name)
  }
  return current
}

/** A local state lies in the directory of its root. */
const rootOfLocalState = (lookup: EvaluatedResource, name: string): string | undefined => {
  const backend = member(lookup.values, 'backend')
  if (!isString(backend) || backend.value !== 'local') return undefined
  return joinPath(lookup.address.source, name.replace(/[^/]*$/, ''))
}

/** Whether a root's own backend says that its state is the one looked up; `undefined` where either does not say. */
const hasState = ({ source }: NamedOutput, read: StateIdentity | undefined): boolean | undefined => {
  const own = stateOfRoot(source)
  return own === undefined || read === undefined ? undefined : isSameState(own, read)
}

/** How many words of the state's name the root's directory shares: at least half of them, or it is another root's state. */
const likeness = (name: readonly string[], candidate: NamedOutput): number => {
  const directory = new Set(words(candidate.source.id))
  const shared = name.filter(word => directory.has(word)).length
  return shared * 2 >= name.length ? shared : 0
}

/** A root that has all outputs which are read from one state, and those are several, is likely the one. */
const hasAllRead = (lookup: EvaluatedResource, environment: LinkedEnvironment) => {
  const read = environment.outputsRead(lookup.address)
  return ({ source }: NamedOutput): boolean => read.size > 1 && [...read].every(name => source.outputs.has(name))
}

/** Which of the roots that have the output is meant, by the best sign that there is; several when signs do not decide. */
const rootsMeant = (
  lookup: EvaluatedResource,
  outputs: readonly NamedOutput[],
  environment: LinkedEnvironment,
): { readonly reliability: 'exact' | 'likely'; readonly outputs: readonly NamedOutput[] } => {
  const read = stateOfLookup(lookup, value => environment.resolve(value, lookup.address))
  const exact = outputs.filter(output => hasState(output, read))
  if (exact.length > 0) return { reliability: 'exact', outputs: exact }
  const stateName = stateNameOf(lookup, environment)
  if (!isString(stateName)) return { reliability: 'likely', outputs }
  const name = stateName.value
  const directory = rootOfLocalState(lookup, name)
  if (directory !== undefined)
    return { reliability: 'exact', outputs: outputs.filter(output => output.source.id === directory) }

  const possible = outputs.filter(output => hasState(output, read) === undefined)
  const wanted = words(name)
  if (wanted.length === 0) return { reliability: 'likely', outputs: possible }
  const best = Math.max(...possible.map(output => likeness(wanted, output)))
  const alike = possible.filter(output => best > 0 && likeness(wanted, output) === best)
  return { reliability: 'likely', outputs: alike.length > 0 ? alike : possible.filter(hasAllRead(lookup, environment)) }
}

/**
 * The output of another root module of the environment. A backend's key or a local state's path says which root; a remote key only resembles
 * a directory, so of the roots that have such an output the one most alike is taken, and a tie is no answer.
 */
export const remoteState: LinkStrategy = (value, environment) => {
  if (value.kind !== 'reference') return undefined
  const lookup = environment.resourceAt(value.to)
  if (lookup?.mode !== 'data') return undefined
  const [holder, name, ...path] = value.attribute
  if (holder === undefined || name === undefined) return undefined
  if (!outputAttributes[lookup.type]?.includes(holder)) return undefined

  const outputs = environment.outputs.filter(
    output =>
      output.source.kind === 'terraform' &&
      output.source.id !== lookup.address.source &&
      output.name === name &&
      within(output.output.value, path) !== undefined,
  )
  const meant = rootsMeant(lookup, outputs, environment)
  return choose(`output ${name} of ${value.to.name}`, meant.outputs, ({ output, source, address }) => ({
    kind: 'meets',
    value: within(output.value, path) ?? value,
    owner: address,
    reliability: meant.reliability,
    because: `output ${name} of ${source.id}`,
    evidence: [value.from.at, output.value.from.at],
  }))
}
