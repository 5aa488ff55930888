/** Thrown inside the reader when a construct cannot be read; the innermost body item that holds it becomes a diagnostic. Never leaves the reader. */
export class SyntaxFailure {
  readonly summary: string
  readonly detail: string
  readonly from: number
  readonly to: number

  constructor(summary: string, detail: string, from: number, to: number) {
    this.summary = summary
    this.detail = detail
    this.from = from
    this.to = to
  }
}
