import { describe } from 'vitest'
import { testTokens } from './token-case.ts'

const decode = 'import jwt\njwt.decode(t, k, algorithms=["RS256"], issuer=s.jwt_issuer, audience=s.jwt_audience)\n'
const settings = (config: string, more = ''): string =>
  `from pydantic_settings import BaseSettings, SettingsConfigDict\nfrom pydantic import Field\nclass Settings(BaseSettings):\n    ${config}\n    jwt_issuer: str = 'code'\n    jwt_audience: str = 'aud'\n${more}\ns = Settings()\n`

describe('pydantic-settings', () =>
  testTokens([
    {
      name: 'a prefix, without case',
      files: {
        'app/settings.py': settings("model_config = SettingsConfigDict(env_prefix='APP_')"),
        'app/a.py': decode,
      },
      variables: { app_jwt_issuer: 'x' },
      accepted: ['x'],
      audiences: ['aud'],
    },
    {
      name: 'an empty variable is a value, and then fails every token',
      files: { 'app/settings.py': settings('pass'), 'app/a.py': decode },
      variables: { JWT_ISSUER: '' },
      accepted: [''],
      audiences: ['aud'],
    },
    {
      name: 'env_ignore_empty',
      files: {
        'app/settings.py': settings('model_config = SettingsConfigDict(env_ignore_empty=True)'),
        'app/a.py': decode,
      },
      variables: { JWT_ISSUER: '' },
      accepted: ['code'],
      audiences: ['aud'],
    },
    {
      name: 'aliases',
      files: {
        'app/settings.py':
          "class Settings(BaseSettings):\n    jwt_issuer: str = Field(default='d', validation_alias='OIDC_ISSUER')\n    jwt_audience: str = Field('e', alias='OIDC_AUD')\nsettings = Settings()\n",
        'app/a.py': 'import jwt\njwt.decode(t, k, issuer=settings.jwt_issuer, audience=settings.jwt_audience)',
      },
      variables: { OIDC_ISSUER: 'x' },
      accepted: ['x'],
      audiences: ['e'],
    },
    {
      name: 'lists are JSON',
      files: {
        'app/settings.py': "class Settings(BaseSettings):\n    issuers: list[str] = ['a']\ns = Settings()\n",
        'app/a.py': 'jwt.decode(t, k, issuer=s.issuers)',
      },
      variables: { ISSUERS: '["x", "y"]' },
      accepted: ['x', 'y'],
    },
    {
      name: 'pydantic 1: an inner Config',
      files: {
        'app/settings.py':
          "class Settings(BaseSettings):\n    jwt_issuer: str = 'd'\n    jwt_audience: str = 'e'\n    class Config:\n        env_file = '.env'\n        env_prefix = 'X_'\ns = Settings()\n",
        'app/a.py': decode,
        '.env': 'X_JWT_ISSUER=file',
      },
      accepted: ['file'],
      audiences: ['e'],
    },
    {
      name: 'settings behind a function',
      files: {
        'app/settings.py': `${settings('pass')}\n@lru_cache\ndef get_settings():\n    return Settings()\n`,
        'app/a.py':
          'def check(settings = Depends(get_settings)):\n    return jwt.decode(t, k, issuer=settings.jwt_issuer)',
      },
      accepted: ['code'],
    },
  ]))

describe('PyJWT, Django, Flask', () =>
  testTokens([
    {
      name: 'no issuer given',
      files: { 'a.py': "import jwt\njwt.decode(t, k, algorithms=['HS256'], audience='a')" },
      accepted: ['*'],
      audiences: ['a'],
    },
    {
      name: 'environ with a default, f-strings, or',
      files: {
        'a.py':
          "import os, jwt\nHOST = os.environ.get('HOST') or 'id.example.com'\njwt.decode(t, k, issuer=f'https://{HOST}/realms/x', audience=os.getenv('AUD', 'a').split(','))",
      },
      variables: { AUD: 'x,y' },
      accepted: ['https://id.example.com/realms/x'],
      audiences: ['x', 'y'],
    },
    {
      name: 'load_dotenv does not override',
      files: {
        '.env': 'ISS=file\nAUD=file',
        'a.py':
          "from dotenv import load_dotenv\nload_dotenv()\njwt.decode(t, k, issuer=os.environ['ISS'], audience=os.environ['AUD'])",
      },
      variables: { ISS: 'process' },
      accepted: ['process'],
      audiences: ['file'],
    },
    {
      name: 'verify_iss off',
      files: { 'a.py': "jwt.decode(t, k, issuer='a', options={'verify_iss': False})" },
      accepted: ['*'],
    },
    {
      name: 'a configuration object of a package: its settings by their names',
      files: {
        'a.py':
          'import jwt\nfrom shared.auth import get_config\ndef read(token, config=None):\n    if config is None:\n        config = get_config()\n    return jwt.decode(token, config.public_key, issuer=config.issuer, audience=config.audience)',
      },
      variables: {
        API_JWT_ISSUER: 'api-prod',
        API_JWT_AUDIENCE: 'api-prod',
        LOGIN_JWK_ENDPOINT: 'https://login.example.gov/certs',
      },
      accepted: ['api-prod'],
      audiences: ['api-prod'],
      jwks: ['https://login.example.gov/certs'],
    },
    {
      name: 'a configuration object of a package, and two settings that it may take',
      files: { 'a.py': 'jwt.decode(token, config.public_key, issuer=config.issuer)' },
      variables: { API_JWT_ISSUER: 'api', ADMIN_JWT_ISSUER: 'admin' },
      accepted: [],
      unresolved: ['config.issuer'],
    },
    {
      name: 'a field that no setting goes by',
      files: { 'a.py': 'jwt.decode(token, config.public_key, issuer=config.legacy_issuer)' },
      variables: { API_JWT_ISSUER: 'api' },
      accepted: [],
      unresolved: ['config.legacy_issuer'],
    },
    {
      name: 'Django: a rebound dictionary loses its issuer',
      files: {
        'proj/settings/base.py': "SIMPLE_JWT = {'ISSUER': 'base', 'AUDIENCE': 'a'}",
        'proj/settings/production.py': "from .base import *\nSIMPLE_JWT = {'AUDIENCE': 'p'}",
      },
      accepted: ['*'],
      audiences: ['p'],
    },
    {
      name: 'Django: spread over the base',
      files: {
        'proj/settings/base.py': "SIMPLE_JWT = {'ISSUER': 'base', 'AUDIENCE': 'a'}",
        'proj/settings/production.py': "from .base import *\nSIMPLE_JWT = {**SIMPLE_JWT, 'ISSUER': 'p'}",
        'proj/settings/staging.py': "SIMPLE_JWT = {'ISSUER': 's'}",
      },
      accepted: ['p'],
      minted: ['p'],
      audiences: ['a'],
    },
    {
      name: 'Flask: both sides, from a class',
      files: {
        'config.py':
          "class Config:\n    JWT_ENCODE_ISSUER = 'svc'\nclass ProductionConfig(Config):\n    JWT_DECODE_ISSUER = 'svc'\n    JWT_DECODE_AUDIENCE = 'web'\n",
        'app.py':
          "from flask_jwt_extended import JWTManager\napp = Flask(__name__)\napp.config.from_object('config.ProductionConfig')\nJWTManager(app)",
      },
      accepted: ['svc'],
      minted: ['svc'],
      audiences: ['web'],
    },
    {
      name: 'Flask: update with keywords',
      files: {
        'app.py':
          "app.config.update(JWT_DECODE_ISSUER=os.environ.get('ISS', 'd'), JWT_DECODE_AUDIENCE=['a', 'b'])\nJWTManager(app)",
      },
      accepted: ['d'],
      audiences: ['a', 'b'],
    },
  ]))

describe('Ruby', () =>
  testTokens([
    {
      name: 'iss with verify_iss',
      files: {
        'a.rb':
          "JWT.decode(t, key, true, { iss: ['a', 'b'], verify_iss: true, aud: 'x', verify_aud: true, algorithm: 'RS256' })",
      },
      accepted: ['a', 'b'],
      audiences: ['x'],
    },
    {
      name: 'aud without verify_aud is ignored',
      files: { 'a.rb': "JWT.decode token, key, true, iss: 'a', verify_iss: true, aud: 'x'" },
      accepted: ['a'],
    },
    {
      name: 'ENV.fetch, ||, interpolation',
      files: {
        'a.rb':
          "ISS = ENV.fetch('ISS') { 'x' }\nHOST = ENV['HOST'] || 'id.example.com'\nJWT.encode({ iss: \"https://#{HOST}/\", aud: ENV.fetch('AUD', 'web') }, key)",
      },
      minted: ['https://id.example.com/'],
      audiences: ['web'],
    },
    {
      name: 'settings per environment',
      files: {
        'config/settings.yml': 'jwt:\n  iss: d\n  aud: web',
        'config/settings/production.yml': 'jwt:\n  iss: p',
        'a.rb':
          'JWT.decode(t, k, true, iss: Settings.jwt.iss, verify_iss: true, aud: Settings.jwt.aud, verify_aud: true)',
      },
      accepted: ['p'],
      audiences: ['web'],
    },
    {
      name: 'config.x in the environment file',
      files: {
        'config/application.rb':
          "module A\n  class Application < Rails::Application\n    config.x.jwt.issuer = 'd'\n  end\nend",
        'config/environments/production.rb': "Rails.application.configure do\n  config.x.jwt.issuer = 'p'\nend",
        'a.rb': 'JWT.encode({ iss: Rails.configuration.x.jwt.issuer }, k)',
      },
      minted: ['p'],
    },
    {
      name: 'credentials by dig',
      files: {
        'a.rb': 'JWT.encode({ iss: Rails.application.credentials.dig(:jwt, :issuer) }, k)',
        'config/credentials.yml.enc': 'AAAA',
      },
      unresolved: ['credentials.jwt.issuer'],
    },
    {
      name: 'dotenv-rails: local files win',
      files: {
        Gemfile: "gem 'dotenv-rails'",
        '.env': 'ISS=base',
        '.env.production': 'ISS=prod',
        '.env.local': 'ISS=local',
        'a.rb': "JWT.encode({ iss: ENV['ISS'] }, k)",
      },
      minted: ['local'],
    },
  ]))

describe('Elixir and PHP', () =>
  testTokens([
    {
      name: 'Guardian mints, and checks nothing by default',
      files: {
        'config/config.exs': 'import Config\nconfig :shop, Shop.Guardian,\n  issuer: "shop",\n  secret_key: "x"\n',
      },
      accepted: ['*'],
      minted: ['shop'],
    },
    {
      name: 'Guardian: runtime.exs reads the environment',
      files: {
        'config/config.exs': 'config :shop, Shop.Guardian, issuer: "dev", verify_issuer: true',
        'config/runtime.exs':
          'import Config\nif config_env() == :prod do\n  config :shop, Shop.Guardian, issuer: System.get_env("ISS") || "shop"\nend',
      },
      accepted: ['shop'],
      minted: ['shop'],
    },
    {
      name: 'Guardian: a required variable',
      files: {
        'config/runtime.exs': 'config :shop, Shop.Guardian, issuer: System.fetch_env!("ISS"), verify_issuer: true',
      },
      unresolved: ['ISS'],
    },
    {
      name: 'firebase/php-jwt',
      files: {
        'a.php':
          "<?php\n$t = JWT::encode(['iss' => env('ISS', 'svc'), 'aud' => 'web'], $key, 'HS256');\n$d = JWT::decode($t, new Key($key, 'HS256'));",
      },
      accepted: ['*'],
      minted: ['svc'],
      audiences: ['web'],
    },
    {
      name: 'tymon/jwt-auth follows the request',
      framework: 'laravel-tymon',
      files: { 'config/jwt.php': "<?php\nreturn [ 'secret' => env('JWT_SECRET'), 'algo' => 'HS256' ];" },
      accepted: ['*'],
      unresolved: ['request-host'],
    },
  ]))
