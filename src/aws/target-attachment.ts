import type { TargetAttachment } from '../model/entity.ts'
import type { EvaluatedResource } from '../model/evaluated.ts'
import type { Value } from '../model/value.ts'
import { isKnown } from '../model/value.ts'
import { entityFacts } from './entity-base.ts'
import { argument, blocks, identifier, required } from './read-argument.ts'

const attach = (resource: EvaluatedResource, targetGroup: Value, part = ''): TargetAttachment => ({
  kind: 'target-attachment',
  ...entityFacts(resource, part),
  targetGroup,
})

/** An attachment to a classic load balancer (`elb`) puts nothing into a target group. */
const fromAutoscalingAttachment = (resource: EvaluatedResource): readonly TargetAttachment[] => {
  const targetGroup = identifier(resource, 'lb_target_group_arn') ?? identifier(resource, 'alb_target_group_arn')
  return targetGroup ? [attach(resource, targetGroup)] : []
}

const trafficSources = (resource: EvaluatedResource): readonly TargetAttachment[] =>
  blocks(resource, 'traffic_source').flatMap((source, index) => {
    const type = argument(source, 'type')
    const targetGroup = identifier(source, 'identifier')
    const isElsewhere = isKnown(type) && type.value !== 'elbv2'
    return targetGroup === undefined || isElsewhere ? [] : [attach(resource, targetGroup, `.traffic_source[${index}]`)]
  })

const fromGroup = (resource: EvaluatedResource, name: string): readonly TargetAttachment[] =>
  blocks(resource, name).map((targetGroup, index) => attach(resource, targetGroup, `.${name}[${index}]`))

export const fromTerraform = (resource: EvaluatedResource): readonly TargetAttachment[] => {
  switch (resource.type) {
    case 'aws_autoscaling_attachment':
      return fromAutoscalingAttachment(resource)
    case 'aws_autoscaling_traffic_source_attachment':
      return trafficSources(resource)
    case 'aws_autoscaling_group':
      return [...fromGroup(resource, 'target_group_arns'), ...trafficSources(resource)]
    default:
      return [attach(resource, required(resource, 'target_group_arn', identifier(resource, 'target_group_arn')))]
  }
}

export const fromCloudFormation = (resource: EvaluatedResource): readonly TargetAttachment[] =>
  fromGroup(resource, 'TargetGroupARNs')
