import { expect, test } from 'vitest'
import type { Finding } from '../../src/model/finding.ts'
import { arrangedFindings } from '../../src/report/arranged-findings.ts'

const finding = (fingerprint: string, status: Finding['status'] = 'new'): Finding => ({
  rule: 'dns-record-missing',
  severity: 'error',
  confidence: 'proved',
  subject: fingerprint,
  message: '',
  evidence: [],
  fingerprint,
  status,
})

const split = (host: string, ...findings: readonly string[]) => ({ host, into: [], evidence: [], findings })

const arranged = (findings: readonly Finding[], ...splits: readonly ReturnType<typeof split>[]) =>
  arrangedFindings({ findings, splits }).map(group => [
    group.split?.host,
    ...group.findings.map(({ finding: { fingerprint }, number }) => `${number} ${fingerprint}`),
  ])

test.each([
  ['no split', arranged([finding('a'), finding('b')]), [[undefined, '1 a', '2 b']]],
  [
    'consequences come together where the first one is',
    arranged([finding('a'), finding('b'), finding('c'), finding('d')], split('one', 'b', 'd')),
    [
      [undefined, '1 a', '2 c'],
      ['one', '3 b', '4 d'],
    ],
  ],
  [
    'two splits',
    arranged([finding('a'), finding('b'), finding('c')], split('one', 'c'), split('other', 'a', 'b')),
    [
      ['other', '1 a', '2 b'],
      ['one', '3 c'],
    ],
  ],
  [
    'what is waived is left out',
    arranged([finding('a', 'waived'), finding('b')], split('one', 'a', 'b')),
    [['one', '1 b']],
  ],
  ['nothing', arranged([], split('one', 'a')), []],
])('%s', (_, given, expected) => {
  expect(given).toEqual(expected)
})

test('a split counts what is shown of its consequences', () => {
  const [group] = arrangedFindings({
    findings: [finding('a', 'waived'), finding('b')],
    splits: [split('one', 'a', 'b')],
  })
  expect(group?.split?.findings).toEqual(['b'])
})
