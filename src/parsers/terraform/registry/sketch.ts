/**
 * What a registry's module makes of its arguments, as far as requests pass through it: a short module of our own that declares the same
 * variables, resource addresses and outputs. What it leaves out stays unknown.
 */
export interface Sketch {
  /** Below the registry's namespace: `alb`, `route53//modules/records`. */
  readonly module: string
  /** Major versions whose arguments it reads; it may be written differently for each. */
  readonly majors: readonly number[]
  /** Arguments that only these versions have: they tell where no version is given. */
  readonly telling: readonly string[]
  /** Variables with their defaults, as expressions. */
  readonly variables: Readonly<Record<string, string>>
  readonly text: (major: number) => string
}

/** A sketch's file; no file of a repository is called so. */
export const sketchPrefix = '<registry>/'

export const isSketchFile = (file: string): boolean => file.startsWith(sketchPrefix)

export const sketchText = ({ variables, text }: Sketch, major: number): string =>
  [
    ...Object.entries(variables).map(
      ([name, fallback]) => `variable "${name}" {\n  default  = ${fallback}\n  nullable = ${fallback === 'null'}\n}`,
    ),
    text(major),
  ].join('\n')

/** A map or list that may be absent or null, empty then. */
export const mapOf = (expression: string): string =>
  `merge([for present in [try(${expression}, null)] : present if present != null]...)`
export const listOf = (expression: string): string =>
  `flatten([for present in [try(${expression}, null)] : present if present != null])`
