import type { Listener } from '../model/entity.ts'
import type { EvaluatedResource } from '../model/evaluated.ts'
import type { Value } from '../model/value.ts'
import { isString } from '../model/value.ts'
import { readActions } from './action.ts'
import { assumed, entityFacts, given } from './entity-base.ts'
import { argument, asNumber, blocks, identifier, required } from './read-argument.ts'

const upperCase = (value: Value): Value => (isString(value) ? { ...value, value: value.value.toUpperCase() } : value)

const readListener = (
  resource: EvaluatedResource,
  protocol: Value | undefined,
  certificate: Value | undefined,
): readonly Listener[] => [
  {
    kind: 'listener',
    ...entityFacts(resource),
    loadBalancer: required(resource, 'load_balancer_arn', identifier(resource, 'load_balancer_arn')),
    port: required(resource, 'port', asNumber(argument(resource, 'port'))),
    protocol: upperCase(required(resource, 'protocol', protocol)),
    ...given({
      certificate,
      sslPolicy: identifier(resource, 'ssl_policy'),
      clientCertificates: argument(resource, 'mutual_authentication', 'mode'),
    }),
    defaultActions: [...readActions(resource, 'default_action'), ...readActions(resource, 'DefaultActions')],
    isLookup: resource.mode === 'data',
  },
]

/** Of a listener that was looked up, neither its certificate nor its rules are known from here. */
export const fromTerraform = (resource: EvaluatedResource): readonly Listener[] => {
  const protocol = argument(resource, 'protocol')
  const certificate = identifier(resource, 'certificate_arn')
  if (resource.mode === 'data')
    return readListener(resource, protocol, required(resource, 'certificate_arn', certificate))
  // The provider sends HTTP for a load balancer of type application; the others have to name their protocol.
  return readListener(resource, protocol ?? assumed(resource, 'HTTP'), certificate)
}

/** `Certificates` holds the default certificate only, although it is a list. */
export const fromCloudFormation = (resource: EvaluatedResource): readonly Listener[] => {
  const [first] = blocks(resource, 'Certificates')
  return readListener(resource, argument(resource, 'Protocol'), first && identifier(first, 'CertificateArn'))
}

/** The listeners of a classic load balancer are part of it, and hand every request to its instances. */
const readClassic = (resource: EvaluatedResource, name: string, fields: ClassicFields): readonly Listener[] =>
  blocks(resource, name).map((block, index) => ({
    kind: 'listener',
    ...entityFacts(resource, `.${name}[${index}]`, block.from.at),
    loadBalancer: {
      kind: 'reference',
      to: resource.address,
      attribute: [],
      from: { at: block.from.at, origins: [] },
    },
    port: required(resource, `${name}.${fields.port}`, asNumber(argument(block, fields.port))),
    protocol: upperCase(required(resource, `${name}.${fields.protocol}`, argument(block, fields.protocol))),
    ...given({ certificate: identifier(block, 'ssl_certificate_id') }),
    defaultActions: [
      { type: 'unsupported', name: assumed(resource, 'instances of a classic load balancer'), at: block.from.at },
    ],
    isLookup: resource.mode === 'data',
  }))

interface ClassicFields {
  readonly port: string
  readonly protocol: string
}

export const fromClassicTerraform = (resource: EvaluatedResource): readonly Listener[] =>
  readClassic(resource, 'listener', { port: 'lb_port', protocol: 'lb_protocol' })

export const fromClassicCloudFormation = (resource: EvaluatedResource): readonly Listener[] =>
  readClassic(resource, 'Listeners', { port: 'LoadBalancerPort', protocol: 'Protocol' })
