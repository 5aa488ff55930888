import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { Analysis } from '../../src/model/analysis.ts'
import { type GitRepository, gitRepository } from '../helpers/git-repository.ts'
import { fixtureAnalysis } from '../ui/fixture-analysis.ts'
import { type FakeApi, fakeApi } from './fake-api.ts'
import { type Run, run } from './fake-runtime.ts'

const marker = '<!-- sotsu:report v1 key=default -->'
const token = 'secret-token-0123456789'
let repository: GitRepository
beforeAll(() => {
  repository = gitRepository({
    'sotsu.yaml':
      'environments:\n  staging: { apps: [{ name: a, dir: . }] }\n  production: { apps: [{ name: a, dir: . }] }\n',
  })
})
afterAll(() => repository.remove())

const clean: Analysis = {
  ...fixtureAnalysis,
  comparisons: fixtureAnalysis.comparisons.map(one => ({ ...one, findings: [], undetermined: [] })),
}

const platforms = {
  github: { login: 'github-actions[bot]', env: { GITHUB_REPOSITORY: 'kumo/card', GITHUB_REF: 'refs/pull/7/merge' } },
  gitlab: { login: 'project_42_bot', env: { CI_PROJECT_ID: '42', CI_MERGE_REQUEST_IID: '7', GITLAB_CI: 'true' } },
} as const

let api: FakeApi | undefined
const waits: number[] = []
afterEach(async () => {
  await api?.close()
  api = undefined
  waits.length = 0
})

const start = async (kind: keyof typeof platforms, options: { mayAsk?: boolean; limit?: number } = {}) => {
  api = await fakeApi(kind, { login: platforms[kind].login, ...options })
  return api
}

const comment = (
  kind: keyof typeof platforms,
  head: Analysis = fixtureAnalysis,
  base: Analysis = clean,
  env: Readonly<Record<string, string>> = {},
): Promise<Run> => {
  const analyses = [head, base]
  return run(['comment', '--base', 'HEAD'], {
    cwd: repository.root,
    analyze: async () => analyses.shift() ?? clean,
    wait: async milliseconds => void waits.push(milliseconds),
    env: {
      ...platforms[kind].env,
      ...(kind === 'github'
        ? { GITHUB_TOKEN: token, GITHUB_API_URL: api?.url ?? '' }
        : { GITLAB_TOKEN: token, CI_API_V4_URL: api?.url ?? '' }),
      ...env,
    },
  })
}

const foreign = (count: number, author = 'someone') =>
  Array.from({ length: count }, (_, index) => ({ id: index + 1, author, body: `comment ${index}` }))

describe.each(['github', 'gitlab'] as const)('sotsu comment on %s', kind => {
  test('makes one comment, then edits it, and leaves it when nothing changed', async () => {
    const { comments, calls } = await start(kind)
    expect((await comment(kind)).out).toContain('created')
    expect(comments).toHaveLength(1)
    expect(comments[0]?.body.startsWith(`${marker}\n`)).toBe(true)
    expect((await comment(kind, clean, fixtureAnalysis)).out).toContain('updated')
    expect(comments).toHaveLength(1)
    expect(comments[0]?.body).toContain('5 fixed')
    calls.length = 0
    expect((await comment(kind, clean, fixtureAnalysis)).out).toContain('unchanged')
    expect(calls.filter(call => !call.startsWith('GET'))).toEqual([])
  })

  test('says nothing where nothing changed and nothing had been said', async () => {
    const { comments } = await start(kind)
    expect((await comment(kind, clean, clean)).out).toContain('nothing to say')
    expect(comments).toEqual([])
    await comment(kind)
    await comment(kind, clean, clean)
    expect(comments[0]?.body).toContain('no change')
  })

  test('finds its comment on a later page', async () => {
    const { comments, calls } = await start(kind)
    comments.push(...foreign(230))
    await comment(kind)
    expect(comments).toHaveLength(231)
    calls.length = 0
    await comment(kind, clean, fixtureAnalysis)
    expect(comments).toHaveLength(231)
    expect(calls.filter(call => call.startsWith('GET') && !call.endsWith('/user'))).toHaveLength(3)
  })

  test('does not touch a marker that somebody else wrote', async () => {
    const { comments } = await start(kind)
    comments.push({ id: 1, author: 'mallory', body: `${marker}\nmine` })
    await comment(kind)
    expect(comments[0]).toEqual({ id: 1, author: 'mallory', body: `${marker}\nmine` })
    expect(comments).toHaveLength(2)
  })

  test('does not touch another comment of its own account, nor one with another tag', async () => {
    const { comments } = await start(kind)
    const { login } = platforms[kind]
    comments.push({ id: 1, author: login, body: `see ${marker}` })
    comments.push({ id: 2, author: login, body: '<!-- sotsu:report v1 key=other -->\nx' })
    await comment(kind)
    expect(comments.map(({ id }) => id < 1000)).toEqual([true, true, false])
    expect(comments[1]?.body).toContain('key=other')
  })

  test('of two comments the older stays', async () => {
    const { comments } = await start(kind)
    const { login } = platforms[kind]
    comments.push({ id: 5, author: login, body: `${marker}\nold` }, { id: 9, author: login, body: `${marker}\nnew` })
    await comment(kind)
    expect(comments.map(({ id }) => id)).toEqual([5])
    expect(comments[0]?.body).toContain('5 new')
  })

  test('its own comment, edited by someone, is put right', async () => {
    const { comments } = await start(kind)
    await comment(kind)
    const [first] = comments
    if (first) first.body = `${marker}\r\nedited`
    await comment(kind)
    expect(comments).toHaveLength(1)
    expect(comments[0]?.body).toContain('5 new')
  })

  test('waits as long as it is told when there are too many calls', async () => {
    const { comments, trouble } = await start(kind)
    trouble.push({ status: 429, headers: { 'retry-after': '7' } })
    trouble.push({ status: 403, headers: { 'retry-after': '900' }, message: 'secondary rate limit' })
    expect((await comment(kind)).code).toBe(0)
    expect(waits).toEqual([7000, 60_000])
    expect(comments).toHaveLength(1)
  })

  test('goes on after trouble of the server', async () => {
    const { comments, trouble } = await start(kind)
    trouble.push({ status: 502 }, { status: 503 })
    expect((await comment(kind)).code).toBe(0)
    expect(comments).toHaveLength(1)
  })

  test('a comment that was made although the answer was an error is not made twice', async () => {
    const { comments, trouble } = await start(kind)
    trouble.push({ status: 502, only: 'POST', carriedOut: true })
    expect(await comment(kind)).toMatchObject({ code: 0 })
    expect(comments).toHaveLength(1)
    trouble.push({ status: 504, only: 'POST' })
    comments.length = 0
    expect(await comment(kind)).toMatchObject({ code: 0 })
    expect(comments).toHaveLength(1)
  })

  test.each([
    [401, 'The token is not valid'],
    [404, 'Is the repository right'],
    [422, 'the API answered 422: no'],
  ])('%i: a clear message, exit code 2', async (status, message) => {
    const { trouble } = await start(kind)
    trouble.push(...Array.from({ length: 9 }, () => ({ status, message: 'no' })))
    const { code, err } = await comment(kind)
    expect([code, err]).toEqual([2, expect.stringContaining(message)])
    expect(err).not.toContain(token)
  })

  test('gives up in the end, exit code 2', async () => {
    const { trouble } = await start(kind)
    trouble.push(...Array.from({ length: 40 }, () => ({ status: 503 })))
    const { code, err } = await comment(kind)
    expect([code, err]).toEqual([2, expect.stringContaining('the API answered 503')])
    expect(waits.length).toBeLessThan(10)
  })

  test('an address that would lead the token elsewhere is not followed', async () => {
    const other = await fakeApi(kind, { login: 'x' })
    const { trouble } = await start(kind)
    trouble.push({ status: 301, headers: { location: `${other.url}/user` } })
    expect((await comment(kind)).code).toBe(2)
    expect(other.calls).toEqual([])
    await other.close()
  })

  test('nobody there: exit code 2', async () => {
    const { url, close } = await fakeApi(kind, { login: 'x' })
    await close()
    const name = kind === 'github' ? 'GITHUB_API_URL' : 'CI_API_V4_URL'
    const { code, err } = await comment(kind, fixtureAnalysis, clean, { [name]: url })
    expect([code, err]).toEqual([2, expect.stringContaining('cannot reach the API')])
  })

  test('plain http is only for this machine', async () => {
    const name = kind === 'github' ? 'GITHUB_API_URL' : 'CI_API_V4_URL'
    const { code, err } = await comment(kind, fixtureAnalysis, clean, { [name]: 'http://api.example.com' })
    expect([code, err]).toEqual([2, expect.stringContaining('must be https')])
  })

  test('without a token nothing is sent', async () => {
    const { calls } = await start(kind)
    const { code, err } = await comment(kind, fixtureAnalysis, clean, { GITHUB_TOKEN: '', GITLAB_TOKEN: '' })
    expect([code, err]).toEqual([2, expect.stringContaining('_TOKEN is not set')])
    expect(calls).toEqual([])
  })
})

test('the token of a workflow, which may not ask who it is', async () => {
  const { comments } = await start('github', { mayAsk: false })
  await comment('github')
  await comment('github', clean, fixtureAnalysis)
  expect(comments).toHaveLength(1)
  expect(api?.tokens.every(sent => sent === `Bearer ${token}`)).toBe(true)
})

test('--dry-run prints and sends nothing; a base and a number must make sense', async () => {
  const dry = (...argv: readonly string[]) =>
    run(['comment', ...argv], { cwd: repository.root, analyze: async () => fixtureAnalysis })
  expect((await dry('--dry-run', '--base', 'HEAD')).out.startsWith(marker)).toBe(true)
  expect((await dry('--dry-run')).err).toContain('--base')
  expect((await dry('--dry-run', '--base', 'nowhere')).code).toBe(2)
  expect((await dry('--base', 'HEAD')).err).toContain('neither GitHub Actions nor GitLab CI')
  expect((await dry('--dry-run', '--base', 'HEAD', '--pr', 'x')).err).toContain('--pr x')
  expect((await dry('--dry-run', '--base', 'HEAD', '--tag', '-->')).err).toContain('--tag')
})
