import type { Value } from '../../../../model/value.ts'
import { callNamed } from '../../code/call-named.ts'
import type { Evaluate } from '../../code/code-scope.ts'
import { type Code, type CodeFile, lastName } from '../../code/expression.ts'
import { textOf } from '../../read-value.ts'
import type { Site } from '../site.ts'
import { requiredIssuer, type TokenSettings } from '../token-settings.ts'

/** Tokens that are made: `new JwtSecurityToken(issuer: …, audience: …)`, `new SecurityTokenDescriptor { Issuer = … }`. */
const signing: Site = {
  name: callNamed('JwtSecurityToken SecurityTokenDescriptor CreateEncodedJwt CreateJwtSecurityToken'),
  read: site => {
    const positional = site.name.endsWith('JwtSecurityToken') && site.call.args.length >= 2
    site.tokens.mint(site.named('issuer', 'Issuer') ?? (positional ? site.arg(0) : undefined))
    site.tokens.audience(site.named('audience', 'Audience') ?? (positional ? site.arg(1) : undefined))
  },
}

/** Duende IdentityServer: without IssuerUri the issuer is the request's origin. */
const identityServer: Site = {
  name: callNamed('AddIdentityServer'),
  read: site => {
    if (!/\bIssuerUri\b/.test(site.file.text)) site.tokens.mintFromRequest(site.at)
  },
}

export const csharpSites: readonly Site[] = [signing, identityServer]

/**
 * JwtBearer in code: initialisers and assignments of TokenValidationParameters and JwtBearerOptions, wherever they stand in a file.
 * Both checks are on by default; `Authority` alone leaves the issuer to the provider's metadata.
 */
export const readCsharpValidation = (file: CodeFile, tokens: TokenSettings, evaluate: Evaluate): void => {
  const settings = new Map<string, Code[]>()
  const put = (name: string, code: Code): void => {
    settings.set(name, [...(settings.get(name) ?? []), code])
  }
  for (const call of file.calls) for (const { name, value } of call.named) put(name, value)
  for (const { target, value } of file.assignments) put(lastName(target) ?? '', value)
  const values = (name: string): readonly Value[] => (settings.get(name) ?? []).flatMap(code => evaluate(code) ?? [])
  const isOff = (name: string): boolean => values(name).some(value => textOf(value) === 'false')
  const first = (...names: readonly string[]): Code | undefined => names.flatMap(name => settings.get(name) ?? [])[0]

  const bearer = /AddJwtBearer|TokenValidationParameters|AddMicrosoftIdentityWebApi/.test(file.text)
  const mark = first('ValidateIssuer', 'ValidIssuer', 'ValidIssuers', 'Authority', 'TokenValidationParameters')
  const issuers = [...values('ValidIssuer'), ...values('ValidIssuers')]
  if (mark !== undefined && isOff('ValidateIssuer')) tokens.acceptAny(mark.source.at(mark.start, mark.end))
  else if (issuers.length > 0 && mark !== undefined)
    for (const issuer of issuers) tokens.accept(issuer, mark.source.at(mark.start, mark.end), requiredIssuer)
  else if (bearer) for (const authority of values('Authority')) tokens.acceptDiscovered(authority, authority.from.at)
  if (!isOff('ValidateAudience')) {
    for (const name of ['ValidAudience', 'ValidAudiences']) for (const value of values(name)) tokens.audience(value)
    if (bearer)
      for (const { target, value } of file.assignments)
        if (lastName(target) === 'Audience') tokens.audience(evaluate(value))
  }
  for (const value of values('IssuerUri')) tokens.mint(value)
}
