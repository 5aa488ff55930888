import { roleName, wordsOf } from '../../align/role-name.ts'
import type { EnvironmentModel } from '../../model/environment-model.ts'
import { environmentRole } from '../../model/environment-names.ts'
import type { EvaluatedSource } from '../../model/evaluated.ts'
import type { SourceLocation } from '../../model/source-location.ts'
import { itemsOf, type Origin, type Value } from '../../model/value.ts'

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

/** It comes from elsewhere than the line of the call. */
const isHandedDown = ({ from }: Value): boolean =>
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

/** Every input and argument that both environments have. */
export const pairedInputs = (staging: EnvironmentModel, production: EnvironmentModel): readonly PairedInput[] => {
  const known = pairedAlready.get(production)
  if (known?.staging === staging) return known.inputs
  const inputs = pairInputs(staging, production)
  pairedAlready.set(production, { staging, inputs })
  return inputs
}

/** Several rules ask. */
const pairedAlready = new WeakMap<
  EnvironmentModel,
  { readonly staging: EnvironmentModel; readonly inputs: readonly PairedInput[] }
>()

const pairInputs = (staging: EnvironmentModel, production: EnvironmentModel): readonly PairedInput[] =>
  pairedSources(staging, production).flatMap(([one, other]) => {
    const sources = { staging: one, production: other }
    const inputs = [...one.inputs].flatMap(([name, value]): readonly PairedInput[] => {
      const twin = other.inputs.get(name)
      return twin ? [{ name, source: other.id, staging: value, production: twin, sources }] : []
    })
    const theirs = argumentsOf(other, production.name)
    const given = [...argumentsOf(one, staging.name)].flatMap(([role, [, value]]): readonly PairedInput[] => {
      const twin = theirs.get(role)
      return twin ? [{ name: twin[0], source: other.id, staging: value, production: twin[1], sources }] : []
    })
    return [...inputs, ...given]
  })

const originsIn = (value: Value): readonly Origin[] => [
  ...value.from.origins,
  ...(itemsOf(value) ?? (value.kind === 'map' ? [...value.entries.values()] : [])).flatMap(originsIn),
]

const isWritten = ({ kind }: Origin): boolean => ['tfvars', 'parameter', 'argument', 'config-file'].includes(kind)

/**
 * Where in production an input belongs that only staging has: the file that plays the part of the one that has it in staging, at the last line
 * that sets something for the source; else the file that sets most and is not staging's too.
 */
export const placeFor = (
  { staging, sources }: PairedInput,
  names: { readonly staging: string; readonly production: string },
): SourceLocation | undefined => {
  const files = new Map<string, SourceLocation[]>()
  for (const value of sources.production.inputs.values())
    for (const { at } of originsIn(value).filter(isWritten)) files.set(at.file, [...(files.get(at.file) ?? []), at])
  const theirs = new Set([...sources.staging.inputs.values()].flatMap(originsIn).map(({ at }) => at.file))
  const from = originsIn(staging).find(isWritten)?.at.file ?? staging.from.at.file
  const role = roleName(from, names.staging)
  const candidates = [...files].sort(
    ([one, ones], [other, others]) =>
      Number(roleName(other, names.production) === role) - Number(roleName(one, names.production) === role) ||
      Number(theirs.has(one)) - Number(theirs.has(other)) ||
      others.length - ones.length,
  )
  const [best] = candidates
  return best?.[1].sort((one, other) => one.start.line - other.start.line).at(-1)
}
