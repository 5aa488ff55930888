import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { changesSchema } from '../../src/report/comment/change-json.ts'
import { commentBody } from '../../src/report/comment/comment-body.ts'
import { compareAnalyses } from '../../src/report/comment/compare-analyses.ts'
import { analyzeOnce } from '../helpers/analyze-once.ts'
import { exampleAt, type Files, withFiles } from '../helpers/example.ts'
import { type GitRepository, gitRepository } from '../helpers/git-repository.ts'
import { fixtureAnalysis } from '../ui/fixture-analysis.ts'
import { run } from './fake-runtime.ts'

const golden = join(import.meta.dirname, '../fixtures/report/comment')
let repository: GitRepository | undefined
afterEach(() => {
  repository?.remove()
  repository = undefined
})

/** The comment on a branch that turns some files into others. */
const commentOn = async (
  base: Files,
  head: Files | Readonly<Record<string, string | undefined>>,
  ...argv: string[]
) => {
  repository = gitRepository(base)
  repository.git('checkout', '-q', '-b', 'change')
  repository.write(head)
  repository.commit('change')
  const before = repository.git('status', '--porcelain', '--branch')
  const result = await run(['comment', '--dry-run', '--base', 'main', ...argv], {
    cwd: repository.root,
    analyze: analyzeOnce,
  })
  expect(repository.git('status', '--porcelain', '--branch')).toBe(before)
  return result
}

const stagingVars = 'terraform/environments/staging/terraform.tfvars'

describe('sotsu comment on real repositories', () => {
  test.each([
    ['as-it-was', 'routed', 0],
    ['certified', 'corrected', 0],
    ['corrected', 'as-it-was', 1],
  ] as const)('from %s to %s', async (from, to, expected) => {
    const { out, code } = await commentOn(exampleAt(from), exampleAt(to), '--fail-on', 'error')
    expect(code).toBe(expected)
    await expect(out).toMatchFileSnapshot(join(golden, `${from}-to-${to}.md`))
  })

  test('what was saved says the same where no source is read, but for traces and the picture', async () => {
    const saved = join(mkdtempSync(join(tmpdir(), 'sotsu-saved-')), 'comment.json')
    const { out } = await commentOn(exampleAt('corrected'), exampleAt('as-it-was'), '--save', saved)
    expect(changesSchema.parse(JSON.parse(readFileSync(saved, 'utf8'))).comparisons).toHaveLength(1)
    const { root } = gitRepository({})
    const read = await run(['comment', '--dry-run', '--from', saved], { cwd: root })
    expect(read.code).toBe(0)
    const lines = (text: string) =>
      new Set(text.split('\n').filter(line => !/^\|| {2}|mermaid|^production, once/.test(line)))
    const [here, there] = [lines(out), lines(read.out)]
    expect([...there].filter(line => !here.has(line))).toEqual([])
    expect(read.out).toContain('### The same change is missing in staging')
    expect(read.out).toContain('## sotsu: 5 new, 0 fixed, 0 unchanged')
    expect(read.out).toContain('partner_hosts = ["app.kumocard.example", "partner-api.kumocard.example"]')
    for (const wrong of [
      '{',
      '{"schema":"sotsu/check/1"}',
      readFileSync(saved, 'utf8').replace('"error"', '"fatal"'),
    ]) {
      writeFileSync(saved, wrong)
      const refused = await run(['comment', '--dry-run', '--from', saved], { cwd: root })
      expect([refused.code, refused.err]).toEqual([
        2,
        expect.stringContaining('is not what sotsu comment --save writes'),
      ])
    }
    rmSync(root, { recursive: true })
    rmSync(dirname(saved), { recursive: true })
  })

  test('a refactoring is no change', async () => {
    const files = exampleAt('as-it-was')
    const main = 'terraform/modules/load-balancer/main.tf'
    const renamed = (files.get(main) ?? '')
      .replaceAll('aws_lb_listener.https', 'aws_lb_listener.tls')
      .replaceAll('"aws_lb_listener" "https"', '"aws_lb_listener" "tls"')
    expect(renamed).not.toBe(files.get(main))
    const outputs = 'terraform/modules/load-balancer/outputs.tf'
    const { out } = await commentOn(files, {
      [main]: `# The listeners.\n\n${renamed}`,
      [outputs]: (files.get(outputs) ?? '').replaceAll('aws_lb_listener.https', 'aws_lb_listener.tls'),
      'README.md': 'x',
    })
    expect(out).toMatch(/^## sotsu: no change, staging → production$/m)
    expect(out).not.toContain('missing in')
  })

  test('one that edits only staging says what production lacks', async () => {
    const files = exampleAt('corrected')
    const { out } = await commentOn(files, {
      [stagingVars]: (files.get(stagingVars) ?? '').replace(
        /^(\s*user_hosts\s*=\s*\[)([^\]]*)\]/m,
        '$1$2, "cards.stg.kumocard.example"]',
      ),
    })
    expect(out).toContain('### The same change is missing in production')
    expect(out).toMatch(
      /^- staging `terraform\/environments\/staging\/terraform\.tfvars:\d+` .*`cards\.stg\.kumocard\.example`/m,
    )
  })

  test('one that edits both alike says nothing of the kind', async () => {
    const files = exampleAt('corrected')
    const template = 'services/statements-api/template.yaml'
    const { out } = await commentOn(files, {
      [template]: (files.get(template) ?? '').replaceAll('/partner/v1', '/partner/v2'),
    })
    expect(out).not.toContain('missing in')
  })

  test('a waiver in the change is shown to its reviewers', async () => {
    repository = gitRepository(exampleAt('certified'))
    const { root } = repository
    const [fingerprint = ''] = (await run(['waive'], { cwd: root, analyze: analyzeOnce })).out.split(' ')
    await run(['waive', fingerprint, '--reason', 'x', '--owner', 'y', '--until', '2026-12-31'], {
      cwd: root,
      analyze: analyzeOnce,
    })
    const { out } = await run(['comment', '--dry-run', '--base', 'main'], { cwd: root, analyze: analyzeOnce })
    expect(out).toContain('### Accepted with this change: a reviewer should agree')
  })

  test('one that introduces 500 findings fits the limit, the count in its title', async () => {
    const settings = (name: string) =>
      Array.from({ length: 500 }, (_, index) => `PARTNER_${index}_URL=https://p${index}.${name}.kumocard.example/\n`)
    const app = (profile: string) => `{ apps: [{ name: api, dir: ., framework: dotenv, profile: ${profile} }] }`
    const files = new Map([
      [
        'sotsu.yaml',
        `environments:\n  stg: ${app('stg')}\n  prd: ${app('prd')}\ncomparisons: [{ staging: stg, production: prd }]\n`,
      ],
      ['.env.stg', settings('stg').join('')],
      ['.env.prd', settings('prd').join('')],
    ])
    const { out, code } = await commentOn(files, { '.env.prd': 'LOG_LEVEL=info\n' }, '--fail-on', 'new')
    expect(code).toBe(1)
    expect(out.length).toBeLessThanOrEqual(60_000)
    expect(out).toMatch(/^## sotsu: 500 new, 0 fixed, 0 unchanged$/m)
    expect(out).toContain('PARTNER_0_URL')
    expect(out).toMatch(/^- and \d+ more$/m)
    expect(out.match(/<details>/g)?.length ?? 0).toBe(out.match(/<\/details>/g)?.length ?? 0)
  })

  test('a base whose configuration is broken has nothing: everything is new', async () => {
    const { err, out } = await commentOn(
      withFiles(exampleAt('certified'), { 'sotsu.yaml': 'environments: [' }),
      exampleAt('certified'),
    )
    expect(err).toContain('the base cannot be analysed')
    expect(out).toMatch(/^## sotsu: [1-9]\d* new/m)
  })
})

describe('the limit of a platform', () => {
  const [comparison] = fixtureAnalysis.comparisons
  const [finding] = comparison?.findings ?? []
  if (comparison === undefined || finding === undefined) throw new Error('the fixture has no finding')
  const many = (count: number) => ({
    ...fixtureAnalysis,
    comparisons: [
      {
        ...comparison,
        findings: Array.from({ length: count }, (_, index) => ({
          ...finding,
          severity: index === 0 ? ('error' as const) : ('warning' as const),
          message: `host-${index}.kumocard.example has no record`,
          fingerprint: `f${index}`,
        })),
      },
    ],
  })
  const body = (count: number, limit: number): string => {
    const head = many(count)
    const base = { ...head, comparisons: [{ ...comparison, findings: [], undetermined: [] }] }
    return commentBody(compareAnalyses(base, head), head, { marker: '<!-- m -->', limit, base: 'main' })
  }

  test.each([
    [1, 60_000],
    [500, 60_000],
    [5000, 60_000],
    [500, 3000],
    [500, 300],
  ])('%i findings fit %i', (count, limit) => {
    const text = body(count, limit)
    expect(text.length).toBeLessThanOrEqual(limit)
    expect(text).toContain(`${count} new`)
    expect(text.match(/<details>/g)?.length ?? 0).toBe(text.match(/<\/details>/g)?.length ?? 0)
    expect((text.match(/^```/gm)?.length ?? 0) % 2).toBe(0)
    if (limit >= 3000) expect(text).toContain('host-0.kumocard.example')
  })
})
