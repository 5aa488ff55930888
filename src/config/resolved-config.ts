import type { Diagnostic } from '../model/diagnostic.ts'
import type { Severity } from '../model/finding.ts'
import type { SourceLocation } from '../model/source-location.ts'
import type { Value } from '../model/value.ts'

/** What is to be analysed: `sotsu.yaml`, completed by discovery. Paths are relative to the repository root. */
export interface ResolvedConfig {
  readonly environments: readonly EnvironmentConfig[]
  readonly comparisons: readonly { readonly staging: string; readonly production: string }[]
  readonly links: readonly { readonly from: string; readonly to: string; readonly at: SourceLocation }[]
  readonly pairs: readonly { readonly staging: string; readonly production: string }[]
  readonly journeys: readonly JourneyConfig[]
  /** By rule id; `off` silences a rule. */
  readonly rules: ReadonlyMap<string, Severity | 'off'>
  /** By rule id, as written. */
  readonly ruleOptions?: ReadonlyMap<string, Readonly<Record<string, unknown>>>
  readonly diagnostics: readonly Diagnostic[]
}

export interface EnvironmentConfig {
  readonly name: string
  readonly region?: string
  readonly account?: string
  readonly terraform: readonly TerraformConfig[]
  readonly terragrunt?: readonly { readonly dir: string }[]
  readonly cloudformation: readonly CloudFormationConfig[]
  readonly apps: readonly AppConfig[]
  /** Process environment: given in sotsu.yaml, then from variable files, the first winning. */
  readonly variables: ReadonlyMap<string, { readonly text: string; readonly at: SourceLocation }>
  /** Variables that are set to something that is not in the repository: a workflow's secrets. `names` is what decides. */
  readonly unknownVariables?: ReadonlyMap<string, UnknownVariable>
}

export interface UnknownVariable {
  readonly names: string
  readonly secret: boolean
  readonly at: SourceLocation
}

export interface TerraformConfig {
  readonly dir: string
  readonly varFiles: readonly string[]
  readonly vars: ReadonlyMap<string, { readonly value: unknown; readonly at: SourceLocation }>
  /** What `terraform init -backend-config=…` is given: where the state lies, later ones winning. */
  readonly backendFiles?: readonly string[]
  readonly workspace?: string
  /** Resource or module addresses (globs) that are this environment's, where environments share the root module. */
  readonly only: readonly string[]
  /** Output of `terraform show -json`; its values beat evaluated ones. */
  readonly planFile?: string
  readonly stateFile?: string
}

export interface CloudFormationConfig {
  readonly template: string
  readonly parameterFiles: readonly string[]
  /** A value where the deployment leaves it to a command or variable: it is not known, and says what decides. */
  readonly parameters: ReadonlyMap<string, { readonly value: string | Value; readonly at: SourceLocation }>
  readonly stackName?: string
  /** Where this stack goes, if not where its environment does. */
  readonly region?: string
  readonly account?: string
}

export interface AppConfig {
  readonly name: string
  readonly dir: string
  /** `auto`: by what lies in the directory. */
  readonly framework: string
  readonly profile: string
}

/** A request that must work in every environment. */
export interface JourneyConfig {
  readonly name: string
  readonly audience?: string
  readonly method: string
  /** With `{host}` where `hosts` gives it for each environment. */
  readonly url: string
  readonly hosts: ReadonlyMap<string, string>
  readonly headers: ReadonlyMap<string, string>
  readonly token?: { readonly iss?: string; readonly aud?: readonly string[] }
  /** Name of the service that should answer, in any environment's spelling. */
  readonly expectService?: string
  readonly at: SourceLocation
}
