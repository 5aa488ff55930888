import type { Value } from '../../../model/value.ts'

/** A process that a deployment starts: its image and the environment that it gets. */
export interface Container {
  readonly name: string
  readonly image: string
  /** Lowest precedence is already merged; a value that is not known keeps the name of what decides it. */
  readonly environment: ReadonlyMap<string, Value>
  /** Variables of the deploying shell reach the process only where the deployment passes them on. */
  readonly command: readonly string[]
  readonly from: 'compose' | 'kubernetes' | 'terraform' | 'cloudformation' | 'serverless'
}
