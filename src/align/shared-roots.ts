import type { DifferenceRoot } from '../model/change.ts'
import { displayValue } from '../model/deciders.ts'
import { formatLocation } from '../model/source-location.ts'
import { isKnown, type Value } from '../model/value.ts'
import { type Sides, speaksOf } from './classify-root.ts'
import type { Correspondence } from './correspondence.ts'

/** Where both environments say the same although each has a line of its own for it: a secret, or text that speaks of one of them. */
export const sharedRoots = (sides: Sides, { apps }: Correspondence): readonly DifferenceRoot[] => {
  const { staging, production, naming } = sides
  const roots: DifferenceRoot[] = []
  const seen = new Set<string>()
  const visit = (name: string, one: Value | undefined, other: Value | undefined): void => {
    if (!isKnown(one) || !isKnown(other) || one.value !== other.value || typeof one.value !== 'string') return
    const [here, there] = [one, other].map(({ from }) => from.origins[0]?.at ?? from.at)
    if (!here || !there) return
    const isSecret = one.sensitive === true && other.sensitive === true
    const isForeign =
      !isSecret &&
      (speaksOf(one.value, staging, production, naming) || speaksOf(one.value, production, staging, naming))
    if (formatLocation(here) === formatLocation(there) || !(isSecret || isForeign)) return
    const key = `same ${name} ${formatLocation(here)} ${formatLocation(there)}`
    if (seen.has(key)) return
    seen.add(key)
    roots.push({
      key,
      kind: isSecret ? 'shared' : 'other-environment',
      ...(isSecret ? { detail: 'secret' } : { detail: 'the same text in both' }),
      name,
      source: one.from.origins.length > 0 ? 'input' : 'line',
      staging: { at: here, text: displayValue(one) },
      production: { at: there, text: displayValue(other) },
      count: 0,
      matters: true,
    })
  }
  for (const { id, inputs } of staging.sources) {
    const twin = production.sources.find(
      source => naming.roleOf(source.id, production.name) === naming.roleOf(id, staging.name),
    )
    for (const [name, value] of inputs) visit(name, value, twin?.inputs.get(name))
  }
  for (const pairing of apps) {
    if (pairing.kind !== 'paired') continue
    const others = new Map(pairing.production.settings.map(({ key, value }) => [key, value]))
    for (const { key, value } of pairing.staging.settings) visit(key, value, others.get(key))
  }
  return roots.sort((one, other) => (one.key < other.key ? -1 : 1))
}
