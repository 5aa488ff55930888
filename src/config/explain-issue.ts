import * as core from 'zod/v4/core'
import { suggestName } from './closest-name.ts'

type Issue = core.$ZodIssue

/** What a person is told about an issue. `key`: it is about this key of the map at `path`. */
export interface ExplainedIssue {
  readonly path: readonly PropertyKey[]
  readonly key?: string
  readonly what: string
  readonly fix: string
}

const typeNames: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a map',
  record: 'a map',
  null: 'nothing',
}

const typeOf = (input: unknown): string => (input === null ? 'null' : Array.isArray(input) ? 'array' : typeof input)
const nameOf = (type: string): string => typeNames[type] ?? type

/** The schema of a part, with what may wrap it taken off. */
const unwrap = (schema: core.$ZodType | undefined): core.$ZodType | undefined => {
  let current = schema
  while (current instanceof core.$ZodOptional || current instanceof core.$ZodNullable)
    current = current._zod.def.innerType
  return current
}

const schemaAt = (schema: core.$ZodType, path: readonly PropertyKey[]): core.$ZodType | undefined => {
  let current = unwrap(schema)
  for (const part of path) {
    if (current instanceof core.$ZodUnion)
      current = current._zod.def.options.find(option => unwrap(option) instanceof core.$ZodObject)
    if (current instanceof core.$ZodObject) current = unwrap(current._zod.def.shape[String(part)])
    else if (current instanceof core.$ZodRecord) current = unwrap(current._zod.def.valueType)
    else if (current instanceof core.$ZodArray) current = unwrap(current._zod.def.element)
    else return undefined
  }
  return current
}

const keysAt = (schema: core.$ZodType, path: readonly PropertyKey[]): readonly string[] => {
  const found = schemaAt(schema, path)
  const object =
    found instanceof core.$ZodUnion ? found._zod.def.options.find(option => option instanceof core.$ZodObject) : found
  return object instanceof core.$ZodObject ? Object.keys(object._zod.def.shape) : []
}

/** Of the ways in which a value could have been right, the one that comes nearest: one that takes a value of this type at all. */
const nearestBranch = (branches: readonly (readonly Issue[])[], input: unknown): readonly Issue[] => {
  const isMap = typeof input === 'object' && input !== null
  const isFar = ([first]: readonly Issue[]): boolean =>
    first?.path.length === 0 && (first.code === 'invalid_type' || (first.code === 'invalid_value' && isMap))
  return branches.find(issues => !isFar(issues)) ?? branches[0] ?? []
}

/** An issue of the schema in plain words, with the way out. */
export const explainIssue = (issue: Issue, schema: core.$ZodType): readonly ExplainedIssue[] => {
  const { path } = issue
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map(key => ({
        path,
        key,
        what: `unknown key ${key}`,
        fix: suggestName(key, keysAt(schema, path)),
      }))
    case 'invalid_type': {
      const key = path.at(-1)
      if (issue.input === undefined && typeof key === 'string')
        return [{ path: path.slice(0, -1), what: `${key} is missing`, fix: `Add ${key}: ${nameOf(issue.expected)}` }]
      const found = nameOf(typeOf(issue.input))
      const expected = nameOf(issue.expected)
      const quotes = issue.expected === 'string' && typeof issue.input !== 'object' && issue.input !== undefined
      return [
        {
          path,
          what: `expected ${expected}, found ${found}`,
          fix: quotes ? `Write it in quotes: "${String(issue.input)}"` : `Write ${expected} here`,
        },
      ]
    }
    case 'invalid_value': {
      const values = issue.values.map(String)
      const written = String(issue.input)
      return [{ path, what: `"${written}" is not possible here`, fix: suggestName(written, values) }]
    }
    case 'invalid_union': {
      const branch = nearestBranch(issue.errors, issue.input)
      const explained = branch.flatMap(inner => explainIssue({ ...inner, path: [...path, ...inner.path] }, schema))
      return explained.length > 0
        ? explained
        : [{ path, what: 'this value is not possible here', fix: 'See the schema' }]
    }
    default:
      return [{ path, what: issue.message, fix: 'Correct it; sotsu schema config prints what is possible' }]
  }
}
