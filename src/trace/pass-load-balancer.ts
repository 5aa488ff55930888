import { decidersOf, displayValue } from '../model/deciders.ts'
import type { Action, Listener, ListenerRule, LoadBalancer } from '../model/entity.ts'
import type { Request } from '../model/trace.ts'
import { type Address, isKnown, sameAddress } from '../model/value.ts'
import { valuesOf } from './conditions.ts'
import { passAction } from './pass-action.ts'
import { chooseRule, findListener, priorityOf } from './routing.ts'
import { chooseCertificate, formatNames } from './tls.ts'
import { doubt, fail, pass, type Walk } from './walk.ts'

/**
 * Who opens the connection, and which names it lets a certificate be for. CloudFront is content with the Host that it forwards or the
 * origin's own name, and answers 502 otherwise (CloudFront guide, "Requiring HTTPS between CloudFront and your custom origin").
 */
export interface Caller {
  readonly names: readonly [string, ...string[]]
  readonly isEdge: boolean
}

/** The request as a load balancer sees it. */
export const passLoadBalancer = (walk: Walk, loadBalancer: LoadBalancer, request: Request, caller: Caller): void => {
  const found = findListener(walk.model, loadBalancer, request.port)
  const balancer = { entity: loadBalancer.address, source: loadBalancer.at, values: [] }
  if (found.kind === 'none') {
    const others = found.ports.length > 0 ? `listens on ${found.ports.join(', ')} only` : 'has no listener'
    fail(walk, { stage: 'tls', ...balancer, detail: `${loadBalancer.address.name} ${others}` }, { kind: 'no-listener' })
    return
  }
  if (found.kind === 'undetermined') {
    doubt(
      walk,
      { stage: 'tls', ...balancer, detail: `what listens on port ${request.port} is not known` },
      found.decides,
    )
    return
  }
  passListener(walk, found.listener, request, caller)
}

/** The request as one of its listeners sees it: where a VPC link leads, for one. */
export const passListener = (walk: Walk, listener: Listener, request: Request, caller: Caller): void => {
  if (!passTls(walk, listener, request, caller)) return
  passRules(walk, listener, request)
}

const protocolOf = (listener: Listener): string =>
  isKnown(listener.protocol) ? String(listener.protocol.value).toUpperCase() : ''

/** False where the connection itself cannot be opened. */
const passTls = (walk: Walk, listener: Listener, request: Request, { names: wanted, isEdge }: Caller): boolean => {
  const protocol = protocolOf(listener)
  const at = { stage: 'tls' as const, entity: listener.address, source: listener.at, values: [] }
  if (request.scheme === 'http') {
    if (protocol === 'HTTPS' || protocol === 'TLS') {
      fail(walk, { ...at, detail: `port ${request.port} speaks ${protocol}` }, { kind: 'answered', status: 400 })
      return false
    }
    return true
  }
  if (protocol === 'HTTP') {
    fail(walk, { ...at, detail: `port ${request.port} speaks plain HTTP` }, { kind: 'no-listener' })
    return false
  }
  const [sni] = wanted
  const answers = wanted.map(name => chooseCertificate(walk.model, listener, name))
  const answer =
    answers.find(({ kind }) => kind === 'covers') ??
    answers.find(({ kind }) => kind === 'undetermined') ??
    chooseCertificate(walk.model, listener, sni)
  if (answer.kind === 'covers') {
    const { certificate, fromList } = answer
    const detail = `presents ${certificate.address.name} (${formatNames(certificate)})${fromList ? '' : ', the default certificate'}`
    pass(walk, { stage: 'tls', entity: certificate.address, source: certificate.at, detail, values: certificate.names })
  } else if (answer.kind === 'undetermined') {
    doubt(walk, { ...at, detail: `which certificate covers ${sni} is not known` }, answer.decides)
  } else {
    const { certificate, offered } = answer
    const shown = certificate ?? offered[0]
    const detail = shown
      ? `no certificate on ${listener.address.name} covers ${sni}; it presents ${shown.address.name} (${formatNames(shown)})`
      : `${listener.address.name} has no certificate`
    const names = offered.flatMap(certificate => certificate.names)
    fail(
      walk,
      {
        stage: 'tls',
        ...(shown ? { entity: shown.address } : {}),
        source: shown?.at ?? listener.at,
        detail,
        values: names,
      },
      isEdge ? { kind: 'blocked', status: 502 } : { kind: 'certificate-mismatch', names: names.map(displayValue) },
    )
  }
  return true
}

const passRules = (walk: Walk, listener: Listener, request: Request): void => {
  const answer = chooseRule(walk.model, listener, request)
  if (answer.kind === 'undetermined') {
    const { rule, decides } = answer
    const detail = `whether ${describeRule(rule)} takes it is not known`
    doubt(walk, { stage: 'route', entity: rule.address, source: rule.at, detail, values: [] }, decides)
    return
  }
  if (answer.kind === 'rule') {
    if (walk.disposition === undefined) walk.rule = answer.priority ?? null
    const { rule } = answer
    const values = rule.conditions.flatMap(valuesOf)
    const detail = `${describeRule(rule)} takes it`
    pass(walk, { stage: 'route', entity: rule.address, source: rule.at, detail, values })
    passAction(walk, rule.actions, request, rule)
    return
  }
  if (walk.disposition === undefined) walk.rule = 'default'
  walk.nearestMiss ??= answer.nearestMiss
  passDefault(walk, listener, request, answer.nearestRule)
}

/** The default action answers; where it turns the request away, no rule routes it: that is the failure, and the nearest rule tells what is behind it. */
const passDefault = (walk: Walk, listener: Listener, request: Request, nearest: ListenerRule | undefined): void => {
  const last = listener.defaultActions.at(-1)
  const at = { entity: listener.address, source: last?.at ?? listener.at, values: [] }
  if (last?.type === 'fixed-response') {
    if (!isKnown(last.statusCode)) {
      doubt(
        walk,
        { stage: 'route', ...at, detail: 'no rule takes it; the default action answers' },
        decidersOf(last.statusCode),
      )
      return
    }
    const status = Number(last.statusCode.value)
    const body = last.messageBody ? displayValue(last.messageBody) : undefined
    const detail = `no rule takes it; the default action answers ${status}${body ? ` "${body}"` : ''}`
    const disposition = { kind: 'answered' as const, status, ...(body === undefined ? {} : { body }) }
    if (status < 400) pass(walk, { stage: 'route', ...at, detail })
    else fail(walk, { stage: 'route', ...at, detail }, disposition)
    if (walk.disposition === undefined) walk.disposition = disposition
    const behind = expectedRule(walk, listener) ?? nearest
    if (behind) passAction(walk, behind.actions, request, behind)
    return
  }
  pass(walk, { stage: 'route', ...at, detail: 'no rule takes it; the default action does' })
  passAction(walk, listener.defaultActions, request, undefined)
}

/** The rule that leads to the service that should answer, where another environment's trace says which. */
const expectedRule = (walk: Walk, listener: Listener): ListenerRule | undefined => {
  const { service } = walk.hints
  if (service === undefined) return undefined
  return walk.model.entities['listener-rule'].find(
    rule =>
      rule.listener.kind === 'reference' &&
      sameAddress(rule.listener.to, listener.address) &&
      rule.actions.some(action => action.type === 'forward' && leadsTo(walk, action, service)),
  )
}

const leadsTo = (walk: Walk, action: Extract<Action, { type: 'forward' }>, service: Address): boolean =>
  walk.model.entities.service.some(
    candidate =>
      sameAddress(candidate.address, service) &&
      candidate.targets.some(({ targetGroup }) =>
        action.targets.some(
          target =>
            target.targetGroup.kind === 'reference' &&
            targetGroup.kind === 'reference' &&
            sameAddress(target.targetGroup.to, targetGroup.to),
        ),
      ),
  )

export const describeRule = (rule: ListenerRule): string => {
  const priority = priorityOf(rule)
  return priority === undefined ? `rule ${rule.address.name}` : `rule ${priority} (${rule.address.name})`
}
