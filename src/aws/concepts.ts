import type { Entity } from '../model/entity.ts'
import type { EvaluatedResource } from '../model/evaluated.ts'
import * as accelerator from './accelerator.ts'
import * as api from './api.ts'
import * as apiAuthorizer from './api-authorizer.ts'
import * as apiDomain from './api-domain.ts'
import * as apiRoute from './api-route.ts'
import * as certificate from './certificate.ts'
import * as distribution from './distribution.ts'
import * as dnsRecord from './dns-record.ts'
import type { EntityReader, ResourceAt } from './entity-base.ts'
import * as lambdaFunction from './lambda-function.ts'
import * as listener from './listener.ts'
import * as listenerCertificate from './listener-certificate.ts'
import * as listenerRule from './listener-rule.ts'
import * as loadBalancer from './load-balancer.ts'
import * as securityGroup from './security-group.ts'
import * as service from './service.ts'
import * as storedParameter from './stored-parameter.ts'
import * as targetAttachment from './target-attachment.ts'
import * as targetGroup from './target-group.ts'
import * as taskDefinition from './task-definition.ts'
import * as trustStore from './trust-store.ts'
import * as userPool from './user-pool.ts'
import * as webAclAssociation from './web-acl-association.ts'
import * as zone from './zone.ts'

type Readers = readonly EntityReader[]

/** Terraform resource types, and data sources that find what was made elsewhere. */
const managed: Readonly<Record<string, Readers>> = {
  aws_route53_zone: [zone.fromTerraform],
  aws_route53_record: [dnsRecord.fromTerraform],
  aws_route53_records_exclusive: [dnsRecord.fromTerraform],
  aws_lb: [loadBalancer.fromTerraform],
  aws_alb: [loadBalancer.fromTerraform],
  aws_elb: [loadBalancer.fromTerraform, listener.fromClassicTerraform],
  aws_lb_listener: [listener.fromTerraform],
  aws_alb_listener: [listener.fromTerraform],
  aws_lb_listener_certificate: [listenerCertificate.fromTerraform],
  aws_alb_listener_certificate: [listenerCertificate.fromTerraform],
  aws_lb_listener_rule: [listenerRule.fromTerraform],
  aws_alb_listener_rule: [listenerRule.fromTerraform],
  aws_acm_certificate: [certificate.fromTerraform],
  aws_acm_certificate_validation: [certificate.fromTerraformValidation],
  aws_iam_server_certificate: [certificate.fromServerCertificate],
  aws_lb_target_group: [targetGroup.fromTerraform],
  aws_alb_target_group: [targetGroup.fromTerraform],
  aws_lb_target_group_attachment: [targetAttachment.fromTerraform],
  aws_alb_target_group_attachment: [targetAttachment.fromTerraform],
  aws_autoscaling_attachment: [targetAttachment.fromTerraform],
  aws_autoscaling_traffic_source_attachment: [targetAttachment.fromTerraform],
  aws_autoscaling_group: [targetAttachment.fromTerraform],
  aws_ecs_service: [service.fromTerraform],
  aws_ecs_task_set: [service.fromTaskSet],
  aws_ecs_task_definition: [taskDefinition.fromTerraform],
  aws_lambda_function: [lambdaFunction.fromFunction],
  aws_cloudfront_distribution: [distribution.fromTerraform],
  aws_ssm_parameter: [storedParameter.fromTerraform],
  aws_lb_trust_store: [trustStore.fromTrustStore],
  aws_alb_trust_store: [trustStore.fromTrustStore],
  aws_api_gateway_rest_api: [api.fromRestApi],
  aws_api_gateway_stage: [api.fromStage],
  aws_api_gateway_deployment: [api.fromStage],
  aws_api_gateway_domain_name: [apiDomain.fromRest],
  aws_api_gateway_base_path_mapping: [apiDomain.fromMapping],
  aws_api_gateway_method: [apiRoute.fromMethod],
  aws_api_gateway_integration: [apiRoute.fromRestIntegration],
  aws_api_gateway_authorizer: [apiAuthorizer.fromAuthorizer],
  aws_api_gateway_vpc_link: [apiAuthorizer.fromVpcLink],
  aws_apigatewayv2_api: [api.fromHttpApi],
  aws_apigatewayv2_stage: [api.fromStage],
  aws_apigatewayv2_domain_name: [apiDomain.fromHttp],
  aws_apigatewayv2_api_mapping: [apiDomain.fromMapping],
  aws_apigatewayv2_route: [apiRoute.fromRoute],
  aws_apigatewayv2_integration: [apiRoute.fromHttpIntegration],
  aws_apigatewayv2_authorizer: [apiAuthorizer.fromAuthorizer],
  aws_apigatewayv2_vpc_link: [apiAuthorizer.fromVpcLink],
  aws_cognito_user_pool: [userPool.fromPool],
  aws_cognito_user_pool_client: [userPool.fromClient],
  aws_cognito_user_pool_domain: [userPool.fromDomain],
  aws_cognito_resource_server: [userPool.fromResourceServer],
  aws_wafv2_web_acl_association: [webAclAssociation.fromAssociation],
  aws_wafregional_web_acl_association: [webAclAssociation.fromAssociation],
  aws_security_group: [securityGroup.fromGroup],
  aws_security_group_rule: [securityGroup.fromRule],
  aws_vpc_security_group_ingress_rule: [securityGroup.fromRule],
  aws_vpc_security_group_egress_rule: [securityGroup.fromRule],
  aws_globalaccelerator_accelerator: [accelerator.fromAccelerator],
  aws_globalaccelerator_listener: [accelerator.fromListener],
  aws_globalaccelerator_endpoint_group: [accelerator.fromEndpointGroup],
}

const lookups: Readonly<Record<string, Readers>> = {
  aws_route53_zone: [zone.fromTerraform],
  aws_lb: [loadBalancer.fromTerraform],
  aws_alb: [loadBalancer.fromTerraform],
  aws_lb_listener: [listener.fromTerraform],
  aws_alb_listener: [listener.fromTerraform],
  aws_acm_certificate: [certificate.fromTerraform],
  aws_iam_server_certificate: [certificate.fromServerCertificate],
  aws_lb_target_group: [targetGroup.fromTerraform],
  aws_alb_target_group: [targetGroup.fromTerraform],
}

const cloudFormation: Readonly<Record<string, Readers>> = {
  'AWS::Route53::HostedZone': [zone.fromCloudFormation],
  'AWS::Route53::RecordSet': [dnsRecord.fromCloudFormation],
  'AWS::Route53::RecordSetGroup': [dnsRecord.fromCloudFormation],
  'AWS::ElasticLoadBalancingV2::LoadBalancer': [loadBalancer.fromCloudFormation],
  'AWS::ElasticLoadBalancing::LoadBalancer': [loadBalancer.fromCloudFormation, listener.fromClassicCloudFormation],
  'AWS::ElasticLoadBalancingV2::Listener': [listener.fromCloudFormation],
  'AWS::ElasticLoadBalancingV2::ListenerCertificate': [listenerCertificate.fromCloudFormation],
  'AWS::ElasticLoadBalancingV2::ListenerRule': [listenerRule.fromCloudFormation],
  'AWS::CertificateManager::Certificate': [certificate.fromCloudFormation],
  'AWS::IAM::ServerCertificate': [certificate.fromServerCertificate],
  'AWS::ElasticLoadBalancingV2::TargetGroup': [targetGroup.fromCloudFormation],
  'AWS::AutoScaling::AutoScalingGroup': [targetAttachment.fromCloudFormation],
  'AWS::ECS::Service': [service.fromCloudFormation],
  'AWS::ECS::TaskSet': [service.fromTaskSet],
  'AWS::ECS::TaskDefinition': [taskDefinition.fromCloudFormation],
  'AWS::Lambda::Function': [lambdaFunction.fromFunction],
  'AWS::CloudFront::Distribution': [distribution.fromCloudFormation],
  'AWS::SSM::Parameter': [storedParameter.fromCloudFormation],
  'AWS::ElasticLoadBalancingV2::TrustStore': [trustStore.fromTrustStore],
  'AWS::ApiGateway::RestApi': [api.fromRestApi],
  'AWS::ApiGateway::Stage': [api.fromStage],
  'AWS::ApiGateway::Deployment': [api.fromStage],
  'AWS::ApiGateway::DomainName': [apiDomain.fromRest],
  'AWS::ApiGateway::BasePathMapping': [apiDomain.fromMapping],
  'AWS::ApiGateway::Method': [apiRoute.fromMethod],
  'AWS::ApiGateway::Authorizer': [apiAuthorizer.fromAuthorizer],
  'AWS::ApiGateway::VpcLink': [apiAuthorizer.fromVpcLink],
  'AWS::ApiGatewayV2::Api': [api.fromHttpApi],
  'AWS::ApiGatewayV2::Stage': [api.fromStage],
  'AWS::ApiGatewayV2::DomainName': [apiDomain.fromHttp],
  'AWS::ApiGatewayV2::ApiMapping': [apiDomain.fromMapping],
  'AWS::ApiGatewayV2::Route': [apiRoute.fromRoute],
  'AWS::ApiGatewayV2::Integration': [apiRoute.fromHttpIntegration],
  'AWS::ApiGatewayV2::Authorizer': [apiAuthorizer.fromAuthorizer],
  'AWS::ApiGatewayV2::VpcLink': [apiAuthorizer.fromVpcLink],
  'AWS::Cognito::UserPool': [userPool.fromPool],
  'AWS::Cognito::UserPoolClient': [userPool.fromClient],
  'AWS::Cognito::UserPoolDomain': [userPool.fromDomain],
  'AWS::Cognito::UserPoolResourceServer': [userPool.fromResourceServer],
  'AWS::WAFv2::WebACLAssociation': [webAclAssociation.fromAssociation],
  'AWS::WAFRegional::WebACLAssociation': [webAclAssociation.fromAssociation],
  'AWS::EC2::SecurityGroup': [securityGroup.fromGroup],
  'AWS::EC2::SecurityGroupIngress': [securityGroup.fromRule],
  'AWS::EC2::SecurityGroupEgress': [securityGroup.fromRule],
  'AWS::GlobalAccelerator::Accelerator': [accelerator.fromAccelerator],
  'AWS::GlobalAccelerator::Listener': [accelerator.fromListener],
  'AWS::GlobalAccelerator::EndpointGroup': [accelerator.fromEndpointGroup],
}

const readersOf = ({ dialect, mode, type }: EvaluatedResource): Readers | undefined => {
  const table = dialect === 'cloudformation' ? cloudFormation : mode === 'data' ? lookups : managed
  return Object.hasOwn(table, type) ? table[type] : undefined
}

/** The entities that a resource stands for; `undefined` when its type is not one of those that are modelled. */
export const readEntities = (resource: EvaluatedResource, resourceAt: ResourceAt): readonly Entity[] | undefined =>
  readersOf(resource)?.flatMap(read => read(resource, resourceAt))

/** A resource as links are to be made in it: JSON that is text in its own language is structure. */
export const withStructure = (resource: EvaluatedResource): EvaluatedResource =>
  resource.type === 'aws_ecs_task_definition' ? taskDefinition.withStructuredContainers(resource) : resource
