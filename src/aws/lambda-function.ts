import type { Service, TaskDefinition } from '../model/entity.ts'
import type { EvaluatedResource } from '../model/evaluated.ts'
import type { Value } from '../model/value.ts'
import { entityFacts, given } from './entity-base.ts'
import { argument, asText, identifier, required } from './read-argument.ts'

/** The environment as a whole where it is not known by its names. */
const environmentOf = (resource: EvaluatedResource): ReadonlyMap<string, Value> | Value => {
  const variables = argument(resource, 'environment', 'variables')
  if (variables === undefined || variables.kind === 'map')
    return new Map([...(variables?.entries ?? [])].map(([name, value]) => [name, asText(value)]))
  return variables
}

/**
 * `aws_lambda_function`, `AWS::Lambda::Function`, what `AWS::Serverless::Function` becomes: a service, and as the task that it runs one container
 * that is told its environment variables.
 */
export const fromFunction = (resource: EvaluatedResource): readonly (Service | TaskDefinition)[] => {
  const facts = entityFacts(resource)
  const name = identifier(resource, 'function_name')
  const environment = environmentOf(resource)
  const task: Value = { kind: 'reference', to: resource.address, attribute: [], from: { at: resource.at, origins: [] } }
  return [
    { kind: 'service', ...facts, ...given({ name }), targets: [], taskDefinition: task },
    {
      kind: 'task-definition',
      ...facts,
      ...given({ family: name }),
      containers:
        'kind' in environment
          ? { unknown: environment }
          : [{ name: required(resource, 'function_name', name), ports: [], environment, secrets: new Map() }],
    },
  ]
}
