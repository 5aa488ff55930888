import { decidersOf, displayValue } from '../model/deciders.ts'
import type { Certificate, Listener } from '../model/entity.ts'
import { type EnvironmentModel, resolveEntity } from '../model/environment-model.ts'
import type { Decider } from '../model/trace.ts'
import { addressKey, isKnown, type Value } from '../model/value.ts'
import { certificateCovers } from './certificate-names.ts'

/** Which certificate a listener presents for a host name, and whether it covers it. */
export type TlsAnswer =
  | { readonly kind: 'covers'; readonly certificate: Certificate; readonly fromList: boolean }
  | {
      readonly kind: 'mismatch'
      readonly certificate: Certificate | undefined
      readonly offered: readonly Certificate[]
    }
  | { readonly kind: 'undetermined'; readonly decides: readonly Decider[] }

/** Key strength for the choice between several matching certificates: ECDSA before RSA, then the larger key (ELB guide, "SNI"). */
const strength = ({ keyAlgorithm }: Certificate): number => {
  if (!keyAlgorithm || !isKnown(keyAlgorithm)) return 2048
  const name = String(keyAlgorithm.value)
  const bits = Number(/(\d{3,4})/.exec(name)?.[1] ?? 2048)
  return /^EC/i.test(name) ? 100_000 + bits : bits
}

interface Offer {
  readonly value: Value
  readonly certificate: Certificate | undefined
  readonly sure: boolean
}

/** The SNI list of a listener; entries whose listener is not known may belong to it. */
const listOf = (model: EnvironmentModel, listener: Listener): readonly Offer[] =>
  model.entities['listener-certificate'].flatMap(entry => {
    if (entry.exists === 'no') return []
    const owner = resolveEntity(model, 'listener', entry.listener)
    if (owner.kind === 'entity' && owner.entity !== listener) return []
    return [{ ...offer(model, entry.certificate), sure: owner.kind === 'entity' && entry.exists === 'yes' }]
  })

const offer = (model: EnvironmentModel, value: Value): Offer => {
  const resolved = resolveEntity(model, 'certificate', value)
  return { value, certificate: resolved.kind === 'entity' ? resolved.entity : undefined, sure: true }
}

/** SNI choice (ELB guide): a matching certificate of the list, the strongest of several; else the default. The handshake itself never fails. */
export const chooseCertificate = (model: EnvironmentModel, listener: Listener, host: string): TlsAnswer => {
  const list = listOf(model, listener)
  const judged = list.map(entry => ({
    ...entry,
    covers: entry.certificate ? certificateCovers(entry.certificate, host) : ('undetermined' as const),
  }))
  const matching = judged.filter(entry => entry.sure && entry.covers === 'yes' && entry.certificate)
  const [chosen] = matching.sort(
    (one, other) => strength(other.certificate as Certificate) - strength(one.certificate as Certificate),
  )
  if (chosen?.certificate) return { kind: 'covers', certificate: chosen.certificate, fromList: true }

  const standard = listener.certificate && offer(model, listener.certificate)
  const standardCovers = standard?.certificate ? certificateCovers(standard.certificate, host) : undefined
  if (standard?.certificate && standardCovers === 'yes')
    return { kind: 'covers', certificate: standard.certificate, fromList: false }

  const open = judged.filter(entry => entry.covers !== 'no')
  if (open.length > 0 || (standard && standardCovers !== 'no') || listener.isLookup)
    return { kind: 'undetermined', decides: openDeciders(listener, standard, open) }
  const offered = [standard, ...list].flatMap(entry => (entry?.certificate ? [entry.certificate] : []))
  return { kind: 'mismatch', certificate: standard?.certificate, offered: uniqueCertificates(offered) }
}

const uniqueCertificates = (certificates: readonly Certificate[]): readonly Certificate[] => [
  ...new Map(certificates.map(certificate => [addressKey(certificate.address), certificate])).values(),
]

const openDeciders = (listener: Listener, standard: Offer | undefined, open: readonly Offer[]): readonly Decider[] => {
  const deciders = [...open, ...(standard ? [standard] : [])].flatMap(({ certificate, value }) =>
    certificate ? certificate.names.flatMap(decidersOf) : decidersOf(value),
  )
  if (deciders.length > 0) return deciders
  return [{ names: `certificates of ${listener.address.name}`, at: listener.at }]
}

/** `partner.example.com, *.example.com` */
export const formatNames = (certificate: Certificate): string => certificate.names.map(displayValue).join(', ')
