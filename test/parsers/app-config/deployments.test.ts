import { describe } from 'vitest'
import { testTokens } from './token-case.ts'

const app = {
  'app/auth.js':
    "import jwt from 'jsonwebtoken'\njwt.verify(t, k, { issuer: process.env.JWT_ISSUER, audience: process.env.JWT_AUDIENCE })",
}

describe('compose', () =>
  testTokens([
    {
      name: 'the override file is automatic',
      framework: 'docker-compose',
      files: {
        ...app,
        'compose.yaml': 'services:\n  a:\n    environment: {JWT_ISSUER: base, JWT_AUDIENCE: web}',
        'compose.override.yaml': 'services:\n  a:\n    environment: [JWT_ISSUER=over]',
      },
      accepted: ['over'],
      audiences: ['web'],
    },
    {
      name: 'the shell does not leak, a bare name passes',
      framework: 'docker-compose',
      files: { ...app, 'docker-compose.yml': 'services:\n  a:\n    environment:\n      - JWT_ISSUER' },
      variables: { JWT_ISSUER: 'shell', JWT_AUDIENCE: 'shell' },
      accepted: ['shell'],
      unresolved: ['JWT_AUDIENCE'],
    },
    {
      name: 'a project for a developer’s machine says nothing about production',
      framework: 'auto',
      files: {
        ...app,
        'compose.yaml': 'services:\n  a:\n    env_file: [local.env]\n    environment: {JWT_AUDIENCE: local}',
        'local.env': 'JWT_ISSUER=http://localhost:8080\n',
      },
      unresolved: ['JWT_ISSUER', 'JWT_AUDIENCE'],
    },
    {
      name: '.env interpolates only, shell over it',
      framework: 'docker-compose',
      files: {
        ...app,
        '.env': 'HOST=env\nAUD=env',
        'compose.yaml':
          'services:\n  a:\n    environment:\n      JWT_ISSUER: https://${HOST}/\n      JWT_AUDIENCE: ${AUD:-none}',
      },
      variables: { HOST: 'shell' },
      accepted: ['https://shell/'],
      audiences: ['env'],
    },
    {
      name: ':- applies to empty, $$ is a dollar',
      framework: 'docker-compose',
      files: {
        ...app,
        'compose.yaml': 'services:\n  a:\n    environment:\n      JWT_ISSUER: ${E:-default}\n      JWT_AUDIENCE: $$X',
      },
      variables: { E: '' },
      accepted: ['default'],
      audiences: ['$X'],
    },
    {
      name: 'a required variable',
      framework: 'docker-compose',
      files: {
        ...app,
        'compose.yaml': 'services:\n  a:\n    environment:\n      JWT_ISSUER: ${ISS:?set it}\n      JWT_AUDIENCE: a',
      },
      audiences: ['a'],
      unresolved: ['ISS'],
    },
    {
      name: 'anchors and merge keys',
      framework: 'docker-compose',
      files: {
        ...app,
        'compose.yaml':
          'x-env: &env\n  JWT_ISSUER: shared\n  JWT_AUDIENCE: shared\nservices:\n  a:\n    environment:\n      <<: *env\n      JWT_AUDIENCE: own',
      },
      accepted: ['shared'],
      audiences: ['own'],
    },
    {
      name: '!override drops what was before',
      framework: 'docker-compose',
      files: {
        ...app,
        'compose.yaml': 'services:\n  a:\n    environment: {JWT_ISSUER: base, JWT_AUDIENCE: web}',
        'compose.override.yaml': 'services:\n  a:\n    environment: !override\n      JWT_ISSUER: over',
      },
      accepted: ['over'],
      unresolved: ['JWT_AUDIENCE'],
    },
  ]))

const deployment = (env: string): string =>
  `kind: Deployment\nmetadata: {name: a}\nspec:\n  template:\n    spec:\n      containers:\n        - name: a\n${env}`

describe('Kubernetes', () =>
  testTokens([
    {
      name: 'later envFrom wins, $(X) expands',
      files: {
        ...app,
        'k8s/cm.yaml':
          'kind: ConfigMap\nmetadata: {name: one}\ndata: {JWT_ISSUER: one, HOST: id.example.com}\n---\nkind: ConfigMap\nmetadata: {name: two}\ndata: {JWT_ISSUER: two}',
        'k8s/d.yaml': deployment(
          '          envFrom: [{configMapRef: {name: one}}, {configMapRef: {name: two}}]\n          env: [{name: JWT_AUDIENCE, value: "https://$(HOST)/$$(X)"}]',
        ),
      },
      accepted: ['two'],
      audiences: ['https://id.example.com/$(X)'],
    },
    {
      name: 'a secret that is not here',
      files: {
        ...app,
        'd.yaml': deployment(
          '          env:\n            - {name: JWT_ISSUER, valueFrom: {secretKeyRef: {name: s, key: iss}}}\n            - {name: JWT_AUDIENCE, value: a}',
        ),
      },
      audiences: ['a'],
      unresolved: ['JWT_ISSUER'],
    },
    {
      name: 'kustomize: overlay patch and generator',
      files: {
        ...app,
        'base/kustomization.yaml':
          'resources: [d.yaml]\nconfigMapGenerator:\n  - name: env\n    literals: [JWT_AUDIENCE=base]',
        'base/d.yaml': deployment(
          '          envFrom: [{configMapRef: {name: env}}]\n          env: [{name: JWT_ISSUER, value: base}]',
        ),
        'overlays/production/kustomization.yaml':
          'resources: [../../base]\nconfigMapGenerator:\n  - name: env\n    behavior: merge\n    literals: [JWT_AUDIENCE=prod]\npatches:\n  - path: p.yaml',
        'overlays/production/p.yaml': deployment('          env: [{name: JWT_ISSUER, value: prod}]'),
        'overlays/staging/kustomization.yaml': 'resources: [../../base]',
      },
      accepted: ['prod'],
      audiences: ['prod'],
    },
    {
      name: 'helm: null deletes, default, templates in values stay unresolved',
      files: {
        'Chart.yaml': 'name: a',
        'values.yaml': 'auth: {issuer: dev, aud: x}',
        'values-production.yaml': 'auth: {issuer: null}',
        'templates/ra.yaml':
          'kind: RequestAuthentication\nspec:\n  jwtRules:\n    - issuer: {{ .Values.auth.issuer | default "https://id.example.com" | quote }}\n      audiences: [{{ .Values.auth.aud | quote }}]\n      jwksUri: "https://{{ .Values.host }}/jwks"',
      },
      accepted: ['https://id.example.com'],
      audiences: ['x'],
      unresolved: ['.Values.host'],
    },
    {
      name: 'helm: env of a deployment',
      files: {
        ...app,
        'chart/values.yaml': 'env: {iss: dev}\nx: true',
        'chart/values-prod.yaml': 'env: {iss: prod}',
        'chart/templates/d.yaml': deployment(
          '          env:\n            {{- if .Values.x }}\n            - name: JWT_ISSUER\n              value: {{ .Values.env.iss }}\n            {{- end }}\n            - name: JWT_AUDIENCE\n              value: a',
        ),
      },
      accepted: ['prod'],
      audiences: ['a'],
    },
    {
      name: 'helm: env under a condition on what no file gives',
      files: {
        ...app,
        'chart/values.yaml': 'env: {iss: dev}',
        'chart/templates/d.yaml': deployment(
          '          env:\n            {{- if .Values.x }}\n            - name: JWT_ISSUER\n              value: {{ .Values.env.iss }}\n            {{- end }}\n            - name: JWT_AUDIENCE\n              value: a',
        ),
      },
      audiences: ['a'],
      unresolved: ['.Values.x'],
    },
  ]))

describe('Terraform and CloudFormation beside the app', () =>
  testTokens([
    {
      name: 'locals, merge and a for expression',
      files: {
        ...app,
        'main.tf':
          'locals {\n  env = merge({ JWT_ISSUER = "https://${var.domain}/" }, { JWT_AUDIENCE = "api" })\n}\nvariable "domain" { default = "d.example.com" }\nresource "aws_ecs_task_definition" "a" {\n  container_definitions = jsonencode([{ name = "a", environment = [for k, v in local.env : { name = k, value = v }] }])\n}',
        'production.tfvars': 'domain = "example.com"',
      },
      accepted: ['https://example.com/'],
      audiences: ['api'],
    },
    {
      name: 'TF_VAR and a Lambda function',
      files: {
        ...app,
        'main.tf':
          'variable "iss" {}\nresource "aws_lambda_function" "a" {\n  environment {\n    variables = { JWT_ISSUER = var.iss, JWT_AUDIENCE = aws_cognito_user_pool_client.web.id }\n  }\n}',
      },
      variables: { TF_VAR_iss: 'x' },
      accepted: ['x'],
      unresolved: ['aws_cognito_user_pool_client.web.id'],
    },
    {
      name: 'an API Gateway authorizer',
      files: {
        'main.tf':
          'resource "aws_apigatewayv2_authorizer" "a" {\n  jwt_configuration {\n    issuer   = "https://id.example.com"\n    audience = ["a", "b"]\n  }\n}',
      },
      accepted: ['https://id.example.com'],
      audiences: ['a', 'b'],
    },
    {
      name: 'CloudFormation: an authorizer and a pool of the stack',
      files: {
        't.yaml':
          'Resources:\n  Pool: {Type: AWS::Cognito::UserPool}\n  A:\n    Type: AWS::ApiGatewayV2::Authorizer\n    Properties:\n      JwtConfiguration: {Issuer: https://id.example.com, Audience: [a]}\n  B:\n    Type: AWS::ApiGateway::Authorizer\n    Properties:\n      ProviderARNs: [!GetAtt Pool.Arn]',
      },
      accepted: ['https://id.example.com'],
      audiences: ['a'],
      unresolved: ['Pool.Arn'],
    },
    {
      name: 'CloudFormation: secrets are looked up later',
      files: {
        ...app,
        't.yaml':
          'Parameters:\n  Iss: {Type: String}\nResources:\n  T:\n    Type: AWS::ECS::TaskDefinition\n    Properties:\n      ContainerDefinitions:\n        - Name: a\n          Environment: [{Name: JWT_AUDIENCE, Value: a}]\n          Secrets: [{Name: JWT_ISSUER, ValueFrom: "arn:aws:ssm:eu-west-1:111122223333:parameter/iss"}]',
      },
      audiences: ['a'],
      unresolved: ['JWT_ISSUER'],
    },
  ]))

describe('servers and gateways', () =>
  testTokens([
    {
      name: 'Envoy',
      files: {
        'e.yaml':
          'a:\n  - name: envoy.filters.http.jwt_authn\n    typed_config:\n      providers:\n        p: {issuer: https://id.example.com, audiences: [a], remote_jwks: {http_uri: {uri: https://id.example.com/jwks}}}',
      },
      accepted: ['https://id.example.com'],
      audiences: ['a'],
      jwks: ['https://id.example.com/jwks'],
    },
    {
      name: 'Istio: a rule per issuer',
      files: {
        'i.yaml':
          'apiVersion: security.istio.io/v1\nkind: RequestAuthentication\nspec:\n  jwtRules:\n    - {issuer: a, jwksUri: https://a.example.com/jwks}\n    - {issuer: b, audiences: [x]}',
      },
      accepted: ['a', 'b'],
      audiences: ['x'],
      jwks: ['https://a.example.com/jwks'],
    },
    {
      name: 'Kong with another claim',
      files: {
        'kong.yml':
          '_format_version: "3.0"\nconsumers: [{username: a, jwt_secrets: [{key: k}]}]\nplugins: [{name: jwt, config: {key_claim_name: kid}}]',
      },
      accepted: ['*'],
    },
    {
      name: 'Hasura with both claims',
      files: {},
      framework: 'hasura',
      variables: {
        HASURA_GRAPHQL_JWT_SECRET:
          '{"type":"RS256","jwk_url":"https://id.example.com/jwks","issuer":"https://id.example.com","audience":["a","b"]}',
      },
      accepted: ['https://id.example.com'],
      audiences: ['a', 'b'],
      jwks: ['https://id.example.com/jwks'],
    },
    {
      name: 'Keycloak: a host name, a path, a realm of its own',
      files: {
        'compose.yaml':
          'services:\n  kc:\n    image: quay.io/keycloak/keycloak:26\n    environment: {KC_HOSTNAME: auth.example.com, KC_HTTP_RELATIVE_PATH: /auth}',
        'a.json': '{"realm":"a"}',
        'b.json': '{"realm":"b","attributes":{"frontendUrl":"https://b.example.com"}}',
      },
      minted: ['https://auth.example.com/auth/realms/a', 'https://b.example.com/realms/b'],
    },
    {
      name: 'GoTrue without an issuer',
      framework: 'gotrue',
      files: { '.env': 'API_EXTERNAL_URL=https://api.example.com\nGOTRUE_JWT_AUD=authenticated' },
      minted: ['https://api.example.com'],
      audiences: ['authenticated'],
    },
    {
      name: 'oauth2-proxy may skip the issuer',
      files: {
        'oauth2-proxy.cfg':
          'oidc_issuer_url = "https://id.example.com"\ninsecure_oidc_skip_issuer_verification = true\nclient_id = "p"',
      },
      accepted: ['*'],
      audiences: ['p'],
    },
    {
      name: 'Hydra',
      files: { 'hydra.yml': 'urls:\n  self:\n    issuer: https://id.example.com/' },
      minted: ['https://id.example.com/'],
    },
    {
      name: 'APISIX',
      files: {
        'apisix.yaml':
          'routes:\n  - plugins:\n      openid-connect:\n        client_id: p\n        discovery: https://id.example.com/.well-known/openid-configuration\n        claim_validator: {issuer: {valid_issuers: [a, b]}}',
      },
      accepted: ['a', 'b'],
    },
  ]))

describe('more servers', () =>
  testTokens([
    { name: 'NGINX checks no issuer', files: { 'nginx.conf': 'server {\n  auth_jwt "api";\n}' }, accepted: ['*'] },
    {
      name: 'NGINX with a required map',
      files: {
        'nginx.conf':
          'map $jwt_claim_iss $valid_iss {\n  "https://id.example.com" 1;\n}\nserver {\n  auth_jwt "api";\n  auth_jwt_require $valid_iss;\n}',
      },
      accepted: ['https://id.example.com'],
    },
    {
      name: 'Traefik Hub',
      files: {
        'd.yaml':
          'http: {middlewares: {j: {plugin: {jwt: {jwksUrl: "https://id.example.com/jwks", claims: "Equals(`iss`, `https://id.example.com`) && Equals(`aud`, `api`)"}}}}}',
      },
      accepted: ['https://id.example.com'],
      audiences: ['api'],
      jwks: ['https://id.example.com/jwks'],
    },
    {
      name: 'a heredoc of JSON',
      files: {
        ...app,
        'main.tf':
          'variable "iss" {}\nresource "aws_ecs_task_definition" "a" {\n  container_definitions = <<EOF\n[{"name":"a","environment":[{"name":"JWT_ISSUER","value":"https://${var.iss}/"},{"name":"JWT_AUDIENCE","value":"api"}]}]\nEOF\n}',
      },
      audiences: ['api'],
      unresolved: ['var.iss'],
    },
  ]))

describe('settings without code', () =>
  testTokens([
    {
      name: 'JWT_ISSUER is minted and accepted',
      files: { '.env.production': 'JWT_ISSUER=svc\nJWT_AUDIENCE=web\nJWT_SECRET=x' },
      accepted: ['svc'],
      minted: ['svc'],
      audiences: ['web'],
    },
    {
      name: 'a key set shows a verifier only',
      files: {
        'config/production.yaml':
          'oidc:\n  issuer: https://id.example.com\n  jwks_uri: https://id.example.com/jwks\n  audience: api',
      },
      accepted: ['https://id.example.com'],
      audiences: ['api'],
      jwks: ['https://id.example.com/jwks'],
    },
    {
      name: 'certificates, cards, one-time passwords, SAML, clusters',
      files: {
        '.env':
          'CARD_ISSUER=visa\nMFA_ISSUER=Shop\nOTP_TOTP_ISSUER=Shop\nSAML_ISSUER=https://saml.example.com\nCLUSTER_OIDC_ISSUER=https://oidc.eks.eu-west-1.amazonaws.com/id/X\nOIDC_ISSUER=https://token.actions.githubusercontent.com\nAPPLE_ISSUER_ID=57246542-96fe-1a63-e053-0824d011072a',
      },
    },
    {
      name: 'other issuers in code and manifests',
      files: {
        'i.yaml':
          'kind: ClusterIssuer\nmetadata: {name: letsencrypt}\nspec: {acme: {server: https://acme.example.com}}',
        'a.js': "const totp = new OTPAuth.TOTP({ issuer: 'Shop', label: 'x' })",
      },
    },
  ]))

describe('Serverless Framework', () =>
  testTokens([
    {
      name: 'a file of each stage, references in it, and what is looked up',
      framework: 'auto',
      env: 'stage',
      files: {
        ...app,
        'serverless.yml':
          "service: shop\nprovider:\n  stage: ${opt:stage, 'dev'}\n  environment: ${file(env.yml):${self:provider.stage}, ''}\nfunctions: { a: { environment: { JWT_AUDIENCE: '${self:service}-${sls:stage}' } } }\n",
        'env.yml':
          "dev: { JWT_ISSUER: https://id.dev.example.com }\nstaging: { JWT_ISSUER: 'https://id.stg.example.com', X: '${ssm:/shop/x}' }\nprod: { JWT_ISSUER: https://id.example.com }\n",
      },
      accepted: ['https://id.stg.example.com'],
      audiences: ['shop-stage'],
    },
    {
      name: 'an issuer from a parameter, and a default',
      framework: 'auto',
      files: {
        ...app,
        'serverless.yml':
          "provider: { environment: { JWT_ISSUER: 'https://${ssm:/shop/issuer-host}/', JWT_AUDIENCE: \"${env:AUD, 'orders'}\" } }\n",
      },
      unresolved: ['ssm:/shop/issuer-host'],
      audiences: ['orders'],
    },
  ]))
