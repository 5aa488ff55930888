/**
 * A function refuses its arguments. With an index the argument is to blame (Terraform: "Invalid value for "x" parameter: …"),
 * without one the call as a whole ("Call to function "x" failed: …"). The message has no full stop and holds nothing sensitive.
 */
export class FunctionError extends Error {
  readonly argumentIndex: number | undefined

  constructor(argumentIndex: number | undefined, message: string) {
    super(message)
    this.name = 'FunctionError'
    this.argumentIndex = argumentIndex
  }
}
