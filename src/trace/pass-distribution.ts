import { decidersOf, displayValue } from '../model/deciders.ts'
import type { Behavior, Distribution } from '../model/entity.ts'
import { resolveEntity } from '../model/environment-model.ts'
import { selects } from '../model/selection.ts'
import type { Decider, Request } from '../model/trace.ts'
import { isKnown, isReadable, isString, type Value } from '../model/value.ts'
import { certificateCovers } from './certificate-names.ts'
import { referenceText } from './conditions.ts'
import { matchPattern, matchPatterns } from './match-value.ts'
import { formatNames } from './tls.ts'
import { doubt, end, fail, pass, type Walk } from './walk.ts'

/**
 * The request at a CloudFront distribution (CloudFront guide, "Alternate domain names", "Cache behavior settings").
 * Gives the request as its origin sees it, with the origin's name, or nothing when the way ends or is not known.
 */
export const passDistribution = (
  walk: Walk,
  distribution: Distribution,
  request: Request,
):
  | {
      readonly request: Request
      readonly origin: Distribution['origins'][number]
      /** What the origin's certificate may be for. */
      readonly names: readonly [string, ...string[]]
    }
  | undefined => {
  const at = { stage: 'edge' as const, entity: distribution.address, source: distribution.at, values: [] }
  const listed = matchPatterns(distribution.aliases, request.host, { ignoreCase: true })
  if (listed === 'no' && !request.host.endsWith('.cloudfront.net')) {
    fail(
      walk,
      { ...at, detail: `${request.host} is not among the distribution's aliases` },
      { kind: 'blocked', status: 403 },
    )
  } else if (listed === 'undetermined') {
    const open = 'unknown' in distribution.aliases ? [distribution.aliases.unknown] : distribution.aliases
    doubt(
      walk,
      { ...at, detail: `whether ${request.host} is among its aliases is not known` },
      open.flatMap(decidersOf),
    )
  }
  if (request.scheme === 'https') presentCertificate(walk, distribution, request)

  const found = behaviorFor(distribution, request.path)
  if (found.kind === 'undetermined') {
    const source = found.behavior?.at ?? distribution.at
    doubt(walk, { ...at, source, detail: 'which behaviour takes it is not known' }, found.decides)
    return undefined
  }
  const { behavior, origin } = found
  if (!origin) {
    doubt(walk, { ...at, source: behavior.at, detail: 'its origin is not known' }, decidersOf(behavior.origin))
    return undefined
  }
  const pattern = behavior.pathPattern ? displayValue(behavior.pathPattern) : 'default'
  passMethod(walk, behavior, request, { ...at, source: behavior.at })
  const name = displayValue(origin.domainName)
  if (origin.isS3) {
    end(
      walk,
      { ...at, source: behavior.at, detail: `behaviour ${pattern} → bucket ${name}` },
      { kind: 'accepted', service: name },
    )
    return undefined
  }
  const keepsHost = selects(behavior.forwards.headers, 'host')
  if (keepsHost === 'undetermined') {
    doubt(walk, { ...at, source: behavior.at, detail: 'whether it forwards the Host header is not known' }, [
      { names: `origin request policy of behaviour ${pattern}`, at: behavior.at },
    ])
    return undefined
  }
  const { protocolPolicy } = origin
  if (protocolPolicy && !isKnown(protocolPolicy)) {
    doubt(
      walk,
      { ...at, source: behavior.at, detail: `whether it asks origin ${name} by HTTP or HTTPS is not known` },
      decidersOf(protocolPolicy),
    )
    return undefined
  }
  pass(walk, {
    ...at,
    source: behavior.at,
    detail: `behaviour ${pattern} → origin ${name}, Host ${keepsHost === 'yes' ? 'forwarded' : 'replaced by the origin'}`,
  })
  const policy = protocolPolicy?.value
  const plain = policy === 'http-only' || (policy === 'match-viewer' && request.scheme === 'http')
  const originHost = isReadable(origin.domainName) ? String(origin.domainName.value).toLowerCase() : generatedName
  const prefix = origin.path && isKnown(origin.path) && origin.path.value !== null ? String(origin.path.value) : ''
  return {
    origin,
    names: keepsHost === 'yes' ? [request.host, originHost] : [originHost],
    request: {
      ...request,
      host: keepsHost === 'yes' ? request.host : originHost,
      path: `${prefix}${request.path}`,
      headers: withOwnHeaders(request.headers, origin),
      ...(plain ? { scheme: 'http', port: 80 } : { scheme: 'https', port: 443 }),
    },
  }
}

/** The methods that a behaviour takes; without a list GET and HEAD (CloudFront API, `AllowedMethods`). `open` hides more. */
export const allowedMethods = ({
  allowedMethods: methods,
}: Behavior): { readonly names: readonly string[]; readonly open: readonly Value[] } => {
  if (methods === undefined) return { names: ['GET', 'HEAD'], open: [] }
  if ('unknown' in methods) return { names: [], open: [methods.unknown] }
  const known = methods.filter(isString)
  return {
    names: known.map(({ value }) => value.toUpperCase()),
    open: methods.filter(method => !isString(method)),
  }
}

/** A method that its behaviour does not list is answered with 403 (CloudFront guide, "HTTP 403 status code"). */
const passMethod = (
  walk: Walk,
  behavior: Behavior,
  { method }: Request,
  at: Omit<Parameters<typeof pass>[1], 'detail'>,
): void => {
  const { names, open } = allowedMethods(behavior)
  if (names.includes(method)) return
  if (open.length > 0)
    doubt(walk, { ...at, detail: `whether it takes ${method} is not known` }, open.flatMap(decidersOf))
  else fail(walk, { ...at, detail: `its behaviour does not take ${method}` }, { kind: 'blocked', status: 403 })
}

/** The viewer's headers and those that the distribution adds, which replace the viewer's (CloudFront guide, "Add custom headers to origin requests"). */
const withOwnHeaders = (
  headers: Request['headers'],
  { headers: own = [] }: Distribution['origins'][number],
): Request['headers'] =>
  own.length === 0
    ? headers
    : new Map([
        ...headers,
        ...own.flatMap(({ name, value }) =>
          isKnown(name) ? [[String(name.value).toLowerCase(), [headerText(value)]] as const] : [],
        ),
      ])

/** A value that is decided at deployment goes under its reference, which no known text equals and the same reference does. */
const headerText = (value: Value): string =>
  isKnown(value)
    ? String(value.value)
    : value.kind === 'reference'
      ? referenceText(value)
      : `\${${decidersOf(value)
          .map(({ names }) => names)
          .join(' ')}}`

/** What AWS calls a load balancer is known only after it is made; that it is no viewer's host is known before. */
export const generatedName = 'load-balancer.elb.amazonaws.com'

export type BehaviorAnswer =
  | {
      readonly kind: 'behavior'
      readonly behavior: Behavior
      readonly origin: Distribution['origins'][number] | undefined
    }
  | { readonly kind: 'undetermined'; readonly behavior: Behavior | undefined; readonly decides: readonly Decider[] }

/** The behaviour that takes a path, the first that matches, and its origin. */
export const behaviorFor = (distribution: Distribution, path: string): BehaviorAnswer => {
  const behavior = distribution.behaviors.find(
    ({ pathPattern }) => pathPattern === undefined || matchPath(pathPattern, path) !== 'no',
  )
  if (!behavior) {
    const decides = [{ names: `behaviours of ${distribution.address.name}`, at: distribution.at }]
    return { kind: 'undetermined', behavior, decides }
  }
  if (behavior.pathPattern && matchPath(behavior.pathPattern, path) === 'undetermined')
    return { kind: 'undetermined', behavior, decides: decidersOf(behavior.pathPattern) }
  const origin = distribution.origins.find(
    ({ id }) => isKnown(id) && isKnown(behavior.origin) && id.value === behavior.origin.value,
  )
  return { kind: 'behavior', behavior, origin }
}

/** The leading slash of a behaviour's pattern is optional. */
const matchPath = (pattern: Parameters<typeof matchPattern>[0], path: string) => {
  const rooted = isKnown(pattern) && !String(pattern.value).startsWith('/') && !String(pattern.value).startsWith('*')
  return matchPattern(pattern, rooted ? path.slice(1) : path)
}

const presentCertificate = (walk: Walk, distribution: Distribution, request: Request): void => {
  const at = { stage: 'tls' as const, source: distribution.at, values: [] }
  if (distribution.certificate === undefined) {
    if (request.host.endsWith('.cloudfront.net')) return
    fail(
      walk,
      { ...at, detail: 'it has only the certificate of *.cloudfront.net' },
      { kind: 'certificate-mismatch', names: ['*.cloudfront.net'] },
    )
    return
  }
  const resolved = resolveEntity(walk.model, 'certificate', distribution.certificate)
  if (resolved.kind === 'undetermined') {
    doubt(walk, { ...at, detail: 'which certificate it presents is not known' }, decidersOf(resolved.decides))
    return
  }
  const certificate = resolved.entity
  const hop = { stage: 'tls' as const, entity: certificate.address, source: certificate.at, values: certificate.names }
  const covers = certificateCovers(certificate, request.host)
  if (covers === 'yes')
    pass(walk, { ...hop, detail: `presents ${certificate.address.name} (${formatNames(certificate)})` })
  else if (covers === 'no')
    fail(
      walk,
      { ...hop, detail: `${certificate.address.name} (${formatNames(certificate)}) does not cover ${request.host}` },
      {
        kind: 'certificate-mismatch',
        names: certificate.names.map(displayValue),
      },
    )
  else
    doubt(
      walk,
      { ...hop, detail: `whether ${certificate.address.name} covers ${request.host} is not known` },
      certificate.names.flatMap(decidersOf),
    )
}
