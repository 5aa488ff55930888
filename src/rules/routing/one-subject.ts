import type { RuleOutcome } from '../rule.ts'

type Found<Data> = Extract<RuleOutcome<Data>, { kind: 'finding' }>

/**
 * A subject is reported once. Findings of one subject may have to be mended at different places, and mending one must not uncover the next: the
 * first shows the lines of all.
 */
export const oneForEachSubject = <Data>(outcomes: Iterable<RuleOutcome<Data>>): readonly RuleOutcome<Data>[] => {
  const found = new Map<string, Found<Data>>()
  const open: RuleOutcome<Data>[] = []
  for (const outcome of outcomes) {
    if (outcome.kind !== 'finding') open.push(outcome)
    else {
      const first = found.get(outcome.subject)
      found.set(outcome.subject, first ? { ...first, evidence: [...first.evidence, ...outcome.evidence] } : outcome)
    }
  }
  return [...found.values(), ...open]
}
