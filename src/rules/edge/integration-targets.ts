import { displayValue } from '../../model/deciders.ts'
import type { Api, ApiStage, ApiTarget } from '../../model/entity.ts'
import { type EnvironmentModel, resolveEntity } from '../../model/environment-model.ts'
import { isString, type Value } from '../../model/value.ts'

/** Something that decides where an API's requests are sent. */
export interface IntegrationTarget {
  readonly subject: string
  /** `GET /orders`; the integration where routes name it. */
  readonly of: string
  readonly value: Value
  /** The whole value may be the name of an environment: an alias of a function, a part of a host. */
  readonly isVariable: boolean
}

interface Integration {
  readonly of: string
  readonly api: Value
  readonly target: ApiTarget
}

const integrationsIn = ({ entities }: EnvironmentModel): readonly Integration[] => [
  ...entities['api-route'].flatMap(({ api, method, path, integration, exists }) =>
    integration && 'type' in integration && exists !== 'no'
      ? [{ of: `${displayValue(method)} ${displayValue(path)}`, api, target: integration }]
      : [],
  ),
  ...entities['api-integration'].flatMap(({ api, target, address, exists }) =>
    exists === 'no' ? [] : [{ of: address.name, api, target }],
  ),
]

const apiOf = (model: EnvironmentModel, api: Value): Api | undefined => {
  const found = resolveEntity(model, 'api', api)
  return found.kind === 'entity' ? found.entity : undefined
}

const textsOf = (value: Value): readonly string[] =>
  value.kind === 'template' ? value.parts.flatMap(textsOf) : isString(value) ? [value.value] : []

/** `${stageVariables.backend}` in a URI or a link (API Gateway guide, "Use stage variables"). */
const uses = ({ target: { uri, vpcLink } }: Integration, variable: string): boolean =>
  [uri, vpcLink].some(value => value && textsOf(value).some(text => text.includes(`\${stageVariables.${variable}}`)))

const variablesOf = ({ variables }: ApiStage): readonly (readonly [string, Value])[] =>
  variables?.kind === 'map' ? [...variables.entries] : []

export const integrationTargets = (model: EnvironmentModel): readonly IntegrationTarget[] => {
  const integrations = integrationsIn(model)
  const written = integrations.flatMap(({ of, target }) =>
    [target.uri, target.vpcLink].flatMap(value =>
      value ? [{ subject: `integration ${of}`, of, value, isVariable: false }] : [],
    ),
  )
  const variables = model.entities['api-stage'].flatMap(stage => {
    const api = stage.exists === 'no' ? undefined : apiOf(model, stage.api)
    return variablesOf(stage).flatMap(([name, value]) => {
      const user = api && integrations.find(each => apiOf(model, each.api) === api && uses(each, name))
      const subject = `stage variable ${name} of ${stage.address.name}`
      return user ? [{ subject, of: user.of, value, isVariable: true }] : []
    })
  })
  return [...written, ...variables]
}
