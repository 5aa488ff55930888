import type { Accelerator, AcceleratorListener, EndpointGroup } from '../model/entity.ts'
import type { EvaluatedResource } from '../model/evaluated.ts'
import { entityFacts, given } from './entity-base.ts'
import { argument, asNumber, blocks, identifier, required } from './read-argument.ts'

export const fromAccelerator = (resource: EvaluatedResource): readonly Accelerator[] => [
  { kind: 'accelerator', ...entityFacts(resource), ...given({ name: identifier(resource, 'name') }) },
]

export const fromListener = (resource: EvaluatedResource): readonly AcceleratorListener[] => [
  {
    kind: 'accelerator-listener',
    ...entityFacts(resource),
    accelerator: required(resource, 'accelerator_arn', identifier(resource, 'accelerator_arn')),
    ports: [...blocks(resource, 'port_range'), ...blocks(resource, 'PortRanges')].map(range => ({
      from: required(resource, 'port_range.from_port', asNumber(argument(range, 'from_port'))),
      to: required(resource, 'port_range.to_port', asNumber(argument(range, 'to_port'))),
    })),
  },
]

export const fromEndpointGroup = (resource: EvaluatedResource): readonly EndpointGroup[] => [
  {
    kind: 'endpoint-group',
    ...entityFacts(resource),
    listener: required(resource, 'listener_arn', identifier(resource, 'listener_arn')),
    ...given({ trafficDial: asNumber(argument(resource, 'traffic_dial_percentage')) }),
    endpoints: [...blocks(resource, 'endpoint_configuration'), ...blocks(resource, 'EndpointConfigurations')].map(
      endpoint => ({
        endpoint: required(resource, 'endpoint_configuration.endpoint_id', identifier(endpoint, 'endpoint_id')),
        ...given({ weight: asNumber(argument(endpoint, 'weight')) }),
      }),
    ),
    portOverrides: [...blocks(resource, 'port_override'), ...blocks(resource, 'PortOverrides')].map(override => ({
      listenerPort: required(resource, 'port_override.listener_port', asNumber(argument(override, 'listener_port'))),
      endpointPort: required(resource, 'port_override.endpoint_port', asNumber(argument(override, 'endpoint_port'))),
    })),
  },
]
