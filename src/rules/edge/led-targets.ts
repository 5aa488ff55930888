import type { Value } from '../../model/value.ts'
import { decisiveLine } from '../evidence.ts'
import type { IntegrationTarget } from './integration-targets.ts'

/** No input says it. An input that names the other environment is reported as that input. */
export const isWrittenHere = ({ from }: Value): boolean => from.origins.length === 0

/** A target that is staging's. */
export interface Led extends IntegrationTarget {
  /** A host of staging's; none: it is staging's by its name. */
  readonly host: string | undefined
}

/** Targets by the place to change: an input that many are put together from is one thing. */
export const byLine = (led: readonly Led[]): readonly (readonly [Led, ...Led[]])[] => {
  const lines = new Map<string, [Led, ...Led[]]>()
  for (const each of led) {
    const { file, start } = decisiveLine(each.value)
    const key = isWrittenHere(each.value) ? each.subject : `${file}:${start.line}:${start.column}`
    const before = lines.get(key)
    if (before) before.push(each)
    else lines.set(key, [each])
  }
  return [...lines.values()]
}
