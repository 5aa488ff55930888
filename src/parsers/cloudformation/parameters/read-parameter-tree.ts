import type { Diagnostic } from '../../../model/diagnostic.ts'
import { entryOf, type MapNode, onlyEntry, type TemplateNode, textOf } from '../template-node.ts'
import {
  leftToDeployment,
  type ParameterEntry,
  type ParameterFile,
  type ParameterForm,
  readAssignment,
} from './parameter-entries.ts'

/** The parameters in a JSON or YAML file, its form told by shape: names of files say nothing reliable. */
export const readParameterTree = (root: TemplateNode): ParameterFile => {
  const nested = entryOf(root, 'Parameters')
  const stackName = textOf(entryOf(root, 'StackName'))
  if (root.kind === 'list') return fromList(root.items) ?? notParameters(root)
  if (root.kind !== 'map' || entryOf(root, 'Resources') !== undefined) return notParameters(root)
  if (nested === undefined) return fromMap(root, 'flat-map')
  const read =
    nested.kind === 'list'
      ? fromList(nested.items)
      : nested.kind === 'map'
        ? fromMap(nested, 'parameters-map')
        : undefined
  return read ? { ...read, ...(stackName !== undefined && { stackName }) } : notParameters(root)
}

const notParameters = (root: TemplateNode): ParameterFile => ({
  values: new Map(),
  diagnostics: [
    {
      severity: 'error',
      summary: 'Not a parameter file',
      detail:
        'Parameters are a list of {ParameterKey, ParameterValue}, a map {Parameters: {…}}, a list of "Name=value", or a flat map of names and values.',
      at: root.at,
    },
  ],
})

const fromList = (items: readonly TemplateNode[]): ParameterFile | undefined => {
  const values = new Map<string, ParameterEntry>()
  let form: ParameterForm = 'parameter-list'
  for (const item of items) {
    const assignment = item.kind === 'scalar' ? readAssignment(item.text) : undefined
    if (assignment !== undefined) {
      form = 'assignment-list'
      values.set(assignment.name, { value: assignment.value, at: item.at })
      continue
    }
    const name = textOf(entryOf(item, 'ParameterKey'))
    if (name === undefined) return undefined
    // What SSM held when the stack was last described says nothing about the next deployment.
    const value = entryOf(item, 'ParameterValue')
    const previous = textOf(entryOf(item, 'UsePreviousValue')) === 'true'
    if (value !== undefined) values.set(name, entryFrom(name, value))
    else if (previous)
      values.set(name, { value: leftToDeployment(`previous value of ${name}`, name, item.at), at: item.at })
    else return undefined
  }
  return { form, values, diagnostics: [] }
}

const fromMap = (map: MapNode, form: ParameterForm): ParameterFile => {
  const values = new Map<string, ParameterEntry>()
  const diagnostics: Diagnostic[] = []
  for (const [name, { node }] of map.entries) {
    const isValue = node.kind === 'scalar' || node.kind === 'list' || onlyEntry(node)?.name.startsWith('Fn::')
    if (isValue) values.set(name, entryFrom(name, node))
    else if (node.kind !== 'broken')
      diagnostics.push({
        severity: 'warning',
        summary: `Parameter ${name.slice(0, 100)} is no text`,
        detail: 'The value is a map, which no parameter takes; it was left out.',
        at: node.at,
      })
  }
  const [first] = diagnostics
  if (form === 'flat-map' && values.size === 0)
    return { ...notParameters(map), ...(first && { diagnostics: [{ ...first, severity: 'error' }] }) }
  return { form, values, diagnostics }
}

/** Lists are passed joined by commas. A function (`Fn::GetParam` of a pipeline) is evaluated by what deploys. */
const entryFrom = (name: string, node: TemplateNode): ParameterEntry => {
  if (node.kind === 'scalar') return { value: node.text, at: node.at }
  const texts = node.kind === 'list' ? node.items.map(textOf) : []
  if (node.kind === 'list' && texts.every(text => text !== undefined)) return { value: texts.join(','), at: node.at }
  const what = onlyEntry(node)?.name ?? 'value'
  return { value: leftToDeployment(`${what} of ${name}`, name, node.at), at: node.at }
}
