import { displayValue } from '../model/deciders.ts'
import type { EnvironmentModel } from '../model/environment-model.ts'
import type { Evidence } from '../model/finding.ts'
import type { SourceLocation } from '../model/source-location.ts'
import { startOf } from '../model/source-location.ts'
import { isKnown, itemsOf, type Origin, type Value } from '../model/value.ts'

/** The line that a person would change to change a value: the input it flows from, else the last place it passed, else where it stands. */
export const decisiveLine = ({ from }: Value): SourceLocation => from.origins[0]?.at ?? from.through?.at(-1) ?? from.at

/** Where a value comes from and where it is used, a line each. */
export const valueEvidence = ({ name }: EnvironmentModel, label: string, value: Value): readonly Evidence[] => {
  const text = displayValue(value)
  const used: Evidence = { label, environment: name, at: value.from.at, value: text }
  const decisive = decisiveLine(value)
  const same = decisive.file === used.at.file && decisive.start.line === used.at.start.line
  const origin = value.from.origins[0]
  return same
    ? [used]
    : [
        { ...used, label: origin ? `${label}, set as ${origin.name}` : label, at: decisive },
        { ...used, label: 'used here' },
      ]
}

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

/** An input of one environment that has the name of an input of another. */
export interface Counterpart {
  readonly origin: Origin
  readonly value: Value
  readonly at: SourceLocation
}

const originsIn = (value: Value): readonly Origin[] => [
  ...value.from.origins,
  ...(itemsOf(value) ?? []).flatMap(originsIn),
  ...(value.kind === 'map' ? [...value.entries.values()].flatMap(originsIn) : []),
]

/** The inputs of `model` that are named as those from which a value of the other environment flows: where an edit would belong. */
export const counterpartInputs = (model: EnvironmentModel, value: Value): readonly Counterpart[] =>
  originsIn(value).flatMap(origin => {
    const name = origin.name.replace(/^var\./, '')
    for (const source of model.sources) {
      const twin = source.inputs.get(name)
      const found = twin && originsIn(twin)[0]
      if (twin && found) return [{ origin: found, value: twin, at: found.at.file === '' ? startOf('') : found.at }]
    }
    return []
  })

/** Of several inputs, the one whose name shares most words with a host: `partner_hosts` for `partner-api.example.com`. */
export const likeliestInput = (inputs: readonly Counterpart[], host: string): Counterpart | undefined => {
  const words = host.toLowerCase().split(/[.-]/)
  const score = ({ origin }: Counterpart): number =>
    origin.name
      .toLowerCase()
      .split(/[^a-z\d]+/)
      .filter(word => words.some(other => other === word || `${other}s` === word)).length
  return [...inputs].sort((one, other) => score(other) - score(one))[0]
}

/** A list of known texts, with one more, as its file writes it. */
export const listWith = ({ origin, value }: Counterpart, text: string): string | undefined => {
  const items =
    itemsOf(value) ??
    (isKnown(value)
      ? String(value.value)
          .split(',')
          .map(item => ({ ...value, value: item }))
      : [])
  if (!items.every(isKnown)) return undefined
  const texts = [...items.map(item => String((item as { value: unknown }).value)).filter(item => item !== ''), text]
  if (origin.kind === 'tfvars')
    return `${origin.name.replace(/^var\./, '')} = [${texts.map(item => JSON.stringify(item)).join(', ')}]`
  if (origin.kind === 'parameter') return `"ParameterValue": ${JSON.stringify(texts.join(','))}`
  return undefined
}
