/** An IP network: the address as a number, how many bits it has (32 or 128) and the length of its prefix. */
export interface Network {
  readonly address: bigint
  readonly bits: 32 | 128
  readonly prefix: number
}

const readIpv4 = (text: string): bigint | undefined => {
  const parts = text.split('.')
  if (parts.length !== 4) return undefined
  let value = 0n
  for (const part of parts) {
    // Leading zeros are decimal.
    if (!/^\d+$/.test(part) || Number(part) > 255) return undefined
    value = (value << 8n) | BigInt(part)
  }
  return value
}

const readGroups = (text: string): readonly bigint[] | undefined => {
  if (text === '') return []
  const groups: bigint[] = []
  const parts = text.split(':')
  for (const [index, part] of parts.entries()) {
    if (part.includes('.')) {
      const ipv4 = index === parts.length - 1 ? readIpv4(part) : undefined
      if (ipv4 === undefined) return undefined
      groups.push(ipv4 >> 16n, ipv4 & 0xffffn)
    } else if (/^0*[0-9a-f]{1,4}$/i.test(part)) groups.push(BigInt(`0x${part}`))
    else return undefined
  }
  return groups
}

const readIpv6 = (text: string): bigint | undefined => {
  const halves = text.split('::')
  if (halves.length > 2) return undefined
  const [head, tail] = halves.map(readGroups)
  if (head === undefined || (halves.length === 2 && tail === undefined)) return undefined
  const missing = 8 - head.length - (tail?.length ?? 0)
  if (halves.length === 2 ? missing < 1 : missing !== 0) return undefined
  const groups = [...head, ...Array.from({ length: missing }, () => 0n), ...(tail ?? [])]
  return groups.reduce((value, group) => (value << 16n) | group, 0n)
}

export const maskOf = (bits: number, prefix: number): bigint => ((1n << BigInt(prefix)) - 1n) << BigInt(bits - prefix)

/** `10.0.0.0/8`, `fe80::/10`; host bits are cleared. */
export const readNetwork = (text: string): Network | undefined => {
  const slash = text.indexOf('/')
  const length = text.slice(slash + 1)
  if (slash < 0 || !/^\d+$/.test(length)) return undefined
  const host = text.slice(0, slash)
  const isIpv6 = host.includes(':')
  const address = isIpv6 ? readIpv6(host) : readIpv4(host)
  const bits = isIpv6 ? 128 : 32
  const prefix = Number(length)
  if (address === undefined || prefix > bits) return undefined
  return { address: address & maskOf(bits, prefix), bits, prefix }
}

/** IPv4 in IPv6 (`::ffff:0:0/96`), which is written, and in part treated, as IPv4. */
export const isMapped = (address: bigint): boolean => address >> 32n === 0xffffn

export const formatIpv4 = (address: bigint): string =>
  [24n, 16n, 8n, 0n].map(shift => String((address >> shift) & 0xffn)).join('.')

/** In hexadecimal groups; the longest run of two or more zero groups is left out. */
export const formatIpv6 = (address: bigint): string => {
  const groups = Array.from({ length: 8 }, (_, index) => (address >> BigInt(112 - index * 16)) & 0xffffn)
  let [start, length] = [-1, 1]
  for (let index = 0; index < 8; index += 1) {
    let end = index
    while (end < 8 && groups[end] === 0n) end += 1
    if (end - index > length) [start, length] = [index, end - index]
  }
  const hex = groups.map(group => group.toString(16))
  if (start < 0) return hex.join(':')
  return `${hex.slice(0, start).join(':')}::${hex.slice(start + length).join(':')}`
}

export const formatAddress = (address: bigint, bits: 32 | 128): string => {
  if (bits === 32 || isMapped(address)) return formatIpv4(address & 0xffffffffn)
  return formatIpv6(address)
}

export const formatNetwork = ({ address, bits, prefix }: Network): string => {
  const asIpv4 = bits === 128 && isMapped(address) && prefix >= 96
  return `${formatAddress(address, bits)}/${asIpv4 ? prefix - 96 : prefix}`
}
