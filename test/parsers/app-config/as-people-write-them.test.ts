import { expect, test } from 'vitest'
import { inspectAppLine } from '../../../src/parsers/app-config/inspect-batch.ts'

interface Tree {
  readonly name: string
  readonly files: Readonly<Record<string, string>>
  readonly variables?: Readonly<Record<string, string>>
  readonly settings: Readonly<Record<string, unknown>>
  /** Role and key of settings that are tied to a domain. */
  readonly tied?: readonly string[]
}

const trees: readonly Tree[] = [
  {
    name: 'Symfony: .env under .env.local under the environment’s own',
    files: {
      'composer.json': '{"require":{"symfony/framework-bundle":"7"}}',
      '.env': 'ISSUER_HOST=id.dev.example.com\nJWT_ISSUER=https://${ISSUER_HOST}\nDEFAULT_URI=http://localhost\n',
      '.env.local': 'DEFAULT_URI=http://dev.example.com\nCORS_ALLOW_ORIGIN=http://dev.example.com\n',
      '.env.prod': 'JWT_ISSUER=https://id.example.com\nDEFAULT_URI=https://www.example.com\n',
    },
    settings: {
      JWT_ISSUER: 'https://id.example.com',
      DEFAULT_URI: 'https://www.example.com',
      CORS_ALLOW_ORIGIN: 'http://dev.example.com',
      ISSUER_HOST: 'id.dev.example.com',
    },
    tied: ['base-url DEFAULT_URI', 'cors-origin CORS_ALLOW_ORIGIN'],
  },
  {
    name: 'Laravel: one env file or the other',
    files: {
      'composer.json': '{"require":{"laravel/framework":"11"}}',
      artisan: '',
      '.env': 'APP_URL=http://localhost\nSESSION_DOMAIN=localhost\n',
      '.env.production':
        'APP_URL=https://www.example.com\nSESSION_DOMAIN=.example.com\nSANCTUM_STATEFUL_DOMAINS=www.example.com\n',
    },
    settings: { APP_URL: 'https://www.example.com', SESSION_DOMAIN: '.example.com' },
    tied: ['base-url APP_URL', 'cookie-domain SESSION_DOMAIN', 'allowed-host SANCTUM_STATEFUL_DOMAINS'],
  },
  {
    name: 'Dynaconf with a prefix of its own',
    files: {
      'settings.toml':
        '[default]\njwt_audience = "shop"\njwt_issuer = "https://id.dev.example.com"\n[production]\njwt_issuer = "https://id.example.com"\n',
      'config.py':
        "from dynaconf import Dynaconf\nsettings = Dynaconf(\n    settings_files=['settings.toml'],\n    envvar_prefix='SHOP',\n    environments=True,\n)\n",
    },
    variables: { SHOP_JWT_AUDIENCE: 'shop-prod', DYNACONF_JWT_ISSUER: 'https://not.example.com' },
    settings: { jwt_audience: 'shop-prod', jwt_issuer: 'https://id.example.com' },
  },
  {
    name: 'Kustomize: generators, a strategic merge and JSON patches by target',
    files: {
      'base/kustomization.yaml':
        'resources: [deploy.yaml]\nconfigMapGenerator:\n  - name: cfg\n    literals: [JWT_ISSUER=https://id.dev.example.com, JWT_AUDIENCE=shop]\n',
      'base/deploy.yaml':
        'kind: Deployment\nmetadata: {name: api}\nspec: {template: {spec: {containers: [{name: api, envFrom: [{configMapRef: {name: cfg}}], env: [{name: COOKIE_DOMAIN, value: localhost}, {name: DEBUG, value: "1"}, {name: BASE_URL, value: "http://localhost"}]}]}}}\n',
      'overlays/production/kustomization.yaml':
        'resources: [../../base]\nconfigMapGenerator:\n  - name: cfg\n    behavior: merge\n    literals: [JWT_ISSUER=https://id.example.com]\npatches:\n  - path: cookie.yaml\n  - path: ops.yaml\n    target: {kind: Deployment, name: ap.*}\n  - target: {kind: Deployment}\n    patch: |-\n      - op: add\n        path: /spec/template/spec/containers/0/env/-\n        value: {name: OAUTH_CALLBACK_URL, value: "https://www.example.com/cb"}\n  - target: {kind: Deployment, name: web}\n    patch: |-\n      - {op: remove, path: /spec/template/spec/containers/0/env}\n',
      'overlays/production/cookie.yaml':
        'kind: Deployment\nmetadata: {name: api}\nspec: {template: {spec: {containers: [{name: api, env: [{name: COOKIE_DOMAIN, value: .example.com}]}]}}}\n',
      'overlays/production/ops.yaml':
        '- {op: replace, path: /spec/template/spec/containers/0/env/2/value, value: "https://www.example.com"}\n- {op: remove, path: /spec/template/spec/containers/0/env/1}\n',
    },
    settings: {
      JWT_ISSUER: 'https://id.example.com',
      JWT_AUDIENCE: 'shop',
      COOKIE_DOMAIN: '.example.com',
      BASE_URL: 'https://www.example.com',
      OAUTH_CALLBACK_URL: 'https://www.example.com/cb',
      DEBUG: undefined,
    },
    tied: ['redirect OAUTH_CALLBACK_URL'],
  },
  {
    name: 'Serverless Framework: parameters of the stage, and a file that custom names',
    files: {
      'package.json': '{}',
      'serverless.yml':
        "service: api\nprovider:\n  name: aws\n  stage: ${opt:stage, 'dev'}\n  environment:\n    JWT_ISSUER: ${self:custom.auth.${self:provider.stage}.issuer}\n    JWT_AUDIENCE: ${param:audience}\n    REGION_NAME: ${param:region}\n    ELSEWHERE: ${param:nowhere}\ncustom:\n  auth: ${file(auth.yml)}\nparams:\n  default: { audience: shop, region: eu }\n  production: { audience: shop-prod }\n",
      'auth.yml': 'production: { issuer: https://id.example.com }\nstaging: { issuer: https://id.stg.example.com }\n',
    },
    settings: {
      JWT_ISSUER: 'https://id.example.com',
      JWT_AUDIENCE: 'shop-prod',
      REGION_NAME: 'eu',
      ELSEWHERE: { $unknown: 'param:nowhere' },
    },
  },
  {
    name: 'Helm: only the branches that the values take; where Helm alone can tell, no value is claimed',
    files: {
      'Chart.yaml': 'name: api\n',
      'values.yaml': 'env: dev\nextra: false\nauth: { issuer: "https://id.dev.example.com" }\ncors: {}\n',
      'values-production.yaml': 'env: production\nauth: { issuer: "https://id.example.com" }\n',
      'templates/deploy.yaml': [
        'kind: Deployment',
        'metadata: { name: api }',
        'spec:',
        '  template:',
        '    spec:',
        '      containers:',
        '        - name: api',
        '          env:',
        '            {{- if eq .Values.env "production" }}',
        '            - name: COOKIE_DOMAIN',
        '              value: .example.com',
        '            {{- else }}',
        '            - name: COOKIE_DOMAIN',
        '              value: localhost',
        '            {{- end }}',
        '            {{- if and .Values.auth.issuer (not .Values.extra) }}',
        '            - name: JWT_ISSUER',
        '              value: {{ .Values.auth.issuer }}',
        '            {{- end }}',
        '            {{- if .Values.cors }}',
        '            - name: CORS_ORIGIN',
        '              value: https://never.example.com',
        '            {{- end }}',
        '            {{- if include "api.tls" . }}',
        '            - name: PUBLIC_BASE_URL',
        '              value: https://www.example.com',
        '            {{- else }}',
        '            - name: PUBLIC_BASE_URL',
        '              value: http://www.example.com',
        '            {{- end }}',
        '            - name: OAUTH_CALLBACK_URL',
        '              value: {{ include "api.callback" . | default "https://default.example.com" }}',
        '',
      ].join('\n'),
    },
    settings: {
      COOKIE_DOMAIN: '.example.com',
      JWT_ISSUER: 'https://id.example.com',
      CORS_ORIGIN: undefined,
      PUBLIC_BASE_URL: { $unknown: 'include "api.tls" .' },
      OAUTH_CALLBACK_URL: { $unknown: 'include "api.callback" .' },
    },
  },
  {
    name: 'Rails: config_for, options of the mailer, the domain of the session cookie',
    files: {
      Gemfile: "gem 'rails'\n",
      'config/application.rb':
        'module Shop\n class Application < Rails::Application\n  config.x.jwt.leeway = 10\n  config.auth = config_for(:auth)\n end\nend',
      'config/environments/production.rb':
        "Rails.application.configure do\n  config.action_mailer.default_url_options = { host: 'www.example.com' }\n  config.session_store :cookie_store, expire_after: 10, domain: '.example.com'\nend",
      'config/environments/staging.rb':
        "Rails.application.configure do\n  config.action_mailer.default_url_options = { host: 'stg.example.com' }\nend",
      'config/auth.yml':
        "shared:\n  audience: shop\nproduction:\n  issuer: https://id.example.com\n  jwks_url: <%= ENV.fetch('JWKS_URL', 'https://id.example.com/jwks') %>\nstaging:\n  issuer: https://id.stg.example.com\n",
    },
    settings: {
      'auth.issuer': 'https://id.example.com',
      'auth.audience': 'shop',
      'auth.jwks_url': 'https://id.example.com/jwks',
      'x.jwt.leeway': 10,
      'action_mailer.default_url_options.host': 'www.example.com',
    },
    tied: ['allowed-host action_mailer.default_url_options.host', 'cookie-domain session_store.domain'],
  },
  {
    name: 'Play: what the environment’s published file has; a domain that begins with a dot is for cookies',
    files: {
      'build.sbt': '',
      'conf/application.conf': 'play.filters.csp.directives { script-src = null }\nlogo.domain = "example.com"\n',
      'conf/DEV.public.conf': 'shopDomain=".dev.example.com"\n',
      'conf/production.public.conf':
        'shopDomain=".example.com"\nidentity { oauth { issuer.url = "https://id.example.com", callback.url="https://www.example.com/cb" } }\n_src=""\n_src=${_src} "https://www.example.com"\n_src=${_src} "cdn.example.com"\nplay.filters.csp.directives {\n  default-src=${_src}\n}\n',
    },
    settings: {
      shopDomain: '.example.com',
      'play.filters.csp.directives.default-src': ' https://www.example.com cdn.example.com',
      'identity.oauth.issuer.url': 'https://id.example.com',
    },
    tied: [
      'cookie-domain shopDomain',
      'csp play.filters.csp.directives.default-src',
      'redirect identity.oauth.callback.url',
    ],
  },
  {
    name: 'ASP.NET: an audience under a scheme that is called Bearer is no secret',
    files: {
      'App.csproj': '<Project/>',
      'appsettings.Production.json':
        '{"Authentication":{"Schemes":{"Bearer":{"ValidAudiences":["shop"]}}},"Auth":{"Bearer":"k3jsdf92jsdfkjsd"}}',
    },
    settings: {
      'Authentication:Schemes:Bearer:ValidAudiences:0': 'shop',
      'Auth:Bearer': { $sensitive: expect.any(String) },
    },
  },
]

test.each(trees)('$name', ({ files, variables = {}, settings, tied = [] }) => {
  const request = { id: 'a', framework: 'auto', files, env: 'production', envVars: variables }
  const answer = JSON.parse(inspectAppLine(JSON.stringify(request), 'salt')) as {
    settings: Readonly<Record<string, unknown>>
    domainTied: readonly { readonly role: string; readonly key: string }[]
  }
  const named = Object.fromEntries(Object.keys(settings).map(key => [key, answer.settings[key]]))
  expect(named).toEqual(settings)
  expect(answer.domainTied.map(({ role, key }) => `${role} ${key}`)).toEqual(expect.arrayContaining([...tied]))
})
