import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { analyze } from '../../src/analyze.ts'
import { run } from './fake-runtime.ts'

const fixtures = resolve('test/fixtures/custom-rules')
const root = mkdtempSync(join(tmpdir(), 'sotsu-custom-rules-'))
cpSync('examples', root, { recursive: true })
afterAll(() => rmSync(root, { recursive: true }))

interface Report {
  readonly comparisons: readonly {
    readonly findings: readonly { readonly rule: string; readonly subject: string; readonly message: string }[]
    readonly undetermined: readonly { readonly rule: string; readonly message: string }[]
  }[]
}

const check = async (...argv: readonly string[]) => {
  const { out, err, code } = await run(['check', '--format', 'json', ...argv], { cwd: root, analyze })
  return { report: out === '' ? undefined : (JSON.parse(out) as Report).comparisons[0], err, code }
}

describe('rules of a person’s own', () => {
  test('are not run unless they are named', async () => {
    const { report } = await check()
    expect(report?.findings.map(({ rule }) => rule)).not.toContain('service-runs-few-tasks')
  })

  test('find, and a mistake in one costs that one', async () => {
    const { report } = await check('--rules', join(fixtures, 'good'))
    const own = report?.findings.filter(({ rule }) => rule === 'service-runs-few-tasks')
    expect(own).toMatchObject([{ message: expect.stringMatching(/ runs 3 tasks: less than two for each zone$/) }])
    expect(report?.findings.map(({ rule }) => rule)).toContain('dns-record-missing')
    expect(report?.undetermined).toMatchObject([
      { rule: 'stops-halfway', message: expect.stringMatching(/^the rule stops-halfway stopped before its end: .+/) },
      {
        rule: 'yields-nonsense',
        message: expect.stringContaining('it yields what is no outcome: evidence.0: a line with its place'),
      },
    ])
  })

  test.each([
    ['id.mjs', /exports no rule by default: id: an id is like/],
    ['nothing.mjs', /exports no rule by default: .*docs\/custom-rules\.md/],
    ['syntax.mjs', /cannot load the rules of .*syntax\.mjs/],
    ['taken.mjs', /there is a rule dns-record-missing already/],
    ['absent.mjs', /cannot (read|load) .*absent\.mjs/],
  ])('%s is refused', async (file, message) => {
    const { code, err, report } = await check('--rules', join(fixtures, 'bad', file))
    expect(err).toMatch(message)
    expect(code).toBe(2)
    expect(report).toBeUndefined()
  })
})
