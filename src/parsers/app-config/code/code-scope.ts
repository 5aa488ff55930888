import type { Value } from '../../../model/value.ts'
import type { CallCode, Code, CodeFile } from './expression.ts'

export type Evaluate = (code: Code | undefined) => Value | undefined

/** What a framework gives to the code of an app: names and functions that stand for its settings. */
export interface CodeScope {
  readonly environment: ReadonlyMap<string, Value>
  readonly profile: string
  /** The merged settings, for members of settings objects whose construction cannot be followed. */
  readonly settings: Value | undefined
  readonly sameKey?: (key: string) => string
  /** A name that nothing in the program binds, or a package's export. */
  name(name: string, file: CodeFile, from?: string): Value | undefined
  /** Any member, index or call, before it is evaluated as code. */
  code(code: Code, file: CodeFile, evaluate: Evaluate): Value | undefined
  call(call: CallCode, name: string, file: CodeFile, evaluate: Evaluate): Value | undefined
}
