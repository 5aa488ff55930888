import { describe } from 'vitest'
import { testTokens } from './token-case.ts'

const auth =
  'let mut v = Validation::new(Algorithm::RS256); v.set_issuer(&[&s.jwt.issuer]); v.set_audience(&s.jwt.audiences);'
const builder = (sources: string): string =>
  `fn load() -> Settings { let s = Config::builder()${sources}.build()?.try_deserialize()? }\n`
const file = (name: string): string => `.add_source(File::with_name("${name}").required(false))`

describe('the config crate', () =>
  testTokens([
    {
      name: 'default, environment, local, in the order of the code',
      files: {
        'src/s.rs': builder(
          `${file('config/default')}.add_source(File::with_name(&format!("config/{}", run_mode)))${file('config/local')}`,
        ),
        'src/auth.rs': auth,
        'config/default.toml': '[jwt]\nissuer = "d"\naudiences = ["a", "b"]',
        'config/production.toml': '[jwt]\nissuer = "p"',
        'config/local.toml': '[jwt]\nissuer = "l"',
      },
      accepted: ['l'],
      audiences: ['a', 'b'],
    },
    {
      name: 'another environment',
      files: {
        'src/s.rs': builder(`${file('config/default')}.add_source(File::with_name(&format!("config/{env}")))`),
        'src/auth.rs': auth,
        'config/default.toml': '[jwt]\nissuer = "d"\naudiences = []',
        'config/production.toml': '[jwt]\nissuer = "p"',
        'config/staging.toml': '[jwt]\nissuer = "s"',
      },
      env: 'staging',
      accepted: ['s'],
    },
    {
      name: 'arrays are replaced',
      files: {
        'src/s.rs': builder(`${file('config/default')}${file('config/production')}`),
        'src/auth.rs': auth,
        'config/default.toml': '[jwt]\nissuer = "d"\naudiences = ["a", "b"]',
        'config/production.toml': '[jwt]\naudiences = ["p"]',
      },
      accepted: ['d'],
      audiences: ['p'],
    },
    {
      name: 'one underscore is no separator by itself',
      files: {
        'src/s.rs': builder(`${file('config/default')}.add_source(Environment::with_prefix("APP").separator("__"))`),
        'src/auth.rs': auth,
        'config/default.toml': '[jwt]\nissuer = "d"\naudiences = ["a"]',
      },
      variables: { APP_JWT__ISSUER: 'x', APP_JWT_ISSUER: 'y' },
      accepted: ['d'],
      audiences: ['a'],
    },
    {
      name: 'a prefix separator of its own',
      files: {
        'src/s.rs': builder(
          `${file('config/default')}.add_source(Environment::with_prefix("APP").prefix_separator("_").separator("__"))`,
        ),
        'src/auth.rs': auth,
        'config/default.toml': '[jwt]\nissuer = "d"\naudiences = ["a"]',
      },
      variables: { APP_JWT__ISSUER: 'x' },
      accepted: ['x'],
      audiences: ['a'],
    },
    {
      name: 'separator _',
      files: {
        'src/s.rs': builder(
          `${file('config/default')}.add_source(config::Environment::with_prefix("APP").separator("_"))`,
        ),
        'src/auth.rs': auth,
        'config/default.toml': '[jwt]\nissuer = "d"\naudiences = ["a"]',
      },
      variables: { APP_JWT_ISSUER: 'x' },
      accepted: ['x'],
      audiences: ['a'],
    },
    {
      name: 'lists from one variable',
      files: {
        'src/s.rs': builder(
          `${file('config/default')}.add_source(Environment::with_prefix("APP").separator("__").list_separator(",").with_list_parse_key("jwt.audiences").try_parsing(true))`,
        ),
        'src/auth.rs': auth,
        'config/default.toml': '[jwt]\nissuer = "d"\naudiences = ["a"]',
      },
      variables: { APP__JWT__AUDIENCES: 'x,y' },
      accepted: ['d'],
      audiences: ['x', 'y'],
    },
    {
      name: 'an empty variable is a value',
      files: {
        'src/s.rs': builder(`${file('config/default')}.add_source(Environment::with_prefix("APP").separator("__"))`),
        'src/auth.rs': 'let v = Validation::new(a); v.set_audience(&[s.jwt.audience]); v.set_issuer(&[s.jwt.issuer]);',
        'config/default.toml': '[jwt]\nissuer = "d"\naudience = "a"',
      },
      variables: { APP__JWT__AUDIENCE: '' },
      accepted: ['d'],
    },
    {
      name: 'ignore_empty',
      files: {
        'src/s.rs': builder(
          `${file('config/default')}.add_source(Environment::with_prefix("APP").separator("__").ignore_empty(true))`,
        ),
        'src/auth.rs': 'v.set_issuer(&[s.jwt.issuer]); let v = Validation::default();',
        'config/default.toml': '[jwt]\nissuer = "d"',
      },
      variables: { APP__JWT__ISSUER: '' },
      accepted: ['d'],
    },
    {
      name: 'set_default under, set_override over',
      files: {
        'src/s.rs': builder(
          `.set_default("jwt.issuer", "low")?.set_override("jwt.audiences", vec!["top"])?${file('config/default')}`,
        ),
        'src/auth.rs': auth,
        'config/default.toml': '[jwt]\naudiences = ["a"]',
      },
      accepted: ['low'],
      audiences: ['top'],
    },
    {
      name: 'paths joined from a base directory',
      files: {
        'src/s.rs':
          'let base = std::env::current_dir().unwrap().join("configuration");\nlet environment_filename = format!("{}.yaml", environment.as_str());\nlet s = config::Config::builder().add_source(config::File::from(base.join("base.yaml"))).add_source(config::File::from(base.join(environment_filename))).build()?;',
        'src/auth.rs': auth,
        'configuration/base.yaml': 'jwt: {issuer: d, audiences: [a]}',
        'configuration/production.yaml': 'jwt: {issuer: p}',
      },
      accepted: ['p'],
      audiences: ['a'],
    },
    {
      name: 'without code: the usual layers',
      files: {
        'Cargo.toml': '[dependencies]\nconfig = "0.15"',
        'config/default.toml':
          '[auth]\nissuer = "https://id.example.com"\njwks_url = "https://id.example.com/jwks"\naudience = "a"',
        'config/production.toml': '[auth]\naudience = "p"',
      },
      variables: { APP__AUTH__ISSUER: 'https://env.example.com' },
      accepted: ['https://env.example.com'],
      audiences: ['p'],
      jwks: ['https://id.example.com/jwks'],
    },
    {
      name: 'no issuer: not checked',
      files: { 'src/auth.rs': 'let v = Validation::new(Algorithm::HS256);' },
      accepted: ['*'],
    },
    {
      name: 'env::var and dotenvy',
      files: {
        '.env': 'JWT_ISSUER=https://id.example.com',
        'src/auth.rs':
          'dotenvy::dotenv().ok();\nlet issuer = std::env::var("JWT_ISSUER").expect("JWT_ISSUER");\nlet aud = std::env::var("JWT_AUD").unwrap_or_else(|_| "api".to_string());\nlet mut v = Validation::new(Algorithm::RS256);\nv.set_issuer(&[issuer]);\nv.set_audience(&[&aud]);',
      },
      accepted: ['https://id.example.com'],
      audiences: ['api'],
    },
    {
      name: 'claims that are encoded',
      files: {
        'src/auth.rs':
          'let claims = Claims { iss: "svc".to_string(), aud: format!("https://{}/", host), exp };\nlet host = "api.example.com";\nlet t = encode(&Header::default(), &claims, &key)?;',
      },
      minted: ['svc'],
      audiences: ['https://api.example.com/'],
    },
  ]))

describe('figment', () =>
  testTokens([
    {
      name: 'merge in order, variables split',
      files: {
        'src/s.rs':
          'let s: Settings = Figment::new().merge(Toml::file("config/default.toml")).merge(Toml::file(format!("config/{}.toml", env))).merge(Env::prefixed("APP_").split("__")).extract()?;',
        'src/auth.rs': auth,
        'config/default.toml': '[jwt]\nissuer = "d"\naudiences = ["a"]',
        'config/production.toml': '[jwt]\nissuer = "p"',
      },
      variables: { APP_JWT__AUDIENCES: 'x' },
      accepted: ['p'],
      audiences: ['x'],
    },
    {
      name: 'join does not override, admerge appends',
      files: {
        'src/s.rs':
          'let s: Settings = Figment::new().merge(Toml::file("a.toml")).join(Toml::file("b.toml")).admerge(Toml::file("c.toml")).extract()?;',
        'src/auth.rs': auth,
        'a.toml': '[jwt]\nissuer = "a"\naudiences = ["1"]',
        'b.toml': '[jwt]\nissuer = "b"',
        'c.toml': '[jwt]\naudiences = ["2"]',
      },
      accepted: ['a'],
      audiences: ['1', '2'],
    },
    {
      name: 'Rocket.toml',
      files: {
        'Rocket.toml': '[default.jwt]\nissuer = "d"\naudiences = ["a"]\n[production.jwt]\nissuer = "p"',
        'src/auth.rs': auth,
      },
      accepted: ['p'],
      audiences: ['a'],
    },
  ]))

describe('Go', () =>
  testTokens([
    {
      name: 'no WithIssuer: not checked',
      files: { 'a.go': 'token, err := jwt.ParseWithClaims(s, &claims, keyFunc)' },
      accepted: ['*'],
    },
    {
      name: 'os.Getenv',
      files: {
        'a.go': 'p := jwt.NewParser(jwt.WithIssuer(os.Getenv("JWT_ISSUER")), jwt.WithAudience(os.Getenv("JWT_AUD")))',
      },
      variables: { JWT_ISSUER: 'i' },
      accepted: ['i'],
      unresolved: ['JWT_AUD'],
    },
    {
      name: 'an empty issuer is not checked',
      files: { 'a.go': 'jwt.NewParser(jwt.WithIssuer(os.Getenv("JWT_ISSUER")))' },
      variables: { JWT_ISSUER: '' },
      accepted: ['*'],
    },
    {
      name: 'claims that are signed',
      files: {
        'a.go':
          'claims := jwt.RegisteredClaims{Issuer: "svc", Audience: jwt.ClaimStrings{"a", "b"}}\nm := jwt.MapClaims{"iss": fmt.Sprintf("https://%s/", host)}\nconst host = "id.example.com"',
      },
      minted: ['svc', 'https://id.example.com/'],
      audiences: ['a', 'b'],
    },
    {
      name: 'go-oidc may skip both checks',
      files: {
        'a.go':
          'provider, err := oidc.NewProvider(ctx, issuer)\nconst issuer = "https://id.example.com"\nv := provider.Verifier(&oidc.Config{SkipClientIDCheck: true, SkipIssuerCheck: true})',
      },
      accepted: ['*'],
    },
    {
      name: 'viper: an empty variable is ignored',
      files: {
        'c.go':
          'viper.SetConfigName("config")\nviper.SetEnvPrefix("app")\nviper.SetEnvKeyReplacer(strings.NewReplacer(".", "_"))\nviper.AutomaticEnv()',
        'config.yaml': 'JWT: {Issuer: file}',
        'a.go': 'jwt.NewParser(jwt.WithIssuer(viper.GetString("jwt.issuer")))',
      },
      variables: { APP_JWT_ISSUER: '' },
      accepted: ['file'],
    },
    {
      name: 'viper: defaults, merged config and bound variables',
      files: {
        'c.go':
          'viper.SetDefault("jwt.audience", "d")\nviper.SetConfigName("base")\nviper.ReadInConfig()\nviper.SetConfigName("production")\nviper.MergeInConfig()\nviper.BindEnv("jwt.issuer", "OIDC_ISSUER")',
        'base.toml': '[jwt]\nissuer = "b"',
        'production.toml': '[jwt]\nissuer = "p"',
        'a.go':
          'jwt.NewParser(jwt.WithIssuer(viper.GetString("jwt.issuer")), jwt.WithAudience(viper.GetString("jwt.audience")))',
      },
      variables: { OIDC_ISSUER: 'bound' },
      accepted: ['bound'],
      audiences: ['d'],
    },
  ]))
