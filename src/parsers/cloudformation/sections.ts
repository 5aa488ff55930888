import type { Diagnostic } from '../../model/diagnostic.ts'
import type { DeclaredResource, Sections } from './stack.ts'
import { entryOf, type MapNode, type TemplateNode, textOf } from './template-node.ts'
import { transformsOf } from './transforms.ts'

type Report = (diagnostic: Diagnostic) => void

const error = (report: Report, node: TemplateNode, summary: string, detail: string): void =>
  report({ severity: 'error', summary, detail, at: node.at })

/** The sections of a template; `undefined`, with a diagnostic, where it can have no resources. */
export const sectionsOf = (root: TemplateNode, report: Report): Sections | undefined => {
  if (root.kind !== 'map') {
    if (root.kind !== 'broken') error(report, root, 'Not a template', 'A template is a map with a section Resources.')
    return undefined
  }
  const section = (name: string): MapNode | undefined => {
    const node = entryOf(root, name)
    if (node === undefined || node.kind === 'map') return node
    if (node.kind !== 'broken') error(report, node, `${name} is no map`, `The section ${name} has to be a map.`)
    return undefined
  }
  const resources = section('Resources')
  if (resources === undefined || resources.entries.size === 0) {
    if (entryOf(root, 'Resources')?.kind !== 'broken' || resources)
      error(
        report,
        resources ?? root,
        'No resources',
        'A template needs at least one resource in its section Resources.',
      )
    return undefined
  }
  return {
    root,
    parameters: section('Parameters'),
    mappings: section('Mappings'),
    rules: section('Rules'),
    conditions: section('Conditions'),
    resources,
    outputs: section('Outputs'),
    transforms: transformsOf(entryOf(root, 'Transform'), report),
  }
}

/** The resources of a template whose loops are expanded, by logical id. */
export const declaredResources = (section: MapNode, report: Report): ReadonlyMap<string, DeclaredResource> => {
  const resources = new Map<string, DeclaredResource>()
  for (const [id, { key, node }] of section.entries) {
    const type = textOf(entryOf(node, 'Type'))
    if (id.startsWith('Fn::ForEach::')) continue
    if (id === 'Fn::Transform')
      report({
        severity: 'warning',
        summary: 'Included resources left out',
        detail: 'Fn::Transform adds resources here that are not in the template.',
        at: key,
      })
    else if (!/^[A-Za-z0-9]{1,255}$/.test(id))
      report({
        severity: 'error',
        summary: `Logical id ${id.slice(0, 60)} is not alphanumeric`,
        detail: 'Logical ids hold letters and digits only.',
        at: key,
      })
    else if (node.kind !== 'map' || type === undefined) {
      if (node.kind !== 'broken')
        error(report, node, `Resource ${id} has no type`, 'Every resource needs a literal Type.')
    } else resources.set(id, { id, type, node, key })
  }
  return resources
}
