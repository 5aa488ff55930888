import { roleName, wordsOf } from '../../align/role-name.ts'
import type { EnvironmentModel } from '../../model/environment-model.ts'
import { environmentRole } from '../../model/environment-names.ts'
import type { EvaluatedSource } from '../../model/evaluated.ts'
import { formatLocation } from '../../model/source-location.ts'
import type { Value } from '../../model/value.ts'
import { decisiveLine } from '../evidence.ts'
import { oncePerPair } from '../once-per-pair.ts'
import { pairedMembers } from './paired-members.ts'

/** An input of a root module or stack, or an argument of a module call that is written where it is given, as it stands in both environments. */
export interface PairedInput {
  /** `domain_name`, `module.web.domain_name`. */
  readonly name: string
  /** Root module, unit or stack. */
  readonly source: string
  readonly staging: Value
  readonly production: Value
  readonly sources: { readonly staging: EvaluatedSource; readonly production: EvaluatedSource }
}

/** `domain of web`; of a root module that is called nothing but the environment, `domain`. */
export const subjectOf = (name: string, source: string, environment: string): string => {
  const role = roleName(source, environment)
  return role === '' ? name : `${name} of ${role}`
}

const bySource = (model: EnvironmentModel): ReadonlyMap<string, EvaluatedSource> => {
  const found = new Map<string, EvaluatedSource>()
  for (const source of model.sources) {
    const role = roleName(source.id, model.name)
    if (!found.has(role)) found.set(role, source)
  }
  return found
}

/** Sources of equal id or, where each environment has its own, of equal role. */
const pairedSources = (
  staging: EnvironmentModel,
  production: EnvironmentModel,
): readonly (readonly [EvaluatedSource, EvaluatedSource])[] => {
  const theirs = bySource(production)
  return [...bySource(staging)].flatMap(([role, source]) => {
    const twin = production.sources.find(({ id }) => id === source.id) ?? theirs.get(role)
    return twin ? [[source, twin] as const] : []
  })
}

const isOf = (name: string, environment: string): boolean => {
  const own = environmentRole(environment)
  return wordsOf(name).some(word => word === environment.toLowerCase() || (own && environmentRole(word) === own))
}

/** It stands for what the call does not give. */
const isDefault = ({ from }: Value): boolean =>
  from.origins.length > 0 && from.origins.every(({ kind }) => kind === 'default')

/** It comes from elsewhere than the line of the call. */
const isHandedDown = (value: Value): boolean => !isDefault(value) && isFromElsewhere(value)

const isFromElsewhere = ({ from }: Value): boolean =>
  from.origins.length > 0 ||
  (from.through ?? []).some(at => at.file !== from.at.file || at.start.line !== from.at.start.line)

/** Arguments that are written at the call, by role. Where a module is called for every environment, the call named after this one. */
const argumentsOf = (source: EvaluatedSource, environment: string): ReadonlyMap<string, readonly [string, Value]> => {
  const found = new Map<string, (readonly [string, Value])[]>()
  for (const [name, value] of source.arguments ?? []) {
    if (isHandedDown(value)) continue
    const role = roleName(name.replace(/\[[^\]]*\]/g, ''), environment)
    const candidates = found.get(role)
    if (candidates) candidates.push([name, value])
    else found.set(role, [[name, value]])
  }
  return new Map(
    [...found].flatMap(([role, candidates]) => {
      const own = candidates.length > 1 ? candidates.filter(([name]) => isOf(name, environment)) : candidates
      const [only] = own
      return only && own.length === 1 ? [[role, only] as const] : []
    }),
  )
}

/** Root modules that share a variable file, or call one module, have inputs in common: they are told of once. */
const eachOnce = (inputs: readonly PairedInput[]): readonly PairedInput[] => {
  const keyOf = ({ name, staging, production }: PairedInput): string =>
    [
      name.split('.').at(-1),
      formatLocation(decisiveLine(staging)),
      production.kind === 'unknown' ? production.why.kind : formatLocation(decisiveLine(production)),
    ].join('\u0000')
  const found = new Map<string, PairedInput>()
  for (const input of inputs) if (!found.has(keyOf(input))) found.set(keyOf(input), input)
  return [...found.values()]
}

const pairInputs = (staging: EnvironmentModel, production: EnvironmentModel): readonly PairedInput[] =>
  pairedSources(staging, production).flatMap(([one, other]) => {
    const sources = { staging: one, production: other }
    const paired = (name: string, value: Value, twin: Value): readonly PairedInput[] =>
      pairedMembers(name, [value, staging.name], [twin, production.name]).map(([member, here, there]) => ({
        name: member,
        source: other.id,
        staging: here,
        production: there,
        sources,
      }))
    const inputs = [...one.inputs].flatMap(([name, value]) => {
      const twin = other.inputs.get(name)
      return twin ? paired(name, value, twin) : []
    })
    const theirs = argumentsOf(other, production.name)
    const given = [...argumentsOf(one, staging.name)].flatMap(([role, [, value]]) => {
      const twin = theirs.get(role)
      return twin && !(isDefault(value) && isDefault(twin[1])) ? paired(twin[0], value, twin[1]) : []
    })
    return [...inputs, ...given]
  })

/** Every input and argument that both environments have. */
export const pairedInputs = oncePerPair((staging, production): readonly PairedInput[] =>
  eachOnce(pairInputs(staging, production)),
)
