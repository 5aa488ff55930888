// Writes src/parsers/cloudformation/resource-types.generated.json: which attributes the types on a request's path have, and how their names and
// ARNs follow from properties that the template sets. Needs the AWS resource database, which is no dependency of the product:
//   npm install --no-save --ignore-scripts @aws-cdk/aws-service-spec && node scripts/generate-cloudformation-types.mjs
import { writeFileSync } from 'node:fs'
import spec from '@aws-cdk/aws-service-spec'

const types = {
  ApiGateway:
    'Account ApiKey Authorizer BasePathMapping Deployment DomainName Method Resource RestApi Stage UsagePlan VpcLink',
  ApiGatewayV2: 'Api ApiMapping Authorizer Deployment DomainName Integration Route Stage VpcLink',
  AutoScaling: 'AutoScalingGroup',
  CertificateManager: 'Certificate',
  CloudFront:
    'CachePolicy CloudFrontOriginAccessIdentity Distribution Function KeyGroup OriginAccessControl OriginRequestPolicy ResponseHeadersPolicy',
  Cognito: 'IdentityPool UserPool UserPoolClient UserPoolDomain UserPoolResourceServer',
  DynamoDB: 'Table',
  EC2: 'EIP InternetGateway LaunchTemplate NatGateway RouteTable SecurityGroup Subnet VPC VPCEndpoint',
  ECR: 'Repository',
  ECS: 'CapacityProvider Cluster Service TaskDefinition TaskSet',
  ElasticLoadBalancingV2: 'Listener ListenerCertificate ListenerRule LoadBalancer TargetGroup TrustStore',
  GlobalAccelerator: 'Accelerator EndpointGroup Listener',
  IAM: 'InstanceProfile Role',
  KMS: 'Alias Key',
  Lambda: 'Alias Function Permission Url Version',
  Logs: 'LogGroup',
  RDS: 'DBCluster DBInstance',
  Route53: 'HealthCheck HostedZone RecordSet RecordSetGroup',
  S3: 'Bucket',
  SNS: 'Topic',
  SQS: 'Queue',
  SSM: 'Parameter',
  SecretsManager: 'Secret',
  ServiceDiscovery: 'PrivateDnsNamespace PublicDnsNamespace Service',
  VpcLattice: 'Listener Rule Service ServiceNetwork TargetGroup',
  WAFv2: 'IPSet WebACL WebACLAssociation',
}

/** Where the database has no template, or not the one that GetAtt gives (from the "Return values" of each type's page). */
const derived = {
  'AWS::CloudFront::Function': { ref: 'arn:${Partition}:cloudfront::${Account}:function/${Name}' },
  'AWS::Cognito::UserPoolClient': { Name: '${ClientName}' },
  'AWS::ECS::Service': { Name: '${ServiceName}' },
  'AWS::ElasticLoadBalancingV2::LoadBalancer': { LoadBalancerName: '${Name}' },
  'AWS::ElasticLoadBalancingV2::TargetGroup': { TargetGroupName: '${Name}' },
  'AWS::IAM::Role': { Arn: 'arn:${Partition}:iam::${Account}:role${Path|/}${RoleName}' },
  'AWS::IAM::InstanceProfile': {
    Arn: 'arn:${Partition}:iam::${Account}:instance-profile${Path|/}${InstanceProfileName}',
  },
  'AWS::Logs::LogGroup': { Arn: 'arn:${Partition}:logs:${Region}:${Account}:log-group:${LogGroupName}:*' },
  'AWS::RDS::DBCluster': { ref: '${DBClusterIdentifier|lower}' },
  'AWS::RDS::DBInstance': { ref: '${DBInstanceIdentifier|lower}' },
  // Subscriptions and policies find their topic by this reference.
  'AWS::SNS::Topic': { ref: null },
}

const environmentParts = new Set(['Partition', 'Region', 'Account'])
const variables = template => [...template.matchAll(/\$\{(\w+)\}/g)].map(match => match[1])

const describe = resource => {
  const type = resource.cloudFormationType
  const attributes = Object.keys(resource.attributes)
  const settable = name => name in resource.properties
  const arnTemplate = resource.arnTemplate
  const derivable =
    arnTemplate !== undefined && variables(arnTemplate).every(name => environmentParts.has(name) || settable(name))
  const arnAttribute = derivable && [`Arn`, `${type.split('::')[2]}Arn`].find(name => attributes.includes(name))
  const attribute = name =>
    derived[type]?.[name] ?? (name === arnAttribute ? arnTemplate : settable(name) ? `\${${name}}` : null)
  const identifier = resource.cfnRefIdentifier ?? resource.primaryIdentifier ?? []
  const only = identifier.length === 1 ? identifier[0] : undefined
  const ref =
    derived[type]?.ref !== undefined
      ? derived[type].ref
      : only === undefined
        ? null
        : attributes.includes(only)
          ? attribute(only)
          : settable(only)
            ? `\${${only}}`
            : null
  return { ref, attributes: Object.fromEntries(attributes.sort().map(name => [name, attribute(name)])) }
}

const database = await spec.loadAwsServiceSpec()
const table = {}
for (const [service, names] of Object.entries(types)) {
  for (const name of names.split(' ')) {
    const type = `AWS::${service}::${name}`
    const [resource] = database.lookup('resource', 'cloudFormationType', 'equals', type)
    if (resource === undefined) console.error(`${type} is not in the database`)
    else table[type] = describe(resource)
  }
}
writeFileSync('src/parsers/cloudformation/resource-types.generated.json', `${JSON.stringify(table, null, 1)}\n`)
