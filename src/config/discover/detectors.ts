import type { SourceLocation } from '../../model/source-location.ts'
import type { SourceTree } from '../../model/source-tree.ts'
import type { Value } from '../../model/value.ts'

/**
 * What discovery asks about contents. It knows files and names only; who can read Terraform, templates and application config
 * is passed in.
 */
export interface Detectors {
  /** `undefined`: the directory has no Terraform files. */
  readonly terraform: (tree: SourceTree, directory: string) => Promise<TerraformFacts | undefined>
  /** `undefined`: the directory has no configuration of Terragrunt's. */
  readonly terragrunt: (tree: SourceTree, directory: string) => UnitFacts | undefined
  /** `undefined`: the file is no CloudFormation template. */
  readonly template: (tree: SourceTree, file: string) => TemplateFacts | undefined
  /** Keys that a variable file of CloudFormation sets, of any common shape; `undefined`: it is none. */
  readonly parameterKeys: (tree: SourceTree, file: string) => readonly string[] | undefined
  /** The deployments of a samconfig file, by the name of their config environment. */
  readonly samConfig: (tree: SourceTree, file: string) => readonly SamDeployment[]
  /** The deployments of stacks that a workflow, script or Makefile runs. */
  readonly deployments: (tree: SourceTree, file: string) => readonly DeployCommand[]
  /** The stacks of a directory that the CDK synthesised; `undefined`: it is none. */
  readonly assembly: (tree: SourceTree, directory: string) => readonly AssemblyStack[] | undefined
  /** The framework whose token settings the directory holds; `undefined` when it holds none. */
  readonly framework: (tree: SourceTree, directory: string) => string | undefined
  /** Top-level values of a Terraform variable file: text as it is, the keys of a map. */
  readonly variableFile: (tree: SourceTree, file: string) => Promise<ReadonlyMap<string, VariableValue>>
}

export interface UnitFacts {
  readonly isUnit: boolean
  /** Directories of the modules that it may apply. */
  readonly modules: readonly string[]
  /** What it asks of the process environment. */
  readonly environmentVariables: readonly string[]
}

/** One deploy command. Texts are values: what the shell decides is an unknown part of them. */
export interface DeployCommand {
  readonly stackName?: Value
  readonly template?: Value
  readonly region?: Value
  readonly parameters: ReadonlyMap<string, { readonly value: string | Value; readonly at: SourceLocation }>
  /** Relative to where the command runs. */
  readonly parameterFiles: readonly Value[]
  /** Names of environments that the file offers to choose from: a loop, a matrix, a workflow's input. */
  readonly choices: readonly string[]
  readonly at: SourceLocation
}

export interface AssemblyStack {
  readonly template: string
  readonly stackName: string
  /** Names of the stages around it, outermost first. */
  readonly stages: readonly string[]
  readonly region?: string
  readonly account?: string
  readonly parameters: ReadonlyMap<string, { readonly value: string; readonly at: SourceLocation }>
}

export interface SamDeployment {
  readonly environment: string
  readonly parameters: ReadonlyMap<string, { readonly value: string; readonly at: SourceLocation }>
  readonly template?: string
  readonly stackName?: string
}

export interface VariableValue {
  readonly text?: string
  readonly keys?: readonly string[]
}

export interface DeclaredVariable extends VariableValue {
  readonly hasDefault: boolean
  /** The texts that its validation allows. */
  readonly allowed?: readonly string[]
}

/** A value that is written out, or the variable that has it. */
export type Written = { readonly text: string } | { readonly variable: string }

export interface TerraformFacts {
  readonly backend?: { readonly type: string; readonly key?: string }
  readonly calls: readonly {
    readonly name: string
    /** Directory of a local module. */
    readonly directory?: string
    /** Its arguments that are written out as text. */
    readonly texts: ReadonlyMap<string, string>
  }[]
  /** Keys of the states that it reads. */
  readonly remoteStates: readonly string[]
  readonly variables: ReadonlyMap<string, DeclaredVariable>
  readonly usesWorkspace: boolean
  /** Maps that are looked up by workspace or variable: their keys. */
  readonly localMaps: readonly { readonly name: string; readonly keys: readonly string[] }[]
  /** Of the default AWS provider. */
  readonly region?: Written
  readonly account?: Written
}

export interface TemplateFacts {
  readonly parameters: ReadonlyMap<string, { readonly hasDefault: boolean; readonly allowed: readonly string[] }>
  /** Top-level keys of each mapping. */
  readonly mappings: ReadonlyMap<string, readonly string[]>
}
