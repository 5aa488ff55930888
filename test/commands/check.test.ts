import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { exitCodeOf } from '../../src/commands/exit-code.ts'
import { addFormat, addOutput, completeReports } from '../../src/commands/report-formats.ts'
import type { Analysis } from '../../src/model/analysis.ts'
import type { Finding } from '../../src/model/finding.ts'
import { fixtureAnalysis } from '../ui/fixture-analysis.ts'
import { repositoryOf, run } from './fake-runtime.ts'

const root = repositoryOf({
  'sotsu.yaml':
    'environments:\n  staging: { apps: [{ name: a, dir: . }] }\n  production: { apps: [{ name: a, dir: . }] }\n',
  'sub/x.txt': '',
})
afterAll(() => rmSync(root, { recursive: true }))

const fake = async (): Promise<Analysis> => fixtureAnalysis
const check = (...argv: readonly string[]) => run(argv, { cwd: root, analyze: fake })

describe('sotsu check', () => {
  test('is what a pipe gets, with and without the word', async () => {
    const { code, out, err } = await check()
    expect(code).toBe(1)
    expect(out).toMatch(/^staging -> production\n {2}✗ production would fail/)
    expect(err).toBe('')
    expect((await check('check')).out).toBe(out)
    expect((await check('--fail-on', 'none')).code).toBe(0)
  })

  test.each([
    [['check'], 'compared'],
    [['check', '--format', 'sarif'], 'compared'],
    [['check', '--format', 'json'], 'every'],
    [['check', '--format', 'text', '--output', 'out/report.json', '--format', 'json'], 'every'],
    [['diff'], 'compared'],
    [['diff', '--outliers'], 'every'],
    [['plan'], 'compared'],
    [['trace', 'https://shop.example/'], 'every'],
  ])('%j evaluates %s of its environments', async (argv, environments) => {
    let evaluated: string | undefined
    await run(argv, {
      cwd: root,
      analyze: async (_tree, _config, { evaluate }) => {
        evaluated = evaluate
        return fixtureAnalysis
      },
    })
    expect(evaluated).toBe(environments)
  })

  test('works from a directory inside the repository', async () => {
    expect((await run(['check'], { cwd: join(root, 'sub'), analyze: fake })).code).toBe(1)
  })

  test('several reports from one run', async () => {
    let runs = 0
    const { out, code } = await run(
      [
        'check',
        '--format',
        'json',
        '--output',
        'out/report.json',
        '--output',
        'report.txt',
        '--format',
        'text',
        '--format',
        'json',
      ],
      {
        cwd: root,
        analyze: async () => {
          runs++
          return fixtureAnalysis
        },
      },
    )
    expect(code).toBe(1)
    expect(runs).toBe(1)
    expect(JSON.parse(out)).toMatchObject({ schema: 'sotsu/check/1' })
    expect(readFileSync(join(root, 'out/report.json'), 'utf8')).toBe(out)
    expect(readFileSync(join(root, 'report.txt'), 'utf8')).toContain('production would fail')
  })

  test('colours only where they are wanted', async () => {
    const colored = '\u001b['
    expect((await check('check', '--color', 'always')).out).toContain(colored)
    const inTerminal = { cwd: root, analyze: fake, stdoutIsTTY: true }
    expect((await run(['check'], inTerminal)).out).toContain(colored)
    expect((await run(['check'], { ...inTerminal, env: { NO_COLOR: '1' } })).out).not.toContain(colored)
    expect((await run(['check', '--color', 'never'], inTerminal)).out).not.toContain(colored)
  })

  test('progress goes to a terminal on stderr, and only of a run that takes long', async () => {
    let now = 0
    const slow = {
      cwd: root,
      stderrIsTTY: true,
      clock: () => (now += 400),
      analyze: async (_: unknown, __: unknown, { onProgress }: { readonly onProgress?: (what: string) => void }) => {
        onProgress?.('first')
        onProgress?.('second')
        return fixtureAnalysis
      },
    }
    expect((await run(['check'], slow)).err).toBe('\r\u001b[Ksecond...\r\u001b[K')
    expect((await run(['check'], { ...slow, stderrIsTTY: false })).err).toBe('')
  })

  test.each<readonly [readonly string[], string]>([
    [['check', '--format', 'jsn'], 'there is no format jsn. Did you mean json?'],
    [['check', '--output', 'x.dat'], 'say in which format'],
    [['check', '--format', 'json', '--format', 'text'], 'only one report fits on standard output'],
    [['check', '--fail-on', 'fatal'], "argument 'fatal' is invalid"],
    [['check', '--nope'], "unknown option '--nope'"],
    [['chekc'], "unknown command 'chekc'"],
    [['check', '--config', 'none.yaml'], 'cannot read none.yaml'],
    [['check', '--config', '../x.yaml'], '../x.yaml lies outside the repository'],
    [['check', '-C', 'nowhere'], 'there is no directory nowhere'],
  ])('%j is wrong usage: exit code 2, no stack', async (argv, message) => {
    const { code, err, out } = await check(...argv)
    expect(code).toBe(2)
    expect(err).toContain(message)
    expect(err).not.toMatch(/\n\s+at /)
    expect(out).toBe('')
  })

  test('a wrong configuration: exit code 2, with the line', async () => {
    const broken = repositoryOf({ 'sotsu.yaml': 'environments:\n  a:\n    terrafrom: []\n' })
    const { code, err } = await run(['check'], { cwd: broken, analyze: fake })
    rmSync(broken, { recursive: true })
    expect(code).toBe(2)
    expect(err).toBe('sotsu: sotsu.yaml:3: environments.a: unknown key terrafrom. Did you mean terraform?\n')
  })

  test('a repository without environments is said to be one, and is incomplete when strict', async () => {
    const empty = repositoryOf({ '.git/HEAD': '', 'README.md': '' })
    const nothing = async (): Promise<Analysis> => ({ environments: [], comparisons: [], diagnostics: [] })
    const loose = await run(['check'], { cwd: empty, analyze: nothing })
    expect(loose).toMatchObject({ code: 0, err: 'sotsu: no environments found; nothing was compared\n' })
    expect((await run(['check', '--strict'], { cwd: empty, analyze: nothing })).code).toBe(3)
    rmSync(empty, { recursive: true })
  })

  test('a bug keeps its stack', async () => {
    const bug = async (): Promise<Analysis> => {
      throw new TypeError('a bug')
    }
    await expect(run(['check'], { cwd: root, analyze: bug })).rejects.toThrow(TypeError)
  })

  test('--version and --help', async () => {
    expect(await check('--version')).toEqual({ code: 0, out: '1.2.3\n', err: '' })
    const { code, out } = await check('--help')
    expect(code).toBe(0)
    for (const command of ['check', 'trace', 'inspect', 'eval', 'init', 'explain', 'schema'])
      expect(out).toContain(command)
  })

  test('each command of the help is made when it is asked for by its name', async () => {
    const { out } = await check('--help')
    const names = [...out.matchAll(/^ {2}([a-z]+) .*$/gm)].map(([, name]) => name ?? '').filter(name => name !== 'help')
    expect(names).toHaveLength(12)
    for (const name of names) {
      const own = await check(name, '--help')
      expect(own).toMatchObject({ code: 0, err: '' })
      expect(own.out).toMatch(new RegExp(`^Usage: sotsu ${name} `))
    }
    expect(await check('chek')).toMatchObject({ code: 2, err: expect.stringContaining('Did you mean check?') })
  })
})

describe('exit codes', () => {
  const [comparison] = fixtureAnalysis.comparisons
  if (comparison === undefined) throw new Error('the fixture has no comparison')
  const withFindings = (...findings: readonly Partial<Finding>[]): Analysis => ({
    environments: fixtureAnalysis.environments,
    comparisons: [
      {
        ...comparison,
        undetermined: [],
        findings: findings.map(change => ({ ...(comparison.findings[0] as Finding), ...change })),
      },
    ],
    diagnostics: [],
  })
  const warning = withFindings({ severity: 'warning' })
  const known = withFindings({ severity: 'error', status: 'known' })
  const waived = withFindings({ severity: 'error', status: 'waived' })
  const unread: Analysis = { ...withFindings(), diagnostics: fixtureAnalysis.diagnostics }
  const open: Analysis = { ...withFindings(), comparisons: [{ ...comparison, findings: [] }] }

  test.each<readonly [string, Analysis, Parameters<typeof exitCodeOf>[1], number]>([
    ['nothing', withFindings(), { failOn: 'info', strict: true }, 0],
    ['a warning below the level', warning, { failOn: 'error', strict: false }, 0],
    ['a warning at the level', warning, { failOn: 'warning', strict: false }, 1],
    ['a warning above the level', warning, { failOn: 'info', strict: false }, 1],
    ['a known one never counts', known, { failOn: 'info', strict: true }, 0],
    ['a known one is not new', known, { failOn: 'new', strict: false }, 0],
    ['a new one is', withFindings({ severity: 'info' }), { failOn: 'new', strict: false }, 1],
    ['none asks for nothing', withFindings({ severity: 'error' }), { failOn: 'none', strict: false }, 0],
    ['a waived one never counts', waived, { failOn: 'info', strict: true }, 0],
    ['a likely one counts', withFindings({ confidence: 'likely' }), { failOn: 'info', strict: false }, 1],
    [
      'where only proved ones count, a likely one does not',
      withFindings({ confidence: 'likely' }),
      { failOn: 'new', strict: false, confidence: 'proved' },
      0,
    ],
    [
      'and a proved one does',
      withFindings({ confidence: 'proved' }),
      { failOn: 'info', strict: false, confidence: 'proved' },
      1,
    ],
    ['unread input does not fail by itself', unread, { failOn: 'error', strict: false }, 0],
    ['unread input fails when strict', unread, { failOn: 'error', strict: true }, 3],
    ['an open question fails when strict', open, { failOn: 'error', strict: true }, 3],
    [
      'findings come before what is incomplete',
      { ...unread, comparisons: withFindings({}).comparisons },
      { failOn: 'error', strict: true },
      1,
    ],
  ])('%s', (_, analysis, options, code) => {
    expect(exitCodeOf(analysis, options)).toBe(code)
  })
})

test('each output belongs to the format beside it', () => {
  const pairs = (...steps: readonly (readonly ['format' | 'output', string])[]) =>
    completeReports(
      steps.reduce<ReturnType<typeof addFormat>>(
        (reports, [kind, text]) => (kind === 'format' ? addFormat(text, reports) : addOutput(text, reports)),
        [],
      ),
    ).map(({ format, output }) => `${format}>${output ?? '-'}`)
  expect(pairs()).toEqual(['text>-'])
  expect(pairs(['output', 'a.json'])).toEqual(['json>a.json'])
  expect(pairs(['format', 'json'], ['output', 'a'], ['format', 'text'])).toEqual(['json>a', 'text>-'])
  expect(pairs(['output', 'a'], ['format', 'json'], ['output', 'b'], ['format', 'text'])).toEqual(['json>a', 'text>b'])
})
