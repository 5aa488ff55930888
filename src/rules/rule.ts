import type { Correspondence } from '../align/correspondence.ts'
import type { TracePair } from '../model/analysis.ts'
import type { EnvironmentModel } from '../model/environment-model.ts'
import type { Evidence, Finding, Fix, Severity } from '../model/finding.ts'
import type { Decider } from '../model/trace.ts'

/** What a rule looks at: two environments, what corresponds in them, and how requests fare in both. */
export interface RuleContext {
  readonly staging: EnvironmentModel
  readonly production: EnvironmentModel
  readonly correspondence: Correspondence
  readonly traces: readonly TracePair[]
}

/** What a rule yields; what it cannot tell it yields too, with what decides. */
export type RuleOutcome<Data> =
  | {
      readonly kind: 'finding'
      /** Role of what is wrong, by content: the same text after a rename of resources. */
      readonly subject: string
      readonly data: Data
      readonly evidence: readonly Evidence[]
      readonly confidence: Finding['confidence']
      readonly fix?: Fix | undefined
      readonly traces?: TracePair
    }
  | {
      readonly kind: 'undetermined'
      readonly subject: string
      readonly message: string
      readonly evidence: readonly Evidence[]
      readonly decides: readonly Decider[]
    }

export interface RuleDefinition<Data> {
  /** `<thing>-<what-is-wrong>`. */
  readonly id: string
  /** The patterns of the catalogue that it owns: `DNS01`. */
  readonly patterns: readonly string[]
  readonly title: string
  readonly severity: Severity
  readonly message: (data: Data) => string
  readonly check: (context: RuleContext) => Iterable<RuleOutcome<Data>>
}

/** A rule whose outcomes carry their message already. */
export interface Rule {
  readonly id: string
  readonly patterns: readonly string[]
  readonly title: string
  readonly severity: Severity
  readonly check: (context: RuleContext) => Iterable<RuleOutcome<string>>
}

export const defineRule = <Data>({ message, check, ...rule }: RuleDefinition<Data>): Rule => ({
  ...rule,
  *check(context) {
    for (const outcome of check(context))
      yield outcome.kind === 'finding' ? { ...outcome, data: message(outcome.data) } : outcome
  },
})
