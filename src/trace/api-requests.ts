import type { ApiRoute } from '../model/entity.ts'
import { type EnvironmentModel, resolveEntity } from '../model/environment-model.ts'
import type { Request } from '../model/trace.ts'
import { isString } from '../model/value.ts'
import { domainFor, mappingsOf } from './api-routes.ts'

/** `/users/{id}` → `/users/x`; the route of all that no other takes is asked for at the root. */
const pathOf = ({ path }: ApiRoute): string | undefined =>
  !isString(path) ? undefined : path.value === '$default' ? '/' : path.value.replaceAll(/\{[^}]*\}/g, 'x')

const methodOf = ({ method }: ApiRoute): string | undefined =>
  !isString(method) ? undefined : method.value.toUpperCase() === 'ANY' ? 'GET' : method.value.toUpperCase()

/** A request for each route below each mapping of the custom domain that answers for a host; none where it is no domain of API Gateway. */
export const apiRequestsOn = (model: EnvironmentModel, host: string): readonly Request[] => {
  const domain = domainFor(model, host)
  if (!domain) return []
  return mappingsOf(model, domain).flatMap(mapping => {
    const api = resolveEntity(model, 'api', mapping.api)
    if (api.kind !== 'entity' || (mapping.path && !isString(mapping.path))) return []
    const base = mapping.path ? `/${String(mapping.path.value).replaceAll(/^\/|\/$/g, '')}` : ''
    const routes = model.entities['api-route'].filter(route => {
      const owner = resolveEntity(model, 'api', route.api)
      return route.exists === 'yes' && owner.kind === 'entity' && owner.entity === api.entity
    })
    return routes.flatMap((route): readonly Request[] => {
      const [path, method] = [pathOf(route), methodOf(route)]
      if (path === undefined || method === undefined) return []
      return [{ scheme: 'https', host, port: 443, path: `${base}${path}`, query: '', method, headers: new Map() }]
    })
  })
}
