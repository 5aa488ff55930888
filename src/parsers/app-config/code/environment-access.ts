import type { Language } from './expression.ts'

/** Names whose value is the whole process environment. */
export const environmentObjects: ReadonlySet<string> = new Set([
  'process.env',
  'import.meta.env',
  'Bun.env',
  'os.environ',
  'environ',
  'ENV',
  '$_ENV',
  '$_SERVER',
])

/** Functions that read one variable by its name (the first argument); a second or `default` argument is used when it is absent. */
export const environmentReaders: Readonly<Partial<Record<Language, RegExp>>> = {
  javascript: /^(Deno\.env\.get|env\.get|(this\.)?(config|configService|cfg|configuration)\.(get|getOrThrow))$/i,
  python: /^((os\.)?(getenv|environ\.get)|(env|environ|config|decouple\.config)(\.(str|list|url|bool|int))?)$/,
  ruby: /^ENV\.(fetch|\[\])$/,
  elixir: /^System\.(get_env|fetch_env!?)$/,
  go: /^(os\.(Getenv|LookupEnv)|getenv|getEnv|env\.Get(String)?)$/,
  rust: /^((std\.)?env\.(var|var_os)|dotenvy?\.var|env|option_env|var)$/,
  csharp: /^(System\.)?Environment\.GetEnvironmentVariable$/,
  java: /^System\.(getenv|getProperty)$/,
  kotlin: /^System\.(getenv|getProperty)$/,
  php: /^(getenv|env)$/,
}

/** Variables that say which environment this is. Where they are not set, the environment's own name is what they would hold. */
export const environmentNames: ReadonlySet<string> = new Set(
  'NODE_ENV APP_ENV ENV ENVIRONMENT RAILS_ENV RACK_ENV RUN_MODE RUN_ENV RUST_ENV APP_ENVIRONMENT GO_ENV DJANGO_ENV FLASK_ENV STAGE DEPLOY_ENV ASPNETCORE_ENVIRONMENT DOTNET_ENVIRONMENT MODE'.split(
    ' ',
  ),
)
