/**
 * A function refuses its arguments. With an index the argument is to blame (Terraform: "Invalid value for "x" parameter: …"),
 * without one the call as a whole ("Call to function "x" failed: …"). The message has no full stop and holds nothing sensitive.
 * No Error: `try` and `can` throw many, and nobody looks at where they were made.
 */
export class FunctionError {
  readonly argumentIndex: number | undefined
  readonly message: string

  constructor(argumentIndex: number | undefined, message: string) {
    this.argumentIndex = argumentIndex
    this.message = message
  }
}
