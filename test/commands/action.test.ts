import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { readChanges } from '../../src/report/comment/read-changes.ts'
import { exampleAt } from '../helpers/example.ts'
import { type GitRepository, gitRepository } from '../helpers/git-repository.ts'
import { type FakeApi, fakeApi } from './fake-api.ts'

const top = join(import.meta.dirname, '../..')
interface Action {
  readonly inputs: Readonly<Record<string, { readonly default?: string }>>
  readonly outputs: Readonly<Record<string, unknown>>
  readonly runs: { readonly using: string; readonly main: string }
}
const description = parse(readFileSync(join(top, 'action.yml'), 'utf8')) as Action

let scratch = ''
let bundle = ''
let repository: GitRepository
let api: FakeApi
beforeAll(async () => {
  scratch = mkdtempSync(join(tmpdir(), 'sotsu-action-'))
  bundle = join(scratch, 'action.mjs')
  const { buildAction } = (await import(join(top, 'scripts/action-bundle.mjs'))) as {
    buildAction: (outfile: string) => Promise<unknown>
  }
  await buildAction(bundle)
  repository = gitRepository(exampleAt('corrected'))
  repository.git('checkout', '-q', '-b', 'change')
  repository.write(exampleAt('certified'))
  repository.commit('change')
  api = await fakeApi('github', { login: 'github-actions[bot]', mayAsk: false })
}, 60_000)
afterAll(async () => {
  await api.close()
  repository.remove()
  rmSync(scratch, { recursive: true })
})

/** Starts the bundle as a runner does: inputs, event and files for outputs in the environment. */
const start = async (inputs: Readonly<Record<string, string>>, more: Readonly<Record<string, string>> = {}) => {
  const [output, summary, event] = ['output', 'summary', 'event.json'].map(name => join(scratch, name)) as [
    string,
    string,
    string,
  ]
  writeFileSync(output, '')
  writeFileSync(summary, '')
  const base = repository.git('rev-parse', 'main')
  const head = repository.git('rev-parse', 'HEAD')
  writeFileSync(
    event,
    JSON.stringify({ number: 7, pull_request: { number: 7, base: { sha: base }, head: { sha: head } } }),
  )
  const given = Object.fromEntries(
    Object.entries(description.inputs).map(([name, { default: text = '' }]) => [
      `INPUT_${name.toUpperCase()}`,
      inputs[name] ?? (text.startsWith('${{') ? 'a-token' : text),
    ]),
  )
  const child = spawn(process.execPath, [bundle], {
    cwd: repository.root,
    env: {
      PATH: process.env.PATH,
      HOME: scratch,
      CI: 'true',
      GITHUB_ACTIONS: 'true',
      GITHUB_WORKSPACE: repository.root,
      GITHUB_REPOSITORY: 'kumo/card',
      GITHUB_EVENT_NAME: 'pull_request',
      GITHUB_EVENT_PATH: event,
      GITHUB_API_URL: api.url,
      GITHUB_SERVER_URL: 'https://github.com',
      GITHUB_OUTPUT: output,
      GITHUB_STEP_SUMMARY: summary,
      RUNNER_TEMP: scratch,
      ...given,
      ...more,
    },
  })
  let out = ''
  child.stdout.on('data', chunk => (out += String(chunk)))
  child.stderr.on('data', chunk => (out += String(chunk)))
  const code = await new Promise<number | null>(resolve => child.on('close', resolve))
  const outputs = Object.fromEntries(
    [...readFileSync(output, 'utf8').matchAll(/^([\w-]+)<<(\S+)\n([\s\S]*?)\n\2$/gm)].map(([, name, , text]) => [
      name,
      text,
    ]),
  )
  return { code, out, outputs, summary: readFileSync(summary, 'utf8') }
}

describe('the GitHub Action', () => {
  test('is described as it is', () => {
    expect(description.runs).toEqual({ using: 'node24', main: 'dist/action.mjs' })
    expect(Object.keys(description.outputs)).toEqual([
      'verdict',
      'new',
      'total',
      'sarif',
      'report-json',
      'comment-json',
      'comment-url',
    ])
  })

  test('reports, sets its outputs, and writes one comment with links to the head commit', async () => {
    const sarif = join(scratch, 'x.sarif')
    const { code, out, outputs, summary } = await start({ 'sarif-file': sarif })
    expect(code, out).toBe(1)
    expect(out).toMatch(/^::error file=services\/statements-api\/config\/production\.toml,line=2,/m)
    expect(outputs).toMatchObject({
      verdict: 'fails',
      sarif,
      'comment-url': 'https://github.com/kumo/card/pull/7#issuecomment-1000',
    })
    expect(Number(outputs.new)).toBeGreaterThan(0)
    expect(JSON.parse(readFileSync(outputs['report-json'] ?? '', 'utf8'))).toMatchObject({ schema: 'sotsu/check/1' })
    expect(JSON.parse(readFileSync(sarif, 'utf8'))).toMatchObject({ version: '2.1.0' })
    expect(summary).toContain('# staging → production')
    expect(api.comments).toHaveLength(1)
    const head = repository.git('rev-parse', 'HEAD')
    expect(api.comments[0]?.body).toContain(
      `(https://github.com/kumo/card/blob/${head}/services/statements-api/config/production.toml#L2)`,
    )
    expect(out).not.toContain('a-token')
  }, 60_000)

  test('a fork’s token may not write: a warning, the same exit code, and what another workflow can write', async () => {
    api.trouble.push(
      ...Array.from({ length: 9 }, () => ({ status: 403, message: 'Resource not accessible by integration' })),
    )
    const { code, out, outputs, summary } = await start({ 'fail-on': 'none' })
    api.trouble.length = 0
    const saved = readChanges(readFileSync(outputs['comment-json'] ?? '', 'utf8'))
    expect(saved?.changes[0]?.introduced.map(({ rule }) => rule)).toEqual(['token-issuer-mismatch'])
    expect(code, out).toBe(0)
    expect(out).toMatch(/^::warning title=sotsu::the comment was not written/m)
    expect(api.comments).toHaveLength(1)
    expect(summary).toContain('# staging → production')

    // The second workflow: another commit in its environment, an event without a pull request, no repository.
    api.comments.length = 0
    const head = repository.git('rev-parse', 'HEAD')
    const event = join(scratch, 'workflow-run.json')
    writeFileSync(event, JSON.stringify({ workflow_run: { head_sha: head, pull_requests: [] } }))
    const written = await start(
      { 'comment-from': outputs['comment-json'] ?? '', 'pull-request': '7' },
      {
        GITHUB_EVENT_NAME: 'workflow_run',
        GITHUB_EVENT_PATH: event,
        GITHUB_WORKSPACE: scratch,
        GITHUB_SHA: 'f'.repeat(40),
      },
    )
    expect(written.code, written.out).toBe(0)
    expect(api.comments).toHaveLength(1)
    expect(api.comments[0]?.body).toContain(
      `(https://github.com/kumo/card/blob/${head}/services/statements-api/config/production.toml#L2)`,
    )
  }, 60_000)

  test('a wrong configuration: exit code 2 and nothing sent', async () => {
    api.calls.length = 0
    const { code, out } = await start({ config: 'none.yaml' })
    expect(code).toBe(2)
    expect(out).toContain('cannot read none.yaml')
    expect(api.calls).toEqual([])
  }, 60_000)
})
