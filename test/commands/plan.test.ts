import { execFileSync } from 'node:child_process'
import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { failuresOf } from '../../src/model/trace.ts'
import { readCodeowners } from '../../src/report/plan/codeowners.ts'
import { gapsOf } from '../../src/report/plan/gaps.ts'
import { planSchema, type planToJson } from '../../src/report/plan/plan-json.ts'
import { analyzeOnce } from '../helpers/analyze-once.ts'
import { exampleAt } from '../helpers/example.ts'
import { fixtureAnalysis } from '../ui/fixture-analysis.ts'
import { repositoryOf, run } from './fake-runtime.ts'

const golden = join(import.meta.dirname, '../fixtures/report/plan')
let root = ''
const git = (...args: readonly string[]): string =>
  execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.com', ...args], { cwd: root, encoding: 'utf8' })
beforeAll(() => {
  root = repositoryOf(Object.fromEntries(exampleAt('certified')))
  git('init', '-q', '-b', 'main')
  git('add', '-A')
  git('commit', '-qm', 'planned')
  for (const [path, text] of exampleAt('as-it-was')) writeFileSync(join(root, path), text)
})
afterAll(() => rmSync(root, { recursive: true }))

type PlanJson = ReturnType<typeof planToJson>
const plan = async (...argv: readonly string[]) =>
  run(['plan', ...argv], { cwd: root, today: '2026-11-02', analyze: analyzeOnce })
const planJson = async (...argv: readonly string[]): Promise<PlanJson> =>
  JSON.parse((await plan('--format', 'json', ...argv)).out) as PlanJson

describe('sotsu plan on the story, before the release', () => {
  test('as a checklist', async () => {
    const { out, code } = await plan('--release', '2026-12-01')
    expect(code).toBe(0)
    await expect(out).toMatchFileSnapshot(join(golden, 'as-it-was.md'))
  })

  test('the failures are on top, with the owners on both sides of the crossing', async () => {
    const json = await planJson('--release', '2026-12-01')
    expect(planSchema.parse(json)).toEqual(json)
    const items = json.comparisons[0]?.journeys.flatMap(group => group.items) ?? []
    const of = (rule: string) => items.find(item => item.rule === rule)
    const owners = (rule: string) => of(rule)?.owners.map(({ owner }) => owner) ?? []
    expect(items.filter(({ severity }) => severity === 'error').length).toBeGreaterThanOrEqual(4)
    expect(items[0]?.severity).toBe('error')
    expect(of('dns-record-missing')?.consequence).toBe('partner calls cannot resolve partner-api.kumocard.example')
    expect(of('certificate-does-not-cover-host')?.consequence).toContain('certificate invalid')
    expect(of('listener-rule-misses-host')?.consequence).toBe('partner calls fail with 404 "Service Not Found"')
    expect(of('token-issuer-mismatch')?.consequence).toBe('partner calls fail with 401: Invalid issuer')
    expect(owners('certificate-does-not-cover-host')[0]).toBe('@kumo-card/platform')
    expect(owners('token-issuer-mismatch')[0]).toBe('@kumo-card/statements')
    for (const owner of ['@kumo-card/platform', '@kumo-card/portal'])
      expect(owners('token-issuer-mismatch')).toContain(owner)
    for (const { due, rehearse, issue } of items.filter(({ severity }) => severity === 'error')) {
      expect(due && due < '2026-12-01').toBe(true)
      expect(rehearse).toContain('give staging a host for each')
      expect(issue.title).not.toBe('')
    }
    expect(json.comparisons[0]?.gaps).toHaveLength(1)
  })

  test('what is overdue comes first', async () => {
    const json = await planJson('--release', '2026-11-05')
    const [comparison] = json.comparisons
    expect(comparison?.urgent.length).toBeGreaterThan(0)
    expect(comparison?.urgent.every(({ overdue }) => overdue)).toBe(true)
    expect((await plan('--release', '2026-11-05')).out).toContain('## First: overdue, or no longer accepted')
  })

  test('what is new since the last planning is marked; the work tree stays as it is', async () => {
    const before = git('status', '--porcelain')
    const json = await planJson('--since', 'HEAD')
    const items = json.comparisons[0]?.journeys.flatMap(group => group.items) ?? []
    const marked = items.filter(item => item.new).map(({ rule }) => rule)
    expect(marked).toContain('certificate-does-not-cover-host')
    expect(marked).not.toContain('token-issuer-mismatch')
    expect(git('status', '--porcelain')).toBe(before)
  })

  test('a waiver that has ended puts its finding first, and one that ends before the release is told', async () => {
    const json = await planJson()
    const items = json.comparisons[0]?.journeys.flatMap(group => group.items) ?? []
    const issuer = items.find(({ rule }) => rule === 'token-issuer-mismatch')?.fingerprint ?? ''
    const dns = items.find(({ rule }) => rule === 'dns-record-missing')?.fingerprint ?? ''
    for (const [fingerprint, until] of [
      [issuer, '2026-11-10'],
      [dns, '2026-11-20'],
    ] as const)
      await run(['waive', fingerprint, '--reason', 'later', '--owner', '@kumo-card/portal', '--until', until], {
        cwd: root,
        today: '2026-11-01',
        analyze: analyzeOnce,
      })
    const { out } = await run(['plan', '--release', '2026-12-01'], {
      cwd: root,
      today: '2026-11-15',
      analyze: analyzeOnce,
    })
    rmSync(join(root, 'sotsu.expect.yaml'))
    const [, first = ''] = out.split('## First: overdue, or no longer accepted')
    expect(first.split('\n## ')[0]).toContain('accepted only until 2026-11-10')
    expect(out).toMatch(/## Accepted for now\n\n.*until 2026-11-20 \(\*\*ends before the release\*\*\)/)
  })

  test.each([
    [['--release', 'soon'], 'is no day'],
    [['--since', 'nowhere'], 'nowhere'],
    [['--since', '--upload-pack=x'], '--upload-pack=x'],
  ])('%j is wrong usage', async (argv, message) => {
    const { code, err } = await plan(...argv)
    expect([code, err]).toEqual([2, expect.stringContaining(message)])
  })
})

test('a path that works, and that staging never takes, is something to rehearse; one that fails has its finding', () => {
  const [comparison] = fixtureAnalysis.comparisons
  const ways = comparison?.traces.map(({ production }) => production) ?? []
  const works = ways.find(way => failuresOf(way).length === 0)
  const fails = ways.find(way => failuresOf(way).length > 0)
  if (comparison === undefined || works === undefined || fails === undefined) throw new Error('the fixture lacks ways')
  const unrehearsed = [works, fails].map(production => ({
    request: production.request,
    stage: 'route' as const,
    decision: `rule 10 takes ${production.request.path}`,
    change: `give staging a rule for ${production.request.path}`,
    production,
  }))
  const gaps = gapsOf({ ...comparison, traces: [], rehearsal: { paths: 2, rehearsed: 0, unrehearsed } })
  expect(gaps.map(({ change }) => change)).toEqual([`give staging a rule for ${works.request.path}`])
  expect(gaps[0]?.description).toContain(`rule 10 takes ${works.request.path}`)
})

describe('CODEOWNERS', () => {
  const text = [
    '# comment',
    '*            @all',
    '/infra/      @infra  # comment',
    'docs/*       docs@example.com',
    '*.tf         @tf @infra',
    '/infra/free.tf',
    '/a\\ b/       @space',
  ].join('\n')
  test.each([
    ['x', ['@all']],
    ['infra/x.yaml', ['@infra']],
    ['infra/deep/x.tf', ['@tf', '@infra']],
    ['infra/free.tf', []],
    ['docs/a.md', ['docs@example.com']],
    ['docs/deep/a.md', ['@all']],
    ['a b/c', ['@space']],
  ])('%s', (file, owners) => {
    expect(readCodeowners(text)(file)).toEqual(owners)
  })

  test('sections of GitLab each have a say', () => {
    const owners = readCodeowners('* @all\n[Infra][2] @infra\n*.tf\n^[Apps] @apps\n/apps/ @api\n')
    expect(owners('apps/x.tf')).toEqual(['@all', '@infra', '@api'])
  })
})
