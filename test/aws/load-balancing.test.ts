import { cfn, ref, tf, unset } from '../helpers/evaluated.ts'
import { testReading } from './read-cases.ts'

const v2 = 'AWS::ElasticLoadBalancingV2'

testReading('load-balancer', [
  {
    name: 'all written',
    from: [
      tf('aws_lb.main', {
        name: 'edge',
        load_balancer_type: 'network',
        internal: true,
        ip_address_type: 'dualstack',
        security_groups: ['sg-1'],
        idle_timeout: 75,
      }),
      tf('aws_alb.main', {
        name: 'edge',
        load_balancer_type: 'network',
        internal: true,
        ip_address_type: 'dualstack',
        security_groups: ['sg-1'],
        idle_timeout: 75,
      }),
      cfn('Lb', `${v2}::LoadBalancer`, {
        Name: 'edge',
        Type: 'network',
        Scheme: 'internal',
        IpAddressType: 'dualstack',
        SecurityGroups: ['sg-1'],
        LoadBalancerAttributes: [
          { Key: 'deletion_protection.enabled', Value: 'true' },
          { Key: 'idle_timeout.timeout_seconds', Value: '75' },
        ],
      }),
    ],
    gives: [
      {
        kind: 'load-balancer',
        exists: 'yes',
        name: 'edge',
        ipAddressType: 'dualstack',
        securityGroups: ['sg-1'],
        idleTimeout: 75,
        type: 'network',
        internal: true,
        isLookup: false,
      },
    ],
  },
  {
    name: 'nothing written',
    from: [tf('aws_lb.main', { name: null }), cfn('Lb', `${v2}::LoadBalancer`)],
    gives: [{ kind: 'load-balancer', exists: 'yes', type: 'application', internal: false, isLookup: false }],
  },
  {
    name: 'a look-up knows only what it asks for',
    from: [tf('data.aws_lb.main', { name: 'edge' })],
    gives: [
      {
        kind: 'load-balancer',
        exists: 'yes',
        name: 'edge',
        type: '?data.aws_lb.main.load_balancer_type',
        internal: '?data.aws_lb.main.internal',
        isLookup: true,
      },
    ],
  },
  {
    name: 'unknown scheme',
    from: [tf('aws_lb.main', { internal: unset('x') }), cfn('Lb', `${v2}::LoadBalancer`, { Scheme: unset('x') })],
    gives: [{ kind: 'load-balancer', exists: 'yes', type: 'application', internal: '?x', isLookup: false }],
  },
  {
    name: 'classic, with its listeners',
    from: [
      tf('aws_elb.old', {
        name: 'old',
        listener: [
          {
            instance_port: 80,
            instance_protocol: 'http',
            lb_port: 443,
            lb_protocol: 'https',
            ssl_certificate_id: 'arn:c',
          },
        ],
      }),
      cfn('aws_elb.old', 'AWS::ElasticLoadBalancing::LoadBalancer', {
        LoadBalancerName: 'old',
        Listeners: [{ InstancePort: '80', LoadBalancerPort: '443', Protocol: 'HTTPS', SSLCertificateId: 'arn:c' }],
      }),
    ],
    gives: [
      { kind: 'load-balancer', exists: 'yes', name: 'old', type: 'classic', internal: false, isLookup: false },
      {
        kind: 'listener',
        exists: 'yes',
        loadBalancer: '<aws_elb.old>',
        port: 443,
        protocol: 'HTTPS',
        certificate: 'arn:c',
        defaultActions: [{ type: 'unsupported', name: 'instances of a classic load balancer' }],
        isLookup: false,
      },
    ],
  },
])

testReading('listener', [
  {
    name: 'https with a default certificate',
    from: [
      tf('aws_lb_listener.https', {
        load_balancer_arn: ref('Lb'),
        port: '443',
        protocol: 'HTTPS',
        ssl_policy: 'ELBSecurityPolicy-2016-08',
        certificate_arn: ref('Cert'),
        mutual_authentication: [{ mode: 'verify', trust_store_arn: ref('Ts') }],
        default_action: [{ type: 'forward', target_group_arn: ref('Tg') }],
      }),
      cfn('Https', `${v2}::Listener`, {
        LoadBalancerArn: ref('Lb'),
        Port: '443',
        Protocol: 'HTTPS',
        SslPolicy: 'ELBSecurityPolicy-2016-08',
        Certificates: [{ CertificateArn: ref('Cert') }],
        MutualAuthentication: { Mode: 'verify', TrustStoreArn: ref('Ts') },
        DefaultActions: [{ Type: 'forward', TargetGroupArn: ref('Tg') }],
      }),
    ],
    gives: [
      {
        kind: 'listener',
        exists: 'yes',
        loadBalancer: '<Lb>',
        port: 443,
        protocol: 'HTTPS',
        certificate: '<Cert>',
        clientCertificates: 'verify',
        sslPolicy: 'ELBSecurityPolicy-2016-08',
        defaultActions: [{ type: 'forward', targets: [{ targetGroup: '<Tg>' }] }],
        isLookup: false,
      },
    ],
  },
  {
    name: 'plain http: an empty certificate is none, a missing protocol is HTTP',
    from: [tf('aws_alb_listener.http', { load_balancer_arn: ref('Lb'), port: 80, certificate_arn: '' })],
    gives: [
      {
        kind: 'listener',
        exists: 'yes',
        loadBalancer: '<Lb>',
        port: 80,
        protocol: 'HTTP',
        defaultActions: [],
        isLookup: false,
      },
    ],
  },
  {
    name: 'a look-up',
    from: [tf('data.aws_lb_listener.https', { load_balancer_arn: ref('Lb'), port: 443 })],
    gives: [
      {
        kind: 'listener',
        exists: 'yes',
        loadBalancer: '<Lb>',
        port: 443,
        protocol: '?data.aws_lb_listener.https.protocol',
        certificate: '?data.aws_lb_listener.https.certificate_arn',
        defaultActions: [],
        isLookup: true,
      },
    ],
  },
])

testReading('listener-certificate', [
  {
    name: 'one',
    from: [
      tf('aws_lb_listener_certificate.a', { listener_arn: ref('L'), certificate_arn: ref('C') }),
      cfn('A', `${v2}::ListenerCertificate`, { ListenerArn: ref('L'), Certificates: [{ CertificateArn: ref('C') }] }),
    ],
    gives: [{ kind: 'listener-certificate', exists: 'yes', listener: '<L>', certificate: '<C>' }],
  },
])

testReading('target-group', [
  {
    name: 'all written',
    from: [
      tf('aws_lb_target_group.api', {
        name: 'api',
        port: 8080,
        protocol: 'HTTP',
        protocol_version: 'HTTP2',
        target_type: 'ip',
        health_check: [{ path: '/healthz', port: 9000, protocol: 'HTTP', matcher: 200 }],
      }),
      tf('aws_alb_target_group.api', {
        name: 'api',
        port: '8080',
        protocol: 'HTTP',
        protocol_version: 'HTTP2',
        target_type: 'ip',
        health_check: [{ path: '/healthz', port: 9000, protocol: 'HTTP', matcher: 200 }],
      }),
      cfn('Api', `${v2}::TargetGroup`, {
        Name: 'api',
        Port: '8080',
        Protocol: 'HTTP',
        ProtocolVersion: 'HTTP2',
        TargetType: 'ip',
        HealthCheckPath: '/healthz',
        HealthCheckPort: 9000,
        HealthCheckProtocol: 'HTTP',
        Matcher: { HttpCode: '200' },
      }),
    ],
    gives: [
      {
        kind: 'target-group',
        exists: 'yes',
        name: 'api',
        port: 8080,
        protocol: 'HTTP',
        protocolVersion: 'HTTP2',
        targetType: 'ip',
        healthCheck: { path: '/healthz', port: '9000', protocol: 'HTTP', matcher: '200' },
        hasOwnTargets: 'no',
        isLookup: false,
      },
    ],
  },
  {
    name: 'with targets of its own',
    from: [cfn('Api', `${v2}::TargetGroup`, { Targets: [{ Id: 'i-1' }] })],
    gives: [{ kind: 'target-group', exists: 'yes', hasOwnTargets: 'yes', isLookup: false }],
  },
  {
    name: 'looked up',
    from: [tf('data.aws_lb_target_group.api', { name: 'api' })],
    gives: [{ kind: 'target-group', exists: 'yes', name: 'api', hasOwnTargets: 'undetermined', isLookup: true }],
  },
])

const attached = { kind: 'target-attachment', exists: 'yes', targetGroup: '<Tg>' }
testReading('target-attachment', [
  {
    name: 'one',
    from: [
      tf('aws_lb_target_group_attachment.a', { target_group_arn: ref('Tg'), target_id: 'i-1' }),
      tf('aws_alb_target_group_attachment.a', { target_group_arn: ref('Tg'), target_id: 'i-1' }),
      tf('aws_autoscaling_attachment.a', { lb_target_group_arn: ref('Tg') }),
      tf('aws_autoscaling_attachment.a', { alb_target_group_arn: ref('Tg') }),
      tf('aws_autoscaling_group.a', { target_group_arns: [ref('Tg')] }),
      tf('aws_autoscaling_group.a', { traffic_source: [{ identifier: ref('Tg'), type: 'elbv2' }] }),
      tf('aws_autoscaling_traffic_source_attachment.a', { traffic_source: [{ identifier: ref('Tg'), type: 'elbv2' }] }),
      cfn('A', 'AWS::AutoScaling::AutoScalingGroup', { TargetGroupARNs: [ref('Tg')] }),
    ],
    gives: [attached],
  },
  {
    name: 'not to a target group',
    from: [tf('aws_autoscaling_attachment.a', { elb: 'old' }), tf('aws_autoscaling_group.a', { max_size: 1 })],
    gives: [],
  },
  {
    name: 'an unknown list',
    from: [tf('aws_autoscaling_group.a', { target_group_arns: unset('var.groups') })],
    gives: [{ ...attached, targetGroup: '?var.groups' }],
  },
])
