import { describe } from 'vitest'
import { testTokens } from './token-case.ts'

const main = 'src/main/resources/application'
const rs = 'spring.security.oauth2.resourceserver.jwt'

describe('Spring', () =>
  testTokens([
    {
      name: '.properties beat .yml of the same place',
      files: { [`${main}.yml`]: `${rs}.issuer-uri: y`, [`${main}.properties`]: `${rs}.issuer-uri=p` },
      accepted: ['p'],
    },
    {
      name: 'only a key set: iss is not checked',
      files: { [`${main}.yml`]: `${rs}.jwk-set-uri: https://id.example.com/jwks` },
      accepted: ['*'],
      jwks: ['https://id.example.com/jwks'],
    },
    {
      name: 'both: keys from one, iss from the other',
      files: {
        [`${main}.yml`]: `${rs}:\n  jwk-set-uri: https://id.example.com/jwks\n  issuer-uri: https://id.example.com`,
      },
      accepted: ['https://id.example.com'],
      jwks: ['https://id.example.com/jwks'],
    },
    {
      name: 'a placeholder without default is unresolved',
      files: { [`${main}.yml`]: `${rs}.issuer-uri: \${JWT_ISSUER}` },
      unresolved: ['JWT_ISSUER'],
    },
    {
      name: 'an empty variable is a value to a placeholder',
      files: {
        [`${main}.yml`]: `${rs}:\n  issuer-uri: \${ISS:https://d.example.com}\n  jwk-set-uri: https://id.example.com/jwks`,
      },
      variables: { ISS: '' },
      accepted: ['*'],
      jwks: ['https://id.example.com/jwks'],
    },
    {
      name: 'placeholders name other settings',
      files: { [`${main}.yml`]: `auth:\n  base: https://id.example.com\n${rs}.issuer-uri: \${auth.base}/realms/x` },
      accepted: ['https://id.example.com/realms/x'],
    },
    {
      name: 'partly known text is unresolved',
      files: { [`${main}.yml`]: `${rs}.issuer-uri: https://\${TENANT}.example.com/` },
      unresolved: ['TENANT'],
    },
    {
      name: 'profile expressions',
      files: {
        [`${main}.yml`]: `${rs}.issuer-uri: base\n---\nspring.config.activate.on-profile: "production & eu"\n${rs}.issuer-uri: eu\n---\nspring.config.activate.on-profile: "!staging & !eu"\n${rs}.issuer-uri: not-staging`,
      },
      accepted: ['not-staging'],
    },
    {
      name: 'the last active profile wins',
      files: { [`${main}-a.yml`]: `${rs}.issuer-uri: a`, [`${main}-b.yml`]: `${rs}.issuer-uri: b` },
      variables: { SPRING_PROFILES_ACTIVE: 'b,a' },
      accepted: ['a'],
    },
    {
      name: 'the legacy profile key',
      files: {
        [`${main}.yml`]: `${rs}.issuer-uri: base\n---\nspring:\n  profiles: production\n${rs}.issuer-uri: legacy`,
      },
      accepted: ['legacy'],
    },
    {
      name: 'kebab variables with underscores, camel keys',
      files: {
        [`${main}.yml`]: `spring:\n  security:\n    oauth2:\n      resourceserver:\n        jwt:\n          issuerUri: file`,
      },
      variables: { SPRING_SECURITY_OAUTH2_RESOURCESERVER_JWT_ISSUER_URI: 'env' },
      accepted: ['env'],
    },
    {
      name: 'a variable sets what no file has',
      files: { [`${main}.yml`]: 'server.port: 8080' },
      variables: {
        SPRING_SECURITY_OAUTH2_RESOURCESERVER_JWT_ISSUERURI: 'env',
        SPRING_SECURITY_OAUTH2_RESOURCESERVER_JWT_AUDIENCES_0: 'a',
      },
      accepted: ['env'],
      audiences: ['a'],
    },
    {
      name: 'config beside the jar in config/',
      files: {
        'application.yml': `${rs}.issuer-uri: outside`,
        'config/application-production.yml': `${rs}.issuer-uri: config`,
        [`${main}-production.yml`]: `${rs}.issuer-uri: jar`,
      },
      accepted: ['config'],
    },
    {
      name: 'an OAuth2 client checks ID tokens',
      files: {
        [`${main}.yml`]:
          'spring.security.oauth2.client:\n  provider.kc.issuer-uri: https://id.example.com/realms/x\n  registration.web:\n    provider: kc\n    client-id: shop',
      },
      accepted: ['https://id.example.com/realms/x'],
      audiences: ['shop'],
    },
    {
      name: 'several trusted issuers in code',
      files: {
        'A.java':
          'class A { JwtIssuerAuthenticationManagerResolver r = JwtIssuerAuthenticationManagerResolver.fromTrustedIssuers("https://a.example.com", "https://b.example.com"); }',
      },
      accepted: ['https://a.example.com', 'https://b.example.com'],
    },
    {
      name: '@Value fields in jjwt',
      files: {
        [`${main}.yml`]: 'app.jwt:\n  iss: shop',
        'A.java':
          'class A {\n  @Value("${app.jwt.iss}") private String issuer;\n  @Value("${app.jwt.aud:web}") private String audience;\n  Jws<Claims> read(String t) { return Jwts.parser().verifyWith(key).requireIssuer(issuer).requireAudience(audience).build().parseSignedClaims(t); }\n  String write() { return Jwts.builder().issuer(issuer).signWith(key).compact(); }\n}',
      },
      accepted: ['shop'],
      minted: ['shop'],
      audiences: ['web'],
    },
    {
      name: 'java-jwt without an issuer',
      files: { 'A.java': 'class A { JWTVerifier v = JWT.require(Algorithm.HMAC256(secret)).build(); }' },
      accepted: ['*'],
    },
    {
      name: 'an authorization server in code',
      files: {
        'A.java':
          'class A { AuthorizationServerSettings s() { return AuthorizationServerSettings.builder().issuer("https://id.example.com").build(); } }',
      },
      minted: ['https://id.example.com'],
    },
  ]))

describe('Quarkus and Micronaut', () =>
  testTokens([
    {
      name: '%prod beats the plain key',
      files: {
        [`${main}.properties`]:
          '%prod.mp.jwt.verify.issuer=p\nmp.jwt.verify.issuer=d\n%dev.mp.jwt.verify.issuer=x\nmp.jwt.verify.audiences=a, b',
      },
      accepted: ['p'],
      audiences: ['a', 'b'],
    },
    {
      name: 'NONE is not checked, new tokens have an issuer',
      files: {
        [`${main}.properties`]:
          'mp.jwt.verify.issuer=NONE\nsmallrye.jwt.new-token.issuer=svc\nsmallrye.jwt.new-token.audience=aud',
      },
      accepted: ['*'],
      minted: ['svc'],
      audiences: ['aud'],
    },
    {
      name: 'a variable, and one for the profile',
      files: {
        [`${main}.properties`]: 'quarkus.oidc.auth-server-url=https://id.example.com\nquarkus.oidc.token.issuer=file',
      },
      variables: { QUARKUS_OIDC_TOKEN_ISSUER: 'env', _PROD_QUARKUS_OIDC_TOKEN_AUDIENCE: 'aud' },
      accepted: ['env'],
      audiences: ['aud'],
    },
    {
      name: 'an empty value is none',
      files: {
        [`${main}.properties`]: 'quarkus.oidc.auth-server-url=https://id.example.com\nquarkus.oidc.token.issuer=',
      },
      unresolved: ['discovery:https://id.example.com'],
    },
    {
      name: 'YAML with a profile section and its own file',
      files: {
        [`${main}.yaml`]: 'mp:\n  jwt:\n    verify:\n      issuer: d\n"%prod":\n  mp.jwt.verify.issuer: p',
        [`${main}-prod.properties`]: 'mp.jwt.verify.audiences=x',
      },
      accepted: ['p'],
      audiences: ['x'],
    },
    {
      name: 'Micronaut: environment file over base, lists replaced',
      framework: 'micronaut',
      files: {
        [`${main}.yml`]:
          'micronaut:\n  security:\n    token:\n      jwt:\n        claims-validators: {issuer: d, audience: [a, b]}\n        signatures.secret.generator.secret: x',
        [`${main}-production.yml`]: 'micronaut.security.token.jwt.claims-validators:\n  issuer: p\n  audience: [c]',
      },
      accepted: ['p'],
      minted: ['micronaut'],
      audiences: ['c'],
    },
  ]))

const schemes = (bearer: unknown): string => JSON.stringify({ Authentication: { Schemes: { Bearer: bearer } } })

describe('ASP.NET Core', () =>
  testTokens([
    {
      name: 'an authority alone checks nothing',
      files: { 'appsettings.json': schemes({ Authority: 'https://id.example.com' }) },
      accepted: ['*'],
    },
    {
      name: 'lists merge by index',
      files: {
        'appsettings.json': schemes({ ValidIssuers: ['a', 'b'], ValidAudience: 'x' }),
        'appsettings.Production.json': schemes({ ValidIssuers: ['p'] }),
      },
      accepted: ['p', 'b'],
      audiences: ['x'],
    },
    {
      name: 'ASPNETCORE_ENVIRONMENT selects the file',
      files: {
        'appsettings.json': schemes({ ValidIssuer: 'd' }),
        'appsettings.Staging.json': schemes({ ValidIssuer: 's' }),
      },
      variables: { ASPNETCORE_ENVIRONMENT: 'Staging' },
      accepted: ['s'],
    },
    {
      name: 'variables are sections',
      files: { 'appsettings.json': schemes({ ValidIssuer: 'd' }) },
      variables: {
        Authentication__Schemes__Bearer__ValidIssuer: 'env',
        Authentication__Schemes__Bearer__ValidAudiences__0: 'a',
      },
      accepted: ['env'],
      audiences: ['a'],
    },
    {
      name: 'an authority in code is known by discovery',
      files: {
        'appsettings.json': '{"Auth":{"Authority":"https://id.example.com","Audience":"api"}}',
        'Program.cs':
          'builder.Services.AddAuthentication().AddJwtBearer(options =>\n{\n    options.Authority = builder.Configuration["Auth:Authority"];\n    options.Audience = builder.Configuration["Auth:Audience"];\n});',
      },
      audiences: ['api'],
      unresolved: ['discovery:https://id.example.com'],
    },
    {
      name: 'sections, GetValue and interpolation',
      files: {
        'appsettings.json': '{"Jwt":{"Host":"id.example.com","Audience":"api"}}',
        'Program.cs':
          'var jwt = builder.Configuration.GetSection("Jwt");\nservices.AddAuthentication().AddJwtBearer(o => { o.TokenValidationParameters = new TokenValidationParameters { ValidIssuer = $"https://{jwt["Host"]}/", ValidAudiences = new[] { jwt.GetValue<string>("Audience"), "x" } }; });',
      },
      accepted: ['https://id.example.com/'],
      audiences: ['api', 'x'],
    },
    {
      name: 'tokens by descriptor',
      files: {
        'Token.cs':
          'var d = new SecurityTokenDescriptor { Issuer = Environment.GetEnvironmentVariable("ISS") ?? "svc", Audience = "web" };',
      },
      minted: ['svc'],
      audiences: ['web'],
    },
    {
      name: 'IdentityServer without an issuer',
      files: { 'Program.cs': 'builder.Services.AddIdentityServer().AddInMemoryClients(c);' },
      unresolved: ['request-host'],
    },
  ]))
