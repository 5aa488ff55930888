import { describe } from 'vitest'
import { type TokenCase, testTokens } from './token-case.ts'

type Row = readonly [name: string, files: TokenCase['files'], framework: string, variables?: TokenCase['variables']]

/** Programs as people write them, with their settings beside them. */
const programs: readonly Row[] = [
  [
    'C# startup',
    {
      'appsettings.json': '{"Jwt":{"Issuer":"https://id","Audience":"api","Key":"k"}}',
      'Startup.cs': `using Microsoft.IdentityModel.Tokens;
namespace Shop {
  public class Startup {
    public Startup(IConfiguration configuration) { Configuration = configuration; }
    public IConfiguration Configuration { get; }
    public void ConfigureServices(IServiceCollection services) {
      services.AddAuthentication(JwtBearerDefaults.AuthenticationScheme)
        .AddJwtBearer(options =>
        {
          options.RequireHttpsMetadata = false;
          options.TokenValidationParameters = new TokenValidationParameters
          {
            ValidateIssuer = true,
            ValidateAudience = true,
            ValidIssuer = Configuration["Jwt:Issuer"],
            ValidAudience = Configuration["Jwt:Audience"],
            IssuerSigningKey = new SymmetricSecurityKey(Encoding.UTF8.GetBytes(Configuration["Jwt:Key"]!))
          };
        });
    }
  }
}`,
      'TokenService.cs': `public class TokenService {
  private readonly JwtSettings _settings;
  public string Create(User u) {
    var claims = new[] { new Claim("sub", u.Id) };
    var token = new JwtSecurityToken(
      _config["Jwt:Issuer"],
      _config["Jwt:Audience"],
      claims,
      expires: DateTime.Now.AddMinutes(15),
      signingCredentials: creds);
    return new JwtSecurityTokenHandler().WriteToken(token);
  }
}`,
    },
    'aspnetcore-jwtbearer-code',
  ],
  [
    'C# options',
    {
      'appsettings.json': '{"JwtSettings":{"Issuer":"https://id","Audiences":["a","b"]}}',
      'Program.cs': `var jwtSettings = new JwtSettings();
builder.Configuration.Bind("JwtSettings", jwtSettings);
builder.Services.AddAuthentication().AddJwtBearer(x => {
    x.TokenValidationParameters = new TokenValidationParameters {
        ValidIssuer = jwtSettings.Issuer,
        ValidAudiences = jwtSettings.Audiences,
        ValidateLifetime = true,
    };
});`,
    },
    'aspnetcore-jwtbearer-code',
  ],
  [
    'Go realistic',
    {
      'internal/auth/jwt.go': `package auth

import (
	"fmt"
	"os"
	"github.com/golang-jwt/jwt/v5"
)

type Verifier struct { issuer string; audience string }

func NewVerifier() (*Verifier, error) {
	issuer := os.Getenv("JWT_ISSUER")
	if issuer == "" {
		return nil, fmt.Errorf("JWT_ISSUER is required")
	}
	return &Verifier{issuer: issuer, audience: os.Getenv("JWT_AUDIENCE")}, nil
}

func (v *Verifier) Parse(raw string) (*jwt.Token, error) {
	return jwt.ParseWithClaims(raw, &jwt.RegisteredClaims{}, v.keyFunc,
		jwt.WithValidMethods([]string{"RS256"}),
		jwt.WithIssuer(v.issuer),
		jwt.WithAudience(v.audience),
	)
}`,
      '.env': 'JWT_ISSUER=https://id\nJWT_AUDIENCE=api',
    },
    'golang-jwt',
  ],
  [
    'Go oidc realistic',
    {
      'main.go': `package main
func main() {
	ctx := context.Background()
	provider, err := oidc.NewProvider(ctx, os.Getenv("OIDC_ISSUER_URL"))
	if err != nil { log.Fatal(err) }
	verifier := provider.Verifier(&oidc.Config{ClientID: os.Getenv("OIDC_CLIENT_ID")})
	http.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		idToken, err := verifier.Verify(ctx, raw)
	})
}`,
      '.env.production': 'OIDC_ISSUER_URL=https://id/realms/x\nOIDC_CLIENT_ID=shop',
    },
    'go-oidc',
  ],
  [
    'Rust axum',
    {
      'src/config.rs': `use serde::Deserialize;
#[derive(Debug, Clone, Deserialize)]
pub struct AppConfig { pub jwt: JwtConfig }
impl AppConfig {
    pub fn from_env() -> Result<Self, config::ConfigError> {
        let environment = std::env::var("APP_ENVIRONMENT").unwrap_or_else(|_| "local".to_string());
        let settings = config::Config::builder()
            .set_default("jwt.leeway", 60)?
            .add_source(config::File::new("config/default.toml", config::FileFormat::Toml))
            .add_source(config::File::with_name(&format!("config/{environment}")).required(false))
            .add_source(config::Environment::default().prefix("APP").separator("__"))
            .build()?;
        settings.try_deserialize::<AppConfig>()
    }
}`,
      'src/auth.rs': `use jsonwebtoken::{decode, Algorithm, DecodingKey, Validation};
pub async fn verify(State(cfg): State<Arc<AppConfig>>, token: &str) -> Result<Claims, AuthError> {
    let mut validation = Validation::new(Algorithm::RS256);
    validation.set_issuer(&[cfg.jwt.issuer.as_str()]);
    validation.set_audience(&cfg.jwt.audience);
    let data = decode::<Claims>(token, &DecodingKey::from_rsa_pem(pem)?, &validation).map_err(|_| AuthError::Invalid)?;
    Ok(data.claims)
}
pub fn mint(cfg: &AppConfig) -> Result<String> {
    let claims = Claims { iss: cfg.jwt.issuer.clone(), aud: cfg.jwt.audience.clone(), sub: "x".into() };
    encode(&Header::default(), &claims, &key)
}`,
      'config/default.toml': '[jwt]\nissuer="d"\naudience=["a"]',
      'config/production.yaml': 'jwt:\n  issuer: p',
    },
    'rust-config-jsonwebtoken',
    { APP__JWT__ISSUER: 'e' },
  ],
  [
    'FastAPI',
    {
      'app/config.py': `from functools import lru_cache
from pydantic_settings import BaseSettings, SettingsConfigDict

class Settings(BaseSettings):
    """Settings."""
    model_config = SettingsConfigDict(
        env_file=".env",
        env_file_encoding="utf-8",
        extra="ignore",
    )
    app_name: str = "x"
    jwt_issuer: str
    jwt_audience: str | None = None
    jwks_url: str = "https://id/jwks"

@lru_cache
def get_settings() -> Settings:
    return Settings()

settings = get_settings()`,
      'app/auth.py': `import jwt
from jwt import PyJWKClient
from app.config import settings
jwks_client = PyJWKClient(settings.jwks_url)
async def current_user(token: str = Depends(oauth2)):
    try:
        key = jwks_client.get_signing_key_from_jwt(token)
        payload = jwt.decode(
            token,
            key.key,
            algorithms=["RS256"],
            issuer=settings.jwt_issuer,
            audience=settings.jwt_audience,
            options={"require": ["exp", "iss"]},
        )
    except jwt.InvalidTokenError as e:
        raise HTTPException(401)
    return payload`,
      '.env': 'JWT_ISSUER=https://id\nJWT_AUDIENCE=api',
    },
    'pyjwt-fastapi',
  ],
  [
    'Rails controller',
    {
      'config/application.rb':
        'module Shop\n  class Application < Rails::Application\n    config.load_defaults 7.1\n  end\nend',
      'app/services/token_verifier.rb': `class TokenVerifier
  ISSUER = ENV.fetch("JWT_ISSUER")
  def call(token)
    payload, _header = JWT.decode(
      token,
      public_key,
      true,
      {
        algorithm: "RS256",
        iss: ISSUER,
        verify_iss: true,
        aud: Rails.application.config_for(:auth)[:audience],
        verify_aud: true,
      }
    )
  rescue JWT::DecodeError
    nil
  end
end`,
      'config/auth.yml': 'default: &default\n  audience: d\nproduction:\n  <<: *default\n  audience: p\n',
      '.env.production': 'JWT_ISSUER=https://id',
    },
    'ruby-jwt',
  ],
  [
    'Java spring code',
    {
      'src/main/java/a/SecurityConfig.java': `package a;
@Configuration
@EnableWebSecurity
public class SecurityConfig {
  @Value("\${auth.issuer}") private String issuer;
  @Value("\${auth.audience:api}")
  private String audience;

  @Bean
  JwtDecoder jwtDecoder() {
    NimbusJwtDecoder decoder = JwtDecoders.fromIssuerLocation(issuer);
    OAuth2TokenValidator<Jwt> withIssuer = JwtValidators.createDefaultWithIssuer(issuer);
    decoder.setJwtValidator(new DelegatingOAuth2TokenValidator<>(withIssuer, new AudienceValidator(audience)));
    return decoder;
  }
}`,
      'src/main/resources/application.yml': 'auth:\n  issuer: https://id',
      'src/main/resources/application-production.yml': 'auth:\n  issuer: https://prod',
    },
    'spring-boot',
  ],
  [
    'Express TS',
    {
      'src/config/index.ts': `import 'dotenv/config';
import { z } from 'zod';
const schema = z.object({ JWT_ISSUER: z.string().url(), JWT_AUDIENCE: z.string().default('api') });
const parsed = schema.parse(process.env);
export const config = { auth: { issuer: parsed.JWT_ISSUER, audience: parsed.JWT_AUDIENCE } };
export type Config = typeof config;`,
      'src/middleware/auth.ts': `import jwt, { type JwtPayload } from 'jsonwebtoken';
import type { Request, Response, NextFunction } from 'express';
import { config } from '../config/index.js';
export class AuthMiddleware {
  constructor(private readonly key: string) {}
  handle = async (req: Request, res: Response, next: NextFunction): Promise<void> => {
    const token = req.headers.authorization?.slice(7) ?? '';
    try {
      const payload = jwt.verify(token, this.key, { issuer: config.auth.issuer, audience: config.auth.audience }) as JwtPayload;
      next();
    } catch { res.status(401).end(); }
  };
}`,
      '.env': 'JWT_ISSUER=https://id',
    },
    'jsonwebtoken',
  ],
  [
    'express cjs config env files',
    {
      'config/index.js': `const env = process.env.NODE_ENV || 'development';
module.exports = { ...require('./default'), ...require(\`./\${env}\`) };`,
      'config/default.js': "module.exports = { issuer: 'd', audience: 'a' }",
      'config/production.js': "module.exports = { issuer: 'p' }",
      'src/a.js':
        "const config = require('../config');\nconst jwt = require('jsonwebtoken');\njwt.verify(t, k, { issuer: config.issuer, audience: config.audience });",
    },
    'jsonwebtoken',
  ],
  [
    'jwt promisify',
    {
      'a.js':
        "const { promisify } = require('util');\nconst jwt = require('jsonwebtoken');\nconst opts = { algorithms: ['RS256'] };\nopts.issuer = 'https://id';\njwt.verify(t, k, opts, (err, d) => {});",
    },
    'jsonwebtoken',
  ],
  [
    'nest strategy class',
    {
      'src/auth/jwt.strategy.ts': `import { Injectable } from '@nestjs/common';
import { PassportStrategy } from '@nestjs/passport';
import { ExtractJwt, Strategy } from 'passport-jwt';
@Injectable()
export class JwtStrategy extends PassportStrategy(Strategy) {
  constructor(private readonly config: ConfigService) {
    super({
      jwtFromRequest: ExtractJwt.fromAuthHeaderAsBearerToken(),
      ignoreExpiration: false,
      secretOrKey: config.getOrThrow<string>('JWT_SECRET'),
      issuer: config.get<string>('JWT_ISSUER'),
      audience: config.get<string>('JWT_AUDIENCE'),
    });
  }
}`,
      '.env': 'JWT_ISSUER=api\nJWT_AUDIENCE=web\nJWT_SECRET=s',
    },
    'nestjs',
  ],
  [
    'PHP lcobucci',
    {
      'src/Token.php': `<?php
namespace App;
final class Token {
  public function verify(string $jwt): bool {
    return $this->config->validator()->validate($token, new IssuedBy($_ENV['JWT_ISSUER']), new PermittedFor(getenv('JWT_AUD')));
  }
  public function mint(): string {
    return $this->config->builder()->issuedBy('https://id')->permittedFor('web')->getToken($s, $k)->toString();
  }
}`,
      '.env': 'JWT_ISSUER=https://id\nJWT_AUD=web',
    },
    'php',
  ],
  [
    'Kotlin ktor',
    {
      'src/main/kotlin/A.kt': `fun Application.module() {
  val issuer = environment.config.property("jwt.issuer").getString()
  val audience = environment.config.property("jwt.audience").getString()
  install(Authentication) {
    jwt("auth") {
      verifier(JWT.require(Algorithm.HMAC256(secret)).withAudience(audience).withIssuer(issuer).build())
    }
  }
}`,
      'src/main/resources/application.conf':
        'jwt {\n  issuer = "https://id"\n  issuer = ${?JWT_ISSUER}\n  audience = "api"\n}',
    },
    'ktor',
    { JWT_ISSUER: 'https://env' },
  ],
  [
    'Python flask env classes',
    {
      'config.py': `import os
class Config:
    SECRET_KEY = os.environ.get("SECRET_KEY", "dev")
    JWT_ENCODE_ISSUER = os.environ.get("JWT_ISSUER", "shop")
    JWT_DECODE_ISSUER = JWT_ENCODE_ISSUER
class ProductionConfig(Config):
    JWT_DECODE_AUDIENCE = "api"
`,
      'app/__init__.py': `from flask import Flask
from flask_jwt_extended import JWTManager
from config import config
def create_app(config_name):
    app = Flask(__name__)
    app.config.from_object(config[config_name])
    jwt = JWTManager(app)
    return app`,
    },
    'flask-jwt-extended',
  ],
]

const meanings: Readonly<Record<string, Omit<TokenCase, 'name' | 'files'>>> = {
  'C# startup': {
    accepted: ['https://id'],
    minted: ['https://id'],
    audiences: ['api'],
  },
  'C# options': {
    accepted: ['https://id'],
    audiences: ['a', 'b'],
  },
  'Go realistic': {
    accepted: ['https://id'],
    audiences: ['api'],
  },
  'Go oidc realistic': {
    accepted: ['https://id/realms/x'],
    audiences: ['shop'],
  },
  'Rust axum': {
    accepted: ['e'],
    minted: ['e'],
    audiences: ['a'],
  },
  FastAPI: {
    accepted: ['https://id'],
    audiences: ['api'],
    jwks: ['https://id/jwks'],
  },
  'Rails controller': {
    accepted: ['https://id'],
    audiences: ['p'],
  },
  'Java spring code': {
    accepted: ['https://prod'],
  },
  'Express TS': {
    accepted: ['https://id'],
    audiences: ['api'],
  },
  'express cjs config env files': {
    accepted: ['p'],
    audiences: ['a'],
  },
  'jwt promisify': {
    accepted: ['https://id'],
  },
  'nest strategy class': {
    accepted: ['api'],
    audiences: ['web'],
  },
  'PHP lcobucci': {
    accepted: ['https://id'],
    minted: ['https://id'],
    audiences: ['web'],
  },
  'Kotlin ktor': {
    accepted: ['https://env'],
    audiences: ['api'],
  },
  'Python flask env classes': {
    accepted: ['shop'],
    minted: ['shop'],
    audiences: ['api'],
  },
}

describe('programs', () =>
  testTokens(
    programs.map(([name, files, framework, variables]) => ({
      name,
      files,
      framework,
      ...(variables ? { variables } : {}),
      ...meanings[name],
    })),
  ))
