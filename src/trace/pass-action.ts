import { decidersOf, displayValue } from '../model/deciders.ts'
import type { Action, ListenerRule } from '../model/entity.ts'
import { startOf } from '../model/source-location.ts'
import type { Request } from '../model/trace.ts'
import { isKnown } from '../model/value.ts'
import { redirectTarget } from './redirect.ts'
import { findTarget, sharingGroups } from './target.ts'
import { checkToken, type Verifier, verifierOf } from './token.ts'
import { doubt, end, fail, pass, type Walk } from './walk.ts'

/** What the actions of a rule, or the default actions, do with a request: authentication first, then exactly one that routes it. */
export const passAction = (
  walk: Walk,
  actions: readonly Action[],
  request: Request,
  rule: ListenerRule | undefined,
): void => {
  const entity = rule ? { entity: rule.address } : {}
  for (const action of actions) {
    const at = { stage: 'action' as const, ...entity, source: action.at, values: [] }
    switch (action.type) {
      case 'jwt-validation':
        passToken(
          walk,
          { issuers: [action.issuer], audiences: action.audiences ?? [] },
          request,
          'the load balancer',
          at,
        )
        break
      case 'authenticate-oidc':
      case 'authenticate-cognito': {
        if (!passLogin(walk, action, at)) return
        break
      }
      case 'fixed-response': {
        if (!isKnown(action.statusCode)) {
          doubt(walk, { ...at, detail: 'answers with a status that is not known' }, decidersOf(action.statusCode))
          return
        }
        const status = Number(action.statusCode.value)
        const body = action.messageBody ? displayValue(action.messageBody) : undefined
        end(
          walk,
          { ...at, detail: `answers ${status}` },
          { kind: 'answered', status, ...(body === undefined ? {} : { body }) },
        )
        return
      }
      case 'redirect': {
        const target = redirectTarget(action, request)
        if ('location' in target) {
          const detail = `redirects to ${target.location} (${target.status})`
          if (target.isLoop) fail(walk, { ...at, detail }, { kind: 'loop' })
          else end(walk, { ...at, detail }, { kind: 'redirected', status: target.status, location: target.location })
        } else doubt(walk, { ...at, detail: 'redirects to a place that is not known' }, target.flatMap(decidersOf))
        return
      }
      case 'forward':
        passForward(walk, action, request)
        return
      case 'unsupported':
        doubt(walk, { ...at, detail: `does ${displayValue(action.name)}` }, [
          { names: displayValue(action.name), at: action.at },
        ])
        return
    }
  }
  if (actions.length === 0) {
    const at = rule?.at ?? startOf('')
    doubt(walk, { stage: 'action', ...entity, detail: 'its action is not known', values: [] }, [
      { names: 'the action', at },
    ])
  }
}

/** A client without a session: sent to log in, refused, or let through (ELB guide, "Authenticate users"). False when the way ends. */
const passLogin = (
  walk: Walk,
  action: Extract<Action, { type: 'authenticate-oidc' | 'authenticate-cognito' }>,
  at: Omit<Parameters<typeof pass>[1], 'detail'>,
): boolean => {
  const policy = action.onUnauthenticated
  if (policy && !isKnown(policy)) {
    doubt(walk, { ...at, detail: 'what happens without a session is not known' }, decidersOf(policy))
    return false
  }
  const choice = policy && policy.value !== null ? String(policy.value) : 'authenticate'
  if (choice === 'allow') {
    pass(walk, { ...at, detail: 'lets requests without a session through' })
    return true
  }
  if (choice === 'deny') {
    fail(walk, { ...at, detail: 'refuses requests without a session' }, { kind: 'answered', status: 401 })
    return false
  }
  const provider = action.type === 'authenticate-oidc' ? displayValue(action.issuer) : displayValue(action.userPool)
  end(
    walk,
    { ...at, detail: `sends clients without a session to ${provider}` },
    { kind: 'redirected', status: 302, location: provider },
  )
  return false
}

const passForward = (walk: Walk, action: Extract<Action, { type: 'forward' }>, request: Request): void => {
  const [heaviest, ...others] = sharingGroups(action)
  const at = { stage: 'target' as const, source: action.at, values: [] }
  if (!heaviest) {
    doubt(walk, { ...at, detail: 'forwards to a target group that is not known' }, [
      { names: 'the target group', at: action.at },
    ])
    return
  }
  const answer = findTarget(walk.model, heaviest.targetGroup)
  if (answer.kind === 'undetermined') {
    doubt(walk, { ...at, detail: `what is behind ${displayValue(heaviest.targetGroup)} is not known` }, answer.decides)
    return
  }
  const { group, service } = answer
  walk.service ??= service?.address
  const shares =
    others.length > 0 ? ` (${others.length} more target group${others.length > 1 ? 's' : ''} share the traffic)` : ''
  const target = {
    stage: 'target' as const,
    entity: service?.address ?? group.address,
    source: service?.at ?? group.at,
    values: [],
  }
  if (answer.kind === 'empty') {
    fail(
      walk,
      { ...target, detail: `target group ${group.address.name} is empty: ${answer.because}` },
      { kind: 'no-target' },
    )
    if (!service) return
  } else
    pass(walk, {
      ...target,
      detail: `${group.address.name} → ${service?.address.name ?? 'its registered targets'}${shares}`,
    })

  const app = service && verifierOf(walk.model, service)
  if (app) {
    const verifier = { issuers: app.issuersAccepted, audiences: app.audiences }
    const source = app.issuersAccepted[0]?.from.at
    passToken(walk, verifier, request, app.id, {
      entity: { source: app.id, name: app.id },
      ...(source ? { source } : {}),
    })
  }
  if (walk.disposition === undefined) walk.disposition = { kind: 'accepted', service: service?.address.name }
}

/** The token check of a load balancer, an API or an application. */
export const passToken = (
  walk: Walk,
  verifier: Verifier,
  request: Request,
  who: string,
  at: Pick<Parameters<typeof pass>[1], 'entity' | 'source'>,
): void => {
  const answer = checkToken(walk.model, verifier, request)
  const where = { ...(at.entity ? { entity: at.entity } : {}), ...(at.source ? { source: at.source } : {}) }
  const hop = { ...where, stage: 'token' as const, detail: `${who}: ${answer.because}`, values: answer.values }
  if (answer.kind === 'accepted') pass(walk, hop)
  else if (answer.kind === 'rejected') fail(walk, hop, { kind: 'token-rejected', claim: answer.claim })
  else doubt(walk, hop, answer.decides)
}
