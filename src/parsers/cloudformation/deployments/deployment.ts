import type { SourceLocation } from '../../../model/source-location.ts'
import type { Value } from '../../../model/value.ts'
import type { ParameterEntry } from '../parameters/parameter-entries.ts'

/** One deployment of a stack, as a script, Makefile or workflow runs it. Texts are values: variables that the file does not set stay unknown. */
export interface StackDeployment {
  readonly tool: 'aws cloudformation' | 'sam' | 'rain' | 'github action'
  readonly stackName?: Value
  readonly template?: Value
  readonly region?: Value
  /** The environment of a samconfig that the command asks for. */
  readonly configEnvironment?: Value
  readonly parameters: ReadonlyMap<string, ParameterEntry>
  /** Files that parameters are read from, as written: relative to where the command runs. */
  readonly parameterFiles: readonly string[]
  readonly at: SourceLocation
}
