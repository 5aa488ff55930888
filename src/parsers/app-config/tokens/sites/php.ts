import { callNamed } from '../../code/call-named.ts'
import type { Site } from '../site.ts'

/** firebase/php-jwt checks no issuer; lcobucci/jwt has constraints for it. */
export const phpSites: readonly Site[] = [
  { name: /(^|\.)JWT\.decode$/, read: site => site.tokens.acceptAny(site.at) },
  {
    name: /(^|\.)JWT\.encode$/,
    read: site => {
      site.tokens.mint(site.option(0, 'iss'))
      site.tokens.audience(site.option(0, 'aud'))
    },
  },
  {
    name: callNamed('IssuedBy'),
    read: site => {
      for (const arg of site.call.args) site.tokens.accept(site.evaluate(arg), site.at)
    },
  },
  { name: callNamed('PermittedFor permittedFor'), read: site => site.tokens.audience(site.arg(0)) },
  { name: callNamed('issuedBy'), read: site => site.tokens.mint(site.arg(0)) },
]
