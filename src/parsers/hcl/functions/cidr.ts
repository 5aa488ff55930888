import { listType, numberType, stringType } from '../type.ts'
import type { HclValue } from '../value.ts'
import { knownString, listOf } from '../value-constructors.ts'
import { bigIntAt, integerAt, textAt } from './arguments.ts'
import type { HclFunction } from './define-function.ts'
import { defineFunction } from './define-function.ts'
import { FunctionError } from './function-error.ts'
import type { Network } from './ip-address.ts'
import { formatAddress, formatIpv4, formatIpv6, formatNetwork, isMapped, maskOf, readNetwork } from './ip-address.ts'

const prefix = { name: 'prefix', type: stringType } as const

const networkAt = (args: readonly HclValue[], blame?: number): Network => {
  const network = readNetwork(textAt(args, 0))
  if (network === undefined)
    throw new FunctionError(blame, `invalid CIDR expression: invalid CIDR address: ${textAt(args, 0)}`)
  return network
}

const absolute = (value: bigint): bigint => (value < 0n ? -value : value)

/** A number put into an address at a bit position. Only the low bits of the result are an address. */
const insert = (network: Network, value: bigint, position: number): bigint =>
  absolute((value << BigInt(Math.max(0, network.bits - position))) | network.address) &
  maskOf(network.bits, network.bits)

const cidrhost = defineFunction({
  name: 'cidrhost',
  params: [prefix, { name: 'hostnum', type: numberType }],
  returns: stringType,
  call: args => {
    const number = bigIntAt(args, 1)
    const network = networkAt(args)
    const size = 1n << BigInt(network.bits - network.prefix)
    const index = number < 0n ? size + number : number
    if (index < 0n || index >= size)
      throw new FunctionError(undefined, `prefix of ${network.prefix} does not accommodate a host numbered ${index}`)
    // For IPv4 in IPv6 Terraform counts the position from the start of the address, as if it had 32 bits.
    const position = network.bits === 128 && isMapped(network.address) ? 32 : network.bits
    return knownString(formatAddress(insert(network, index, position), network.bits))
  },
})

const cidrnetmask = defineFunction({
  name: 'cidrnetmask',
  params: [prefix],
  returns: stringType,
  call: args => {
    const network = networkAt(args)
    const mask = maskOf(network.bits, network.prefix)
    if (network.bits === 32) return knownString(formatIpv4(mask))
    if (isMapped(network.address)) return knownString(formatIpv6(mask))
    throw new FunctionError(undefined, `IPv6 addresses cannot have a netmask: ${textAt(args, 0)}`)
  },
})

const cidrsubnet = defineFunction({
  name: 'cidrsubnet',
  params: [prefix, { name: 'newbits', type: numberType }, { name: 'netnum', type: numberType }],
  returns: stringType,
  call: args => {
    const newBits = integerAt(args, 1)
    const number = bigIntAt(args, 2)
    const network = networkAt(args)
    const length = network.prefix + newBits
    if (length > network.bits)
      throw new FunctionError(
        undefined,
        `insufficient address space to extend prefix of ${network.prefix} by ${newBits}`,
      )
    if (length < 0) throw new FunctionError(undefined, `cannot shorten prefix of ${network.prefix} by ${-newBits}`)
    if (newBits >= 0 && absolute(number) >= 1n << BigInt(newBits))
      throw new FunctionError(
        undefined,
        `prefix extension of ${newBits} does not accommodate a subnet numbered ${number}`,
      )
    return knownString(formatNetwork({ address: insert(network, number, length), bits: network.bits, prefix: length }))
  },
})

const checkLength = (index: number, newBits: number, network: Network): void => {
  if (newBits < 1) throw new FunctionError(index, 'must extend prefix by at least one bit')
  if (newBits > 32) throw new FunctionError(index, 'may not extend prefix by more than 32 bits')
  const length = network.prefix + newBits
  if (length > network.bits) {
    const protocol = network.bits === 32 ? 'IPv4' : 'IPv6'
    throw new FunctionError(
      index,
      `would extend prefix to ${length} bits, which is too long for an ${protocol} address`,
    )
  }
}

const cidrsubnets = defineFunction({
  name: 'cidrsubnets',
  params: [prefix],
  variadic: { name: 'newbits', type: numberType },
  returns: listType(stringType),
  call: args => {
    const network = networkAt(args, 0)
    const end = network.address + (1n << BigInt(network.bits - network.prefix))
    const subnets: HclValue[] = []
    let next = network.address
    let previous: Network | undefined
    // Terraform starts from the subnet before the first; before the first address of all there is none.
    const isFirst = network.address === 0n
    for (let index = 1; index < args.length; index += 1) {
      const newBits = integerAt(args, index, '', true)
      checkLength(index, newBits, network)
      const length = network.prefix + newBits
      const size = 1n << BigInt(network.bits - length)
      const address = ((next + size - 1n) / size) * size
      if (address + size > end || isFirst) {
        const after = previous === undefined ? textAt(args, 0) : formatNetwork(previous)
        throw new FunctionError(
          index,
          `not enough remaining address space for a subnet with a prefix of ${length} bits after ${after}`,
        )
      }
      previous = { address, bits: network.bits, prefix: length }
      next = address + size
      subnets.push(knownString(formatNetwork(previous)))
    }
    return listOf(stringType, subnets)
  },
})

export const cidrFunctions: readonly HclFunction[] = [cidrhost, cidrnetmask, cidrsubnet, cidrsubnets]
