import { displayValue } from '../model/deciders.ts'
import type { EnvironmentModel } from '../model/environment-model.ts'
import type { Evidence } from '../model/finding.ts'
import type { SourceLocation } from '../model/source-location.ts'
import type { Value } from '../model/value.ts'

/** The line that a person would change to change a value: the input it flows from, else the last place it passed, else where it stands. */
export const decisiveLine = ({ from }: Value): SourceLocation => from.origins[0]?.at ?? from.through?.at(-1) ?? from.at

const sameLine = (one: SourceLocation, other: SourceLocation): boolean =>
  one.file === other.file && one.start.line === other.start.line

/** Where a value comes from and where it is used, a line each. */
export const valueEvidence = ({ name }: EnvironmentModel, label: string, value: Value): readonly Evidence[] => {
  const used: Evidence = { label, environment: name, at: value.from.at, value: displayValue(value) }
  const decisive = decisiveLine(value)
  if (sameLine(decisive, used.at)) return [used]
  const origin = value.from.origins[0]
  return [
    { ...used, label: origin ? `${label}, set as ${origin.name}` : label, at: decisive },
    { ...used, label: 'used here' },
  ]
}

/** The places that a value passed between its input and its use: module calls, locals. */
export const chainEvidence = ({ name }: EnvironmentModel, label: string, { from }: Value): readonly Evidence[] =>
  (from.through ?? []).slice(0, 4).map(at => ({ label, environment: name, at }))

/** A line that shows something without a value of its own. */
export const lineEvidence = (
  { name }: EnvironmentModel,
  label: string,
  at: SourceLocation,
  value?: string,
): Evidence => ({
  label,
  environment: name,
  at,
  ...(value === undefined ? {} : { value }),
})

/** What a line is said to be when another has said what it shows. */
const byTheWay = new Set(['made here', 'used here', 'the rule', 'listener', 'distribution'])

const joined = (one: string | undefined, other: string | undefined, separator: string): string | undefined => {
  if (one === undefined || other === undefined) return one ?? other
  return one.split(separator).includes(other) ? one : `${one}${separator}${other}`
}

const merge = (one: Evidence, other: Evidence): Evidence => {
  const label = byTheWay.has(other.label)
    ? one.label
    : byTheWay.has(one.label)
      ? other.label
      : joined(one.label, other.label, '; ')
  const value = joined(one.value, other.value, ', ')
  return { ...one, label: label ?? one.label, ...(value === undefined ? {} : { value }) }
}

/** Each line once, with all that it shows; nothing that is nowhere. */
export const withoutRepeats = (evidence: readonly Evidence[]): readonly Evidence[] => {
  const lines = new Map<string, Evidence>()
  for (const line of evidence) {
    if (line.at.file === '') continue
    const key = `${line.environment} ${line.at.file}:${line.at.start.line}`
    const before = lines.get(key)
    lines.set(key, before ? merge(before, line) : line)
  }
  return [...lines.values()]
}
