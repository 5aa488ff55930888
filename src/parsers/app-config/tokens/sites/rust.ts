import { dottedName, lastName } from '../../code/expression.ts'
import type { Site } from '../site.ts'

/** jsonwebtoken: a `Validation` without `set_issuer` (or `iss`) does not check `iss`. */
const validation: Site = {
  name: /(^|\.)Validation(\.(new|default))?$/,
  read: site => {
    const { file, tokens, at } = site
    const setters = file.calls.filter(call => /^set_(issuer|audience)$/.test(lastName(call.callee) ?? ''))
    const assigned = file.assignments.filter(
      ({ target }) => target.kind === 'member' && /^(iss|aud)$/.test(target.name),
    )
    const issuers = [
      ...setters.filter(call => lastName(call.callee) === 'set_issuer').map(call => call.args[0]),
      ...assigned.filter(({ target }) => lastName(target) === 'iss').map(({ value }) => value),
    ]
    const written = site.named('iss')
    if (issuers.length === 0) tokens.accept(written, at)
    for (const issuer of issuers) tokens.accept(site.evaluate(issuer), at)
    tokens.audience(site.named('aud'))
    for (const call of setters)
      if (lastName(call.callee) === 'set_audience') tokens.audience(site.evaluate(call.args[0]))
    for (const { target, value } of assigned) if (lastName(target) === 'aud') tokens.audience(site.evaluate(value))
  },
}

/** `Claims { iss: …, aud: … }`: what is encoded. */
const claims: Site = {
  name: /(^|\.)\w*Claims\w*$/,
  read: site => {
    if (!site.file.calls.some(call => /(^|\.)encode$/.test(dottedName(call.callee) ?? ''))) return
    site.tokens.mint(site.named('iss', 'issuer'))
    site.tokens.audience(site.named('aud', 'audience'))
  },
}

/** openidconnect: discovery must name the issuer it was asked for. */
const openidConnect: Site = {
  name: /(^|\.)(IssuerUrl\.new|ClientId\.new)$/,
  read: site => {
    if (site.name.includes('IssuerUrl')) site.tokens.accept(site.arg(0), site.at)
    else if (site.hasModule(/openidconnect/)) site.tokens.audience(site.arg(0))
  },
}

export const rustSites: readonly Site[] = [validation, claims, openidConnect]
