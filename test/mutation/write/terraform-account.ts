import { block } from './hcl-text.ts'
import type { Part, Scope } from './terraform-root.ts'

/** Providers, the network and what stacks are told of the environment. */
export const accountBlocks = ({ deployment, name }: Scope): readonly Part[] => {
  const { company, environment, account, listeners } = deployment
  const told = [
    ...listeners.map(({ key }) => [`${key}-listener-arn`, `aws_lb_listener.${name(key)}.arn`] as const),
    ['vpc-id', `aws_vpc.${name('main')}.id`] as const,
    ['subnet-id', `aws_subnet.${name('private')}.id`] as const,
    ['load-balancer-group-id', `aws_security_group.${name('front')}.id`] as const,
  ]
  const parts = [
    block('provider', ['aws'], ['region', 'eu-west-1'], ['allowed_account_ids', [account]]),
    block('provider', ['aws'], ['alias', 'us_east_1'], ['region', 'us-east-1']),
    block(
      'resource',
      ['aws_vpc', name('main')],
      ['cidr_block', '10.20.0.0/16'],
      ['tags', { Name: `${company}-${environment}` }],
    ),
    block(
      'resource',
      ['aws_subnet', name('private')],
      ['vpc_id', { expression: `aws_vpc.${name('main')}.id` }],
      ['cidr_block', '10.20.1.0/24'],
    ),
    block('resource', ['aws_ecs_cluster', name('main')], ['name', `${company}-${environment}`]),
    ...told.map(([key, expression]) =>
      block(
        'resource',
        ['aws_ssm_parameter', name(key)],
        ['name', `/${company}/${environment}/${key}`],
        ['type', 'String'],
        ['value', { expression }],
      ),
    ),
  ]
  return parts.map(written => ({ subject: 'account', block: written }))
}
