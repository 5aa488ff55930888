import type { LoadBalancer, Service } from '../../model/entity.ts'
import type { EnvironmentModel } from '../../model/environment-model.ts'
import { isKnown, sameAddress, type Value } from '../../model/value.ts'
import { balancersOf } from './forwarding.ts'

/** A service that closes idle connections after a time, behind a load balancer that keeps them for another. */
export interface KeepAlive {
  readonly service: Service
  readonly balancer: LoadBalancer
  readonly key: string
  readonly setting: Value
  /** Seconds; absent where the setting is not known. */
  readonly seconds?: number
  /** Seconds of the load balancer; absent where they are not known. */
  readonly idle?: number
}

/** `KEEP_ALIVE_TIMEOUT_MS`, `server.keepAliveTimeout`. */
const keepAliveKey = /keep[\W_]*alive[\W_]*(?:timeout)?[\W_]*(ms|millis(?:econds)?|s|sec(?:onds)?)?$/

/** Words of settings for connections that the service opens itself, or that are no HTTP: `REDIS_KEEP_ALIVE`, `TCP_KEEPALIVE`. */
const otherConnections =
  /(?:^|[\W_])(?:agent|amqp|client|database|db|ftp|grpc|imap|jdbc|kafka|ldap|mongo(?:db)?|mqtt|mysql|outbound|pg|pool|postgres(?:ql)?|rabbit(?:mq)?|redis|sftp|smtp|sql|sse|ssh|tcp|upstream|web_?sockets?|ws)(?=[\W_]|$)/i

/** What is not said is guessed by size: nobody keeps connections for a quarter of an hour. */
const secondsOf = (number: number, unit: string | undefined): number => {
  const isMillis = unit === undefined ? number >= 1000 : /^m/i.test(unit)
  return isMillis ? number / 1000 : number
}

/** A number, written as one or in text; `undefined` for what is not known, none for a switch, a name or nothing. */
const numberOf = (value: Value): { readonly number: number | undefined } | undefined => {
  if (!isKnown(value)) return { number: undefined }
  const isNumber =
    typeof value.value === 'number' || (typeof value.value === 'string' && /^\s*\d+(\.\d+)?\s*$/.test(value.value))
  return isNumber ? { number: Number(value.value) } : undefined
}

/** Where nothing is said (ELB guide, "Connection idle timeout"). */
const defaultIdle = 60

const idleOf = ({ idleTimeout }: LoadBalancer): number | undefined =>
  idleTimeout === undefined ? defaultIdle : isKnown(idleTimeout) ? Number(idleTimeout.value) : undefined

/** Others do not open connections of their own to targets. */
const isApplication = ({ type }: LoadBalancer): boolean => isKnown(type) && type.value === 'application'

/** The application load balancers in front of a service. */
const balancersBefore = (model: EnvironmentModel, { targets }: Service): readonly LoadBalancer[] =>
  [...new Set(targets.flatMap(({ targetGroup }) => balancersOf(model, targetGroup)))].filter(
    balancer => !balancer.isLookup && isApplication(balancer),
  )

export const keepAlives = (model: EnvironmentModel): readonly KeepAlive[] =>
  model.apps.flatMap(app => {
    const address = model.serviceOfApp.get(app.id)
    const service = address && model.entities.service.find(each => sameAddress(each.address, address))
    if (!service) return []
    return app.settings.flatMap(({ key, value }) => {
      const match = keepAliveKey.exec(key.toLowerCase())
      const given = match && numberOf(value)
      if (!match || !given || otherConnections.test(key)) return []
      const seconds = given.number === undefined ? undefined : secondsOf(given.number, match[1])
      return balancersBefore(model, service).flatMap((balancer): readonly KeepAlive[] => {
        const idle = idleOf(balancer)
        return [
          {
            service,
            balancer,
            key,
            setting: value,
            ...(seconds === undefined ? {} : { seconds }),
            ...(idle === undefined ? {} : { idle }),
          },
        ]
      })
    })
  })
