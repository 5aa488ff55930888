import type { EvaluatedApp } from '../../model/evaluated.ts'
import type { Evidence } from '../../model/finding.ts'
import { isString, type Value } from '../../model/value.ts'
import { valueEvidence } from '../evidence.ts'
import type { RuleContext } from '../rule.ts'

export interface PairedApp {
  readonly staging: EvaluatedApp
  readonly production: EvaluatedApp
}

/** Apps that both environments have. */
export const pairedApps = ({ correspondence }: RuleContext): readonly PairedApp[] =>
  correspondence.apps.flatMap(pairing =>
    pairing.kind === 'paired' ? [{ staging: pairing.staging, production: pairing.production }] : [],
  )

/** The same list of both sides as evidence, production's first. */
export const bothSides = (
  { staging, production }: Pick<RuleContext, 'staging' | 'production'>,
  label: string,
  theirs: readonly Value[],
  ours: readonly Value[],
): readonly Evidence[] => [
  ...theirs.flatMap(value => valueEvidence(production, label, value)),
  ...ours.flatMap(value => valueEvidence(staging, label, value)),
]

/** What is known of a list as text, with the value that has it. */
export const known = (values: readonly Value[]): readonly (readonly [string, Value])[] =>
  values.flatMap(value => (isString(value) && !value.sensitive ? [[value.value, value] as const] : []))
