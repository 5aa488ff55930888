import ipaddr from 'ipaddr.js'
import { itemsOf, known, unknown } from '../../../model/value.ts'
import { provenance, reasonOf } from '../derive-value.ts'
import type { Intrinsic } from '../stack.ts'
import { argumentsOf, isValue } from './arguments.ts'

/** [block, count, bits of a subnet's hosts]: the first `count` subnets of the block. */
export const cidr: Intrinsic = (argument, at, scope) => {
  const given = argumentsOf('Fn::Cidr', argument, at, scope, { least: 2, most: 3, shape: '[block, count, host bits]' })
  if (isValue(given)) return given
  const values = given.map(scope.evaluateText)
  const present = values.filter(value => value !== undefined)
  const why = present.map(reasonOf).find(reason => reason !== undefined)
  if (why !== undefined) return unknown(why, provenance(at, ...present))
  const invalid = (detail: string) => scope.invalid(at, 'Fn::Cidr cannot be computed', detail)
  const [block, count, bits] = values.map(value => {
    const single = itemsOf(value)?.length === 1 ? itemsOf(value)?.[0] : value
    return single?.kind === 'known' ? String(single.value) : undefined
  })
  if (block === undefined || !ipaddr.isValidCIDR(block)) return invalid('The first argument has to be a CIDR block.')
  const [address, prefix] = ipaddr.parseCIDR(block)
  const width = address.kind() === 'ipv4' ? 32 : 128
  const number = Number(count)
  const host = bits === undefined && given.length < 3 && width === 32 ? 8 : Number(bits ?? 64)
  if (!/^\d+$/.test(count ?? '') || number < 1 || number > 256) return invalid('The count has to be from 1 to 256.')
  if (!Number.isInteger(host) || host < 1 || host > width)
    return invalid(`The host bits have to be from 1 to ${width}.`)
  const room = width - host - prefix
  if (room < 0 || (room < 9 && number > 2 ** room))
    return invalid(`${block} has no room for ${number} subnets with ${host} host bits.`)
  const start = address.toByteArray().reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n)
  const base = (start >> BigInt(width - prefix)) << BigInt(width - prefix)
  const from = provenance(at, ...present)
  const items = Array.from({ length: number }, (_, index) => {
    const subnet = base + (BigInt(index) << BigInt(host))
    const bytes = Array.from({ length: width / 8 }, (_, byte) =>
      Number((subnet >> BigInt(width - 8 - 8 * byte)) & 0xffn),
    )
    return known(`${ipaddr.fromByteArray(bytes).toString()}/${width - host}`, from)
  })
  return { kind: 'list', items, from }
}
