import type { EvaluatedApp } from '../model/evaluated.ts'
import type { SourceLocation } from '../model/source-location.ts'
import type { Value } from '../model/value.ts'

/** An app before it is known what runs it: its own files say what it is told, and the service that runs it may tell it more. */
export interface ConfiguredApp {
  readonly id: string
  /** Where each setting of its own files is written. */
  readonly settingsAt: readonly SourceLocation[]
  /** The app with these variables of its process beside its own. */
  readonly evaluate: (variables: ReadonlyMap<string, Value>) => EvaluatedApp
}
