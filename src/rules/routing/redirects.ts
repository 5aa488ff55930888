import type { Action, Listener } from '../../model/entity.ts'
import type { EnvironmentModel } from '../../model/environment-model.ts'
import { type Truth, truthOf } from '../../model/truth.ts'
import { isKnown, isNull, type Value } from '../../model/value.ts'
import { rulesOf } from '../../trace/routing.ts'

export type Redirect = Extract<Action, { type: 'redirect' }>

/** Redirect actions of a listener: of its default actions and of its rules. */
export const redirectsOf = (model: EnvironmentModel, listener: Listener): readonly Redirect[] =>
  [
    ...listener.defaultActions,
    ...rulesOf(model, listener).flatMap(({ rule, belongs }) => (belongs === 'yes' ? rule.actions : [])),
  ].filter(action => action.type === 'redirect')

/** Whether a redirect sends clients of a plain HTTP listener to HTTPS on that listener's own port. */
export const keepsPort = (listener: Listener, { protocol, port }: Redirect): Truth => {
  const scheme = (value: Value | undefined): string | undefined =>
    value === undefined || !isKnown(value) ? undefined : String(value.value).toUpperCase()
  if (!protocol || isNull(protocol)) return 'no'
  if (scheme(protocol) !== undefined && scheme(protocol) !== 'HTTPS') return 'no'
  if (scheme(listener.protocol) !== undefined && scheme(listener.protocol) !== 'HTTP') return 'no'
  if (scheme(protocol) === undefined || scheme(listener.protocol) === undefined) return 'undetermined'
  if (!port || isNull(port)) return 'yes'
  if (!isKnown(port)) return 'undetermined'
  if (port.value === '#{port}') return 'yes'
  return isKnown(listener.port) ? truthOf(String(port.value) === String(listener.port.value)) : 'no'
}
