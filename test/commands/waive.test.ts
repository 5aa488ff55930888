import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { applyBaseline, readBaseline } from '../../src/config/expectations/baseline.ts'
import { readExpectFile } from '../../src/config/expectations/expect-file.ts'
import { readInlineExpectations } from '../../src/config/expectations/inline-comments.ts'
import { valuesDigest } from '../../src/config/expectations/values-digest.ts'
import type { Analysis } from '../../src/model/analysis.ts'
import type { Finding, UndeterminedFinding } from '../../src/model/finding.ts'
import { renderJson } from '../../src/report/json.ts'
import { analyzeOnce } from '../helpers/analyze-once.ts'
import { analyzeFiles, edited, exampleAt, onlyComparison } from '../helpers/example.ts'
import { fixtureAnalysis } from '../ui/fixture-analysis.ts'
import { repositoryOf, run } from './fake-runtime.ts'

const files = exampleAt('certified')
const issuerRule = 'token-issuer-mismatch'
const config = 'services/statements-api/config/production.toml'
let root = ''
beforeEach(() => {
  root = repositoryOf(Object.fromEntries(files))
})
afterEach(() => rmSync(root, { recursive: true }))

const sotsu = (...argv: readonly string[]) => run(argv, { cwd: root, analyze: analyzeOnce })
const on = (today: string, ...argv: readonly string[]) => run(argv, { cwd: root, today, analyze: analyzeOnce })
let fingerprint = ''
beforeAll(async () => {
  const { findings } = onlyComparison(await analyzeFiles(files))
  fingerprint = findings.find(({ rule }) => rule === issuerRule)?.fingerprint ?? ''
})
const accept = async (...more: readonly string[]) =>
  sotsu('waive', fingerprint, '--reason', 'moved in May', '--owner', '@kumo/api', '--until', '2026-12-31', ...more)
const list = (): string => readFileSync(join(root, 'sotsu.expect.yaml'), 'utf8')

describe('sotsu waive', () => {
  test('without a fingerprint says what there is to accept', async () => {
    expect((await sotsu('waive')).out).toContain(`${fingerprint}  error  ${issuerRule}`)
  })

  test('writes a reviewed entry; the finding is waived until its day has passed', async () => {
    expect((await sotsu('check')).code).toBe(1)
    const { code, out } = await accept()
    expect([code, out]).toEqual([
      0,
      'sotsu.expect.yaml: token-issuer-mismatch, issuer that statements-api accepts, accepted until 2026-12-31\n',
    ])
    expect(list()).toContain('reason: "moved in May"')
    const waived = await sotsu('check')
    expect(waived.code).toBe(0)
    expect(waived.out).toContain('(waived)')
    expect((await on('2026-12-31', 'check')).code).toBe(0)
    const ended = await on('2027-01-01', 'check')
    expect(ended.code).toBe(1)
    expect(ended.out).toContain('Waiver ended')
  })

  test('other values open it again', async () => {
    await accept()
    writeFileSync(join(root, config), edited(files, config, 'https://app.', 'https://other.'))
    const { code, out } = await sotsu('check')
    expect(code).toBe(1)
    expect(out).toContain('Waiver is for other values')
  })

  test('lines that move change nothing', async () => {
    await accept()
    writeFileSync(join(root, config), `# moved\n\n${files.get(config)}`)
    expect((await sotsu('check')).code).toBe(0)
  })

  test('an entry that nothing needs is told', async () => {
    await accept()
    for (const [path, text] of exampleAt('corrected')) writeFileSync(join(root, path), text)
    const { code, out } = await sotsu('check')
    expect(code).toBe(0)
    expect(out).toContain('Waiver is not used')
  })

  test('a second time replaces the entry, and keeps what people wrote', async () => {
    await accept()
    writeFileSync(join(root, 'sotsu.expect.yaml'), `# ours\n${list()}`)
    await accept('--until', '2027-03-01')
    expect(list()).toMatch(/^# ours\n/)
    expect(readExpectFile('f', list()).map(({ until }) => until)).toEqual(['2027-03-01'])
  })

  test.each<readonly [readonly string[], string]>([
    [['--reason', 'x'], 'a waiver needs --owner, --until'],
    [['--reason', 'x', '--owner', 'y', '--until', '2026-02-30'], 'is no day'],
    [['--reason', 'x', '--owner', 'y', '--until', '2026-11-24'], 'has passed already'],
    [['--reason', ' ', '--owner', 'y', '--until', '2026-12-24'], 'a waiver needs --reason'],
    [['--reason', 'x', '--owner', 'y', '--until', '2026-12-24'], 'no finding has the fingerprint'],
  ])('%j is refused', async (options, message) => {
    const { code, err } = await run(['waive', 'ffffffffffff', ...options], {
      cwd: root,
      analyze: async () => fixtureAnalysis,
    })
    expect([code, err]).toEqual([2, expect.stringContaining(message)])
  })
})

describe('a question that nothing here can answer', () => {
  const [comparison] = fixtureAnalysis.comparisons
  const [question] = comparison?.undetermined ?? []
  if (comparison === undefined || question === undefined) throw new Error('the fixture has no question')
  const asked: UndeterminedFinding = { ...question, fingerprint: '00112233445566ff' }
  const asking = (undetermined: readonly UndeterminedFinding[]) => (argv: readonly string[]) =>
    run(argv, {
      cwd: root,
      analyze: async () => ({
        ...fixtureAnalysis,
        diagnostics: [],
        environments: fixtureAnalysis.environments.map(model => ({ ...model, diagnostics: [] })),
        comparisons: [{ ...comparison, findings: [], undetermined }],
      }),
    })
  const terms = ['--reason', 'known on the day', '--owner', '@kumo/api', '--until', '2026-12-31']
  const open = asking([asked])

  test('somebody can answer for it: then --strict passes, and every report says so', async () => {
    expect((await open(['check', '--strict'])).code).toBe(3)
    expect((await open(['waive'])).out).toContain(`${asked.fingerprint}  cannot tell  ${asked.rule}`)
    expect((await open(['waive', asked.fingerprint, ...terms])).code).toBe(0)
    const { out, code } = await open(['check', '--strict'])
    expect(code).toBe(0)
    expect(out).toContain('1 waived')
    expect(out).toContain(`? cannot tell  ${asked.rule} (waived)`)
    for (const format of ['markdown', 'html', 'junit'])
      expect((await open(['check', '--format', format])).out, format).toContain('waived')
    expect(JSON.parse((await open(['check', '--format', 'sarif'])).out).runs[0].results[0].suppressions).toHaveLength(1)
    expect(JSON.parse((await open(['check', '--format', 'json'])).out).comparisons[0].undetermined[0].status).toBe(
      'waived',
    )
    expect(JSON.parse((await open(['check', '--format', 'gitlab'])).out)).toEqual([])
    expect(JSON.parse((await open(['check', '--format', 'rdjson'])).out).diagnostics).toEqual([])
    expect((await open(['check', '--format', 'github'])).out).not.toMatch(/^::notice/m)
    expect((await open(['plan'])).out).not.toContain(asked.message)
  })

  test('other values open it again, and so does a finding in its place', async () => {
    await open(['waive', asked.fingerprint, ...terms])
    const other = asked.evidence.map(line => ({ ...line, value: `${line.value}x` }))
    const changed = await asking([{ ...asked, message: 'another', evidence: other }])(['check', '--strict'])
    expect([changed.code, changed.out]).toEqual([3, expect.stringContaining('Waiver is for other values')])
    const [finding] = comparison.findings
    const now: Finding = { ...(finding as Finding), evidence: asked.evidence, fingerprint: asked.fingerprint }
    expect(valuesDigest(now)).not.toBe(valuesDigest(asked))
  })
})

describe('sotsu.expect.yaml', () => {
  test.each([
    ['expected:\n  - fingerprint: "0123456789abcdef"\n', 1, 2],
    [
      'expected:\n  - fingerprint: nope\n    values: "0123456789abcdef"\n    reason: x\n    owner: y\n    until: 2026-12-31\n',
      1,
      2,
    ],
    ['expected: [\n', 0, 2],
    ['waived: []\n', 0, 1],
  ])('what is not understood is wrong configuration: %#', async text => {
    writeFileSync(join(root, 'sotsu.expect.yaml'), text)
    const { code, err } = await sotsu('check')
    expect(code).toBe(2)
    expect(err).toMatch(/^sotsu: sotsu\.expect\.yaml:\d+: /)
  })

  test('may be empty', () => {
    for (const text of ['', '# nothing\n', 'expected:\n', 'expected: []\n'])
      expect(readExpectFile('sotsu.expect.yaml', text)).toEqual([])
  })
})

describe('comments in sources', () => {
  const inFile = async (change: (text: string) => string) => {
    writeFileSync(join(root, config), change(files.get(config) ?? ''))
    return sotsu('check')
  }

  test('accept a finding at the line that they stand on or above', async () => {
    const above = await inFile(text =>
      text.replace(/^issuer = /m, `# sotsu:expect ${issuerRule} cut over in May\n# by the API team\nissuer = `),
    )
    expect(above.code).toBe(0)
    const beside = await inFile(text =>
      text.replace(/^(issuer = .*)$/m, `$1 # sotsu:expect ${issuerRule} cut over in May`),
    )
    expect(beside.code).toBe(0)
  })

  test.each([
    [`# sotsu:expect ${issuerRule}`, 1, 'Waiver without a reason'],
    ['# sotsu:expect token-nothing because', 1, 'Waiver of an unknown rule'],
    ['# sotsu:expect dns-record-missing because', 1, 'Waiver is not used'],
    [`# sotsu:expect ${issuerRule} until 2026-01-31, then it is moved`, 1, 'Waiver ended'],
    [`# sotsu:expect ${issuerRule} until 2026-12-31, then it is moved`, 0, '(waived)'],
  ])('%s', async (comment, code, message) => {
    const result = await inFile(text => text.replace(/^issuer = /m, `${comment}\nissuer = `))
    expect([result.code, result.out]).toEqual([code, expect.stringContaining(message)])
  })

  test.each([
    ['a = 1 // sotsu:expect some-rule why', 1],
    ['; sotsu:expect some-rule why\nA=1', 2],
    ['<!-- sotsu:expect some-rule why -->\n<a/>', 2],
    ['/* sotsu:expect some-rule why */\na = 1', 2],
  ])('in every language: %j', (text, line) => {
    expect(readInlineExpectations('f', text)).toMatchObject([{ rule: 'some-rule', reason: 'why', line }])
  })

  test('nothing else is one', () => {
    for (const text of ['sotsu:expect a b', '"x#sotsu:expect a b"', '# sotsu:expected a b', '# sotsu:expect A b'])
      expect(readInlineExpectations('f', text)).toEqual([])
  })
})

describe('a baseline', () => {
  test('makes what it has known; what is new still fails', async () => {
    const before = join(mkdtempSync(join(tmpdir(), 'sotsu-baseline-')), 'before.json')
    writeFileSync(before, renderJson(await analyzeFiles(files)))
    const same = await sotsu('check', '--baseline', before)
    expect(same.code).toBe(0)
    expect(same.out).toContain('(known)')
    for (const [path, text] of exampleAt('routed')) writeFileSync(join(root, path), text)
    expect((await sotsu('check', '--baseline', before, '--fail-on', 'new')).code).toBe(1)
    expect((await sotsu('check', '--baseline', join(root, 'none.json'))).code).toBe(2)
    writeFileSync(join(root, 'other.json'), '{}')
    expect((await sotsu('check', '--baseline', 'other.json')).err).toContain('other.json is no baseline')
  })

  test('what has become more severe is new', () => {
    const [comparison] = fixtureAnalysis.comparisons
    if (comparison === undefined) throw new Error('the fixture has no comparison')
    const as = (severity: Finding['severity']): Analysis => ({
      ...fixtureAnalysis,
      comparisons: [{ ...comparison, findings: [{ ...(comparison.findings[0] as Finding), severity, status: 'new' }] }],
    })
    const warned = readBaseline('b.json', renderJson(as('warning')))
    const statusOf = (analysis: Analysis) => applyBaseline(analysis, warned).comparisons[0]?.findings[0]?.status
    expect([statusOf(as('info')), statusOf(as('warning')), statusOf(as('error'))]).toEqual(['known', 'known', 'new'])
  })
})

test('the digest of values is of values and severity, not of places', () => {
  const [finding] = fixtureAnalysis.comparisons[0]?.findings ?? []
  if (finding === undefined) throw new Error('the fixture has no finding')
  const moved = finding.evidence.map(line => ({ ...line, label: 'other', at: { ...line.at, file: 'moved.tf' } }))
  const other = finding.evidence.map(line => ({ ...line, value: `${line.value}x` }))
  expect(valuesDigest({ ...finding, evidence: moved.toReversed() })).toBe(valuesDigest(finding))
  expect(valuesDigest({ ...finding, evidence: other })).not.toBe(valuesDigest(finding))
})
