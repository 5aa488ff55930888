import type { EvaluatedResource, EvaluatedSource } from '../../model/evaluated.ts'
import { formatLocation } from '../../model/source-location.ts'
import type { Truth } from '../../model/truth.ts'
import { valueToJson } from '../../model/value-json.ts'
import { reasonNames } from './derive-value.ts'

const truthToJson = (name: string, truth: Truth): unknown =>
  truth === 'undetermined' ? { $unknown: `condition ${name}` } : truth === 'yes'

const attributeKey = (name: string): string => `${name.charAt(0).toLowerCase()}${name.slice(1)}`

const resourceToJson = (resource: EvaluatedResource): unknown => {
  const included = resource.values.entries.get('Fn::Transform')
  const attributes = [...(resource.attributes?.entries ?? [])].map(([name, value]) => [
    attributeKey(name),
    valueToJson(value),
  ])
  return {
    type: resource.type,
    ...(resource.exists === 'undetermined' && {
      exists: { $unknown: (resource.existsBecause && reasonNames(resource.existsBecause)) ?? 'condition' },
    }),
    properties: valueToJson(included ?? resource.values),
    ...Object.fromEntries(attributes),
  }
}

/** What `sotsu inspect TEMPLATE --format json` prints. */
export const inspectTemplate = (source: EvaluatedSource): Record<string, unknown> => ({
  kind: 'cloudformation',
  parameters: Object.fromEntries([...source.inputs].map(([name, value]) => [name, valueToJson(value)])),
  conditions: Object.fromEntries([...source.conditions].map(([name, truth]) => [name, truthToJson(name, truth)])),
  resources: Object.fromEntries(source.resources.map(resource => [resource.address.name, resourceToJson(resource)])),
  outputs: Object.fromEntries(
    [...source.outputs].map(([name, { value, exportName, exists, existsBecause }]) => [
      name,
      {
        value: valueToJson(value),
        ...(exportName && { exportName: valueToJson(exportName) }),
        ...(exists === 'undetermined' && {
          exists: { $unknown: (existsBecause && reasonNames(existsBecause)) ?? 'condition' },
        }),
      },
    ]),
  ),
  diagnostics: source.diagnostics.map(({ severity, summary, detail, at }) => ({
    severity,
    summary,
    detail,
    at: formatLocation(at),
  })),
})
