import type { Value } from '../../../model/value.ts'
import type { AppFiles } from '../app-files.ts'
import type { Evaluate } from '../code/code-scope.ts'
import type { CallCode, Code, CodeFile } from '../code/expression.ts'
import type { Program } from '../code/program.ts'
import type { Container } from '../deployments/container.ts'
import type { FlatSettings } from '../layers/flat-settings.ts'
import type { TokenSettings } from '../tokens/token-settings.ts'

/** What is known of an app before any framework reads its settings. */
export interface AppContext {
  readonly files: AppFiles
  readonly name: string
  /** As it was asked for: `spring-boot`, `jsonwebtoken`, `auto`. */
  readonly hint: string
  readonly profile: string
  /** Variables of the process: env files under the deployment's under those given. */
  readonly environment: ReadonlyMap<string, Value>
  readonly containers: readonly Container[]
  /** The app's code before any framework's names are known to it. */
  readonly program: Program
}

/** The settings of an app as one framework merges them, and the names under which its code reads them. */
export interface FrameworkSettings {
  readonly tree?: Value
  readonly flat?: FlatSettings
  readonly sameKey?: (key: string) => string
  name?(name: string, file: CodeFile, from: string | undefined): Value | undefined
  /** Any expression, before it is evaluated as code. */
  code?(code: Code, file: CodeFile, evaluate: Evaluate): Value | undefined
  call?(call: CallCode, name: string, file: CodeFile, evaluate: Evaluate): Value | undefined
  /** Token settings that the framework itself acts on, without any code. */
  readTokens?(tokens: TokenSettings): void
}

export interface Framework {
  readonly name: string
  /** Other names by which it may be asked for. */
  readonly aliases: readonly string[]
  /** Why these files are taken to be its: a file or a line of one; `undefined` when they are not. */
  recognise(files: AppFiles): string | undefined
  load(app: AppContext): FrameworkSettings
}

export const isAskedFor = (framework: Framework, hint: string): boolean =>
  [framework.name, ...framework.aliases].includes(hint)
