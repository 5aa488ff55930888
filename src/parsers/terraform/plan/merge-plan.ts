import type { EvaluatedOutput, EvaluatedResource, EvaluatedSource } from '../../../model/evaluated.ts'
import type { Value } from '../../../model/value.ts'
import { mergeValues } from './merge-values.ts'
import type { PlanDocument } from './read-plan.ts'

/** `module.m[*].aws_lb.main[0]` → `module.m.aws_lb.main`: the name of all instances. */
const withoutKeys = (address: string): string => address.replace(/\[(?:\d+|\*|"(?:[^"\\]|\\.)*")\]/g, '')

const mergeMaps = (
  evaluated: ReadonlyMap<string, Value>,
  real: ReadonlyMap<string, Value>,
): ReadonlyMap<string, Value> => {
  const merged = new Map(evaluated)
  for (const [name, value] of real) {
    const own = evaluated.get(name)
    merged.set(name, own === undefined ? value : mergeValues(own, value))
  }
  return merged
}

const mergeResource = (evaluated: EvaluatedResource, real: EvaluatedResource): EvaluatedResource => {
  const { existsBecause: _, ...certain } = evaluated
  return {
    ...certain,
    address: real.address,
    exists: 'yes',
    values: { ...evaluated.values, entries: mergeMaps(evaluated.values.entries, real.values.entries) },
    ...(evaluated.region === undefined && real.region !== undefined ? { region: real.region } : {}),
  }
}

/**
 * An evaluated root module with the real values of its plan or state in place of those that were worked out. What is not known in a plan
 * stays as it was evaluated. Of a resource whose instances could not be told, a plan has all there are; a state may be older than the
 * configuration, so that nothing is missing because it lacks it.
 */
export const mergePlan = (
  evaluated: EvaluatedSource,
  real: EvaluatedSource,
  { kind, file }: PlanDocument,
): EvaluatedSource => {
  const byAddress = new Map(real.resources.map(resource => [resource.address.name, resource]))
  const undetermined = new Map(
    evaluated.resources.flatMap(resource =>
      resource.exists === 'undetermined' ? [[withoutKeys(resource.address.name), resource] as const] : [],
    ),
  )
  const named = new Set(evaluated.resources.map(({ address }) => address.name))
  const added = real.resources
    .filter(({ address }) => !named.has(address.name))
    .map(resource => {
      const like = undetermined.get(withoutKeys(resource.address.name))
      return like === undefined ? resource : mergeResource(like, resource)
    })
  const found = new Set(added.map(({ address }) => withoutKeys(address.name)))
  const missing: EvaluatedResource[] = []
  const kept = evaluated.resources.flatMap(resource => {
    const twin = byAddress.get(resource.address.name)
    if (twin !== undefined) return [mergeResource(resource, twin)]
    if (resource.exists === 'undetermined') {
      const isTold = found.has(withoutKeys(resource.address.name)) || (kind === 'plan' && resource.mode === 'managed')
      return isTold ? [] : [resource]
    }
    if (kind === 'plan' && resource.mode === 'managed') missing.push(resource)
    return [resource]
  })
  const outputs = new Map<string, EvaluatedOutput>(evaluated.outputs)
  for (const [name, { value }] of real.outputs) {
    const own = outputs.get(name)
    outputs.set(name, own === undefined ? { value } : { ...own, value: mergeValues(own.value, value) })
  }
  const [first] = missing
  return {
    ...evaluated,
    inputs: mergeMaps(evaluated.inputs, real.inputs),
    outputs,
    resources: [...kept, ...added],
    diagnostics: [
      ...evaluated.diagnostics,
      ...real.diagnostics,
      ...(first === undefined
        ? []
        : [
            {
              severity: 'warning' as const,
              summary: 'Plan does not have all resources',
              detail: `${file} has no ${first.address.name}${missing.length > 1 ? ` and ${missing.length - 1} more` : ''}: it is older than the configuration, or for a part of it. They are taken as evaluated.`,
              at: first.at,
            },
          ]),
    ],
  }
}
