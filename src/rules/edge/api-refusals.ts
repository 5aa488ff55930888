import type { Api } from '../../model/entity.ts'
import type { Hop } from '../../model/trace.ts'
import { sameAddress, type Value } from '../../model/value.ts'
import { entryOf } from '../../trace/entry.ts'
import type { RuleContext } from '../rule.ts'
import { pairedSettings } from '../settings/paired-settings.ts'
import { type Divergence, divergencesAt } from '../stage-outcome.ts'

const kinds = ['api', 'api-domain', 'api-stage', 'api-route', 'api-mapping'] as const

const isAtApi = ({ production }: RuleContext, { entity }: Hop): boolean =>
  entity !== undefined &&
  kinds.some(kind => production.entities[kind].some(({ address }) => sameAddress(address, entity)))

/** Requests that production's API Gateway itself turns away and staging's does not: no mapping, stage or route, or its own name turned off. */
export const apiRefusals = (context: RuleContext): readonly Divergence[] =>
  (['edge', 'route'] as const).flatMap(stage =>
    [...divergencesAt(context.traces, stage)].filter(({ production }) =>
      isAtApi(context, production.kind === 'fails' ? production.failure.hop : production.hop),
    ),
  )

export interface DeadEndpoint {
  readonly app: string
  readonly key: string
  readonly value: Value
  readonly api: Api
  readonly staging: Value | undefined
}

const apiOf = (model: RuleContext['production'], value: Value): Api | undefined => {
  const entry = entryOf(model, value)
  return entry?.kind === 'api' ? entry : undefined
}

/** Settings of production that name an API by its own name under execute-api, which is turned off there and not in staging. */
export const deadEndpoints = (context: RuleContext): readonly DeadEndpoint[] =>
  pairedSettings(context).flatMap(({ app, key, staging, production: value }): readonly DeadEndpoint[] => {
    const api = value && apiOf(context.production, value)
    const twin = staging && apiOf(context.staging, staging)
    if (!value || api?.defaultEndpointDisabled !== 'yes' || twin?.defaultEndpointDisabled === 'yes') return []
    return [{ app, key, value, api, staging }]
  })
