/** Something that the person who runs sotsu must correct before it can work. Printed without a stack; the exit code is 2. */
export class UsageError extends Error {
  override readonly name: string = 'UsageError'
}

/** One thing that is wrong in a configuration file, and the way out. */
export interface ConfigProblem {
  readonly file: string
  readonly line: number
  /** `environments.staging.terraform[0]`; empty for the file as a whole. */
  readonly at: string
  readonly what: string
  readonly fix: string
}

export const formatProblem = ({ file, line, at, what, fix }: ConfigProblem): string =>
  `${file}:${line}: ${at === '' ? '' : `${at}: `}${what}. ${fix}`

/** The configuration is wrong; all its problems at once. */
export class ConfigError extends UsageError {
  override readonly name = 'ConfigError'
  readonly problems: readonly ConfigProblem[]

  constructor(problems: readonly ConfigProblem[]) {
    super(problems.map(formatProblem).join('\n'))
    this.problems = problems
  }
}
