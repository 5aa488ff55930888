import type { Diagnostic } from '../../model/diagnostic.ts'
import type { SourceLocation } from '../../model/source-location.ts'
import type { Attribute, Block } from '../hcl/ast.ts'

/** One module as its files declare it: overrides are merged, nothing is evaluated. Every map is in order of declaration. */
export interface ModuleConfig {
  /** Relative to the repository root. */
  readonly directory: string
  readonly variables: ReadonlyMap<string, Block>
  readonly locals: ReadonlyMap<string, Attribute>
  readonly outputs: ReadonlyMap<string, Block>
  /** By `aws_lb.main` and `data.aws_lb.main`. */
  readonly resources: ReadonlyMap<string, ResourceConfig>
  readonly calls: ReadonlyMap<string, Block>
  /** By `aws` for the default one, `aws.virginia` for an alias. */
  readonly providers: ReadonlyMap<string, Block>
  readonly checks: readonly Block[]
  /** `terraform` blocks; those of override files after the others. */
  readonly settings: readonly Block[]
  readonly diagnostics: readonly Diagnostic[]
  /** It stands for a module whose files are not among the sources: it may have more arguments and outputs than it declares. */
  readonly isSketch?: true
}

export interface ResourceConfig {
  readonly mode: 'managed' | 'data' | 'ephemeral'
  readonly type: string
  readonly name: string
  readonly block: Block
}

export const resourceKey = (mode: ResourceConfig['mode'], type: string, name: string): string =>
  mode === 'managed' ? `${type}.${name}` : `${mode}.${type}.${name}`

/** A module with the modules it calls. A call whose module's files are not to be had has a gap in its place. */
export interface ModuleTree {
  readonly config: ModuleConfig
  readonly children: ReadonlyMap<string, ModuleTree | ModuleGap>
}

export interface ModuleGap {
  readonly gap: 'outside' | 'invalid'
  /** As its call has it: `terraform-aws-modules/alb/aws`. */
  readonly source: string
  readonly at: SourceLocation
}

export const isGap = (child: ModuleTree | ModuleGap): child is ModuleGap => 'gap' in child
