import type { Certificate } from '../model/entity.ts'
import { some, someOf, type Truth, truthOf } from '../model/truth.ts'
import { isReadable, type Value } from '../model/value.ts'
import { equalsText } from './match-value.ts'

/**
 * Whether a certificate's name covers a host, as clients check it (RFC 9525 section 6.3): without regard to case; `*` only as the whole
 * left-most label, for exactly one label; an IP address is never covered by a DNS name.
 */
export const nameCovers = (name: string, host: string): boolean => {
  const [pattern, wanted] = [name.toLowerCase(), host.toLowerCase()]
  if (/^[\d.]+$|:/.test(wanted)) return false
  if (!pattern.startsWith('*.')) return pattern === wanted && !pattern.includes('*')
  const parent = pattern.slice(2)
  if (parent === '' || parent.includes('*')) return false
  const dot = wanted.indexOf('.')
  return dot > 0 && wanted.slice(dot + 1) === parent
}

export const valueCovers = (name: Value, host: string): Truth => {
  if (isReadable(name)) return truthOf(nameCovers(String(name.value), host))
  const wanted = host.toLowerCase()
  const dot = wanted.indexOf('.')
  return some([equalsText(name, wanted), ...(dot > 0 ? [equalsText(name, `*${wanted.slice(dot)}`)] : [])])
}

/** A look-up by domain finds a certificate with that domain; its other names are not known. */
export const certificateCovers = (certificate: Certificate, host: string): Truth => {
  const covers = someOf(certificate.names, name => valueCovers(name, host))
  return covers === 'no' && certificate.source !== 'issued' ? 'undetermined' : covers
}
