import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { formatNetwork, readNetwork } from '../../../../src/parsers/hcl/functions/ip-address.ts'
import {
  calendarTime,
  formatTimestamp,
  readTimestamp,
  timestampOf,
} from '../../../../src/parsers/hcl/functions/timestamp.ts'
import { answer } from './evaluate-text.ts'

const failed = (name: string, what: string) => ({ error: `Call to function "${name}" failed: ${what}.` })
const refused = (name: string, what: string) => ({ error: `Invalid value for "${name}" parameter: ${what}.` })
const time = '2018-01-02T23:12:01Z'

describe('dates', () => {
  test.each<[string, unknown]>([
    [`formatdate("EEEE, DD-MMM-YY hh:mm:ss ZZZ", "${time}")`, 'Tuesday, 02-Jan-18 23:12:01 UTC'],
    [`formatdate("YYYY M MMMM D H h m s AA aa", "${time}")`, '2018 1 January 2 11 23 12 1 PM pm'],
    ['formatdate("Z ZZZ ZZZZ ZZZZZ", "1999-12-31T00:00:59-08:00")', '-08:00 -0800 -0800 -08:00'],
    [`formatdate("'it''s' D'th' ''", "${time}")`, "it's 2th '"],
    [`formatdate("'a", "${time}")`, refused('format', "unterminated literal '")],
    [
      `formatdate("YYY", "${time}")`,
      refused('format', 'invalid date format verb "YYY": year must either be "YY" or "YYYY"'),
    ],
    [`formatdate("Q", "${time}")`, refused('format', 'invalid date format verb "Q"')],
    [
      'formatdate("D", "2018-01-02 03:12:01Z")',
      refused('time', "not a valid RFC3339 timestamp: missing required time introducer 'T'"),
    ],
    ['formatdate("D", "2018-02-30T03:12:01Z")', refused('time', 'not a valid RFC3339 timestamp: day out of range')],
    [
      'formatdate("D", "2018-01-02T25:12:01Z")',
      refused('time', 'not a valid RFC3339 timestamp: hour must be between 0 and 23 inclusive'),
    ],
    [
      'formatdate("D", "2018-01-02T03:12:01z")',
      refused('time', 'not a valid RFC3339 timestamp: cannot use "z" as UTC offset'),
    ],
    ['formatdate("D", "")', refused('time', 'not a valid RFC3339 timestamp: end of string before year')],
    ['timeadd("2017-11-22T00:00:00+05:30", "1h30m15.5s")', '2017-11-22T01:30:15+05:30'],
    ['timeadd("2024-01-01T00:00:00Z", "-1.5h")', '2023-12-31T22:30:00Z'],
    ['timeadd("2024-01-01T00:00:00.9Z", "100ms")', '2024-01-01T00:00:01Z'],
    ['timeadd("0000-01-01T00:00:00Z", "-1h")', '-0001-12-31T23:00:00Z'],
    [`timeadd("${time}", "1d")`, failed('timeadd', 'time: unknown unit "d" in duration "1d"')],
    [`timeadd("${time}", "5")`, failed('timeadd', 'time: missing unit in duration "5"')],
    [`timeadd("${time}", "")`, failed('timeadd', 'time: invalid duration ""')],
    [`timeadd("${time}", "2562048h")`, failed('timeadd', 'time: invalid duration "2562048h"')],
    ['timecmp("2024-01-01T05:30:00+05:30", "2024-01-01T00:00:00Z")', 0],
    ['timecmp("2024-01-01T00:00:00.5Z", "2024-01-01T0:00:00Z")', 1],
    [
      `timecmp("${time}", "2017-11-22")`,
      refused('timestamp_b', "not a valid RFC3339 timestamp: missing required time introducer 'T'"),
    ],
    [`timeadd("${time}", var.text)`, '?'],
  ])('%s', (text, expected) => {
    expect(answer(text)).toEqual(expected)
  })

  it('agree with the calendar of JavaScript', () => {
    fc.assert(
      fc.property(fc.integer({ min: -62_167_219_200, max: 253_402_300_799 }), seconds => {
        const timestamp = { seconds: BigInt(seconds), nanoseconds: 0, offsetMinutes: 0 }
        const date = new Date(seconds * 1000)
        expect(formatTimestamp(timestamp)).toBe(`${date.toISOString().slice(0, 19)}Z`)
        const { year, month, day, hour, minute, second, weekday } = calendarTime(timestamp)
        expect(weekday).toBe(date.getUTCDay())
        expect(timestampOf([year, month, day, hour, minute, second], 0, 0)).toEqual(timestamp)
        expect(readTimestamp(formatTimestamp(timestamp))).toEqual(timestamp)
      }),
    )
  })
})

describe('networks', () => {
  test.each<[string, unknown]>([
    ['cidrsubnet("10.1.2.3/16", 8, 255)', '10.1.255.0/24'],
    ['cidrsubnet("fe80::/10", 54, 12345678901)', 'fe80:2:dfdc:1c35::/64'],
    ['cidrsubnet("010.0.0.0/016", "8", 1)', '10.0.1.0/24'],
    ['cidrsubnet("10.0.0.0/8", 25, 0)', failed('cidrsubnet', 'insufficient address space to extend prefix of 8 by 25')],
    [
      'cidrsubnet("10.0.0.0/8", 2, 4)',
      failed('cidrsubnet', 'prefix extension of 2 does not accommodate a subnet numbered 4'),
    ],
    ['cidrsubnet("10.0.0/16", 8, 1)', failed('cidrsubnet', 'invalid CIDR expression: invalid CIDR address: 10.0.0/16')],
    ['cidrhost("10.12.112.0/20", 268)', '10.12.113.12'],
    ['cidrhost("2001:db8::/64", -1)', '2001:db8::ffff:ffff:ffff:ffff'],
    ['cidrhost("10.0.0.0/24", -257)', failed('cidrhost', 'prefix of 24 does not accommodate a host numbered -1')],
    ['cidrhost("10.0.0.0/24", 1.5)', failed('cidrhost', 'value must be a whole number')],
    ['cidrhost("1:0:0:2:0:0:0:3/128", 0)', '1:0:0:2::3'],
    ['cidrhost("::ffff:10.0.0.0/104", 0)', '10.0.0.0'],
    ['cidrnetmask("172.16.0.0/12")', '255.240.0.0'],
    ['cidrnetmask("fe80::/10")', failed('cidrnetmask', 'IPv6 addresses cannot have a netmask: fe80::/10')],
    ['cidrsubnets("10.0.0.0/16", 8, 4, 8)', ['10.0.0.0/24', '10.0.16.0/20', '10.0.32.0/24']],
    ['cidrsubnets("10.0.0.0/8")', []],
    [
      'cidrsubnets("10.0.0.0/24", 1, 1, 1)',
      refused(
        'newbits',
        'not enough remaining address space for a subnet with a prefix of 25 bits after 10.0.0.128/25',
      ),
    ],
    [
      'cidrsubnets("10.0.0.0/24", 9)',
      refused('newbits', 'would extend prefix to 33 bits, which is too long for an IPv4 address'),
    ],
    ['cidrsubnets("10.0.0.0/24", 0)', refused('newbits', 'must extend prefix by at least one bit')],
    ['cidrsubnets("::/0", 33)', refused('newbits', 'may not extend prefix by more than 32 bits')],
  ])('%s', (text, expected) => {
    expect(answer(text)).toEqual(expected)
  })

  it('are read back as they are written', () => {
    const network = fc.tuple(
      fc.constantFrom<32 | 128>(32, 128),
      fc.bigInt({ min: 0n, max: 2n ** 128n - 1n }),
      fc.nat({ max: 128 }),
    )
    fc.assert(
      fc.property(network, ([bits, address, length]) => {
        const prefix = Math.min(length, bits)
        const kept = ((address % 2n ** BigInt(bits)) >> BigInt(bits - prefix)) << BigInt(bits - prefix)
        fc.pre(bits === 32 || kept >> 32n !== 0xffffn)
        expect(readNetwork(formatNetwork({ address: kept, bits, prefix }))).toEqual({ address: kept, bits, prefix })
      }),
    )
  })

  test.each([
    '10.0.0.0',
    '10.0.0.256/8',
    '10.0.0.0/33',
    '1::2::3/8',
    '1:2:3:4:5:6:7:8:9/8',
    ':::/8',
    'fe80::1%eth0/8',
    '1.2.3.4/ 8',
    '10000::/8',
    '1:2/8',
    '/8',
    '',
  ])('%j is none', text => {
    expect(readNetwork(text)).toBeUndefined()
  })
})
