import type { EvaluatedResource, EvaluatedSource } from '../model/evaluated.ts'
import { isNull, type MapValue, member, unknown, type Value } from '../model/value.ts'

const isListener = (name: string, value: Value): boolean =>
  (value.kind === 'reference' && /(^|\.)aws_a?lb_listener\./.test(value.to.name)) || /listener.*arn$/i.test(name)

/**
 * A stack of which the template cannot be read. It may put rules on every listener that it is given, so each gets one of which nothing is
 * known: a request there cannot be told, rather than being told to match nothing.
 */
export const unseenStack = (resource: EvaluatedResource, id: string, body: Value | undefined): EvaluatedSource => {
  const url = member(resource.values, 'template_url')
  const from = { at: (body ?? url)?.from.at ?? resource.at, origins: [] }
  const why = unknown({ kind: 'outside', names: `template of ${resource.address.name}` }, from)
  const parameters = member(resource.values, 'parameters')
  const given = parameters?.kind === 'map' ? [...parameters.entries] : []
  const values = (listener: Value): MapValue => ({
    kind: 'map',
    entries: new Map([
      ['ListenerArn', listener],
      ['Priority', why],
      ['Conditions', why],
      ['Actions', why],
    ]),
    from,
  })
  return {
    kind: 'cloudformation',
    id,
    deployedBy: resource.address,
    inputs: new Map(given.filter(([, value]) => !isNull(value))),
    locals: new Map(),
    outputs: new Map(),
    conditions: new Map(),
    resources: given
      .filter(([name, value]) => isListener(name, value))
      .map(([name, listener]) => ({
        address: { source: id, name: `rules on ${name}` },
        dialect: 'cloudformation',
        type: 'AWS::ElasticLoadBalancingV2::ListenerRule',
        mode: 'managed',
        values: values(listener),
        exists: 'undetermined',
        existsBecause: why,
        at: resource.at,
      })),
    diagnostics: [
      {
        severity: 'warning',
        summary: 'Template of a stack not known',
        detail: `What ${resource.address.name} deploys is not in the repository as text. What the stack makes is not known.`,
        at: from.at,
      },
    ],
  }
}
