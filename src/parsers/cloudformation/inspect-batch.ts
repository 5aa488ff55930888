import { startOf } from '../../model/source-location.ts'
import { normalizePath, type SourceTree } from '../../model/source-tree.ts'
import { known, type Value } from '../../model/value.ts'
import { evaluateTemplate, parameterInput } from './evaluate-template.ts'
import { inspectTemplate } from './inspect-template.ts'

type Json = Readonly<Record<string, unknown>>

const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value)
const objectAt = (row: Json, key: string): Json => {
  const value = row[key]
  return isObject(value) ? value : {}
}

/** As a deployment would pass it: texts, lists joined by commas. */
const textOf = (value: unknown): string =>
  Array.isArray(value) ? value.map(textOf).join(',') : isObject(value) ? JSON.stringify(value) : String(value ?? '')

const texts = (values: Json, at: string): ReadonlyMap<string, Value> =>
  new Map(
    Object.entries(values).map(([name, value]): [string, Value] => [
      name,
      known(textOf(value), { at: startOf(at), origins: [] }),
    ]),
  )

const treeOf = (files: Json): SourceTree => {
  const contents = new Map(Object.entries(files).map(([path, text]) => [normalizePath(path) ?? path, textOf(text)]))
  return {
    list: () => undefined,
    read: path => {
      const text = contents.get(normalizePath(path) ?? path)
      return text === undefined ? { failure: 'missing', why: 'there is no such file' } : new TextEncoder().encode(text)
    },
  }
}

const answer = (row: Json): Json => {
  const { id, template, format } = row
  if (typeof template !== 'string') return { id, error: 'The line has no "template".' }
  const pseudo = objectAt(row, 'pseudo')
  const deployment = Object.entries({
    region: pseudo.region ?? pseudo['AWS::Region'],
    account: pseudo.accountId ?? pseudo.account ?? pseudo['AWS::AccountId'],
    stackName: pseudo.stackName ?? pseudo['AWS::StackName'],
    partition: pseudo.partition ?? pseudo['AWS::Partition'],
  }).filter(([, value]) => typeof value === 'string' || typeof value === 'number')
  const file = format === 'json' ? 'template.json' : 'template.yaml'
  const parameters = Object.entries(objectAt(row, 'parameters')).map(([name, value]): [string, Value] => [
    name,
    parameterInput(name, textOf(value), startOf('parameters'), 'argument'),
  ])
  const source = evaluateTemplate({
    tree: treeOf(objectAt(row, 'files')),
    file,
    text: template,
    ...((format === 'json' || format === 'yaml') && { format }),
    stack: typeof pseudo.stackName === 'string' ? pseudo.stackName : 'stack',
    ...Object.fromEntries(deployment.map(([name, value]) => [name, String(value)])),
    parameters: new Map(parameters),
    imports: texts(objectAt(row, 'imports'), 'imports'),
    ssm: texts(objectAt(row, 'ssm'), 'ssm'),
    // Whoever asks wrote the template and its parameters into the same line: nothing is shown that was not just given.
    secrets: 'shown',
  })
  const error = source.diagnostics.find(({ severity }) => severity === 'error')
  return error ? { id, error: `${error.summary}. ${error.detail}` } : { id, ...inspectTemplate(source) }
}

/** One line of `sotsu inspect --batch --kind cloudformation`: a JSON object in, its answer as a JSON object out. */
export const inspectTemplateLine = (line: string): string => {
  let row: unknown
  try {
    row = JSON.parse(line)
  } catch {
    return JSON.stringify({ error: 'The line is not JSON.' })
  }
  return JSON.stringify(isObject(row) ? answer(row) : { error: 'The line is no JSON object.' })
}
