import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { Readable } from 'node:stream'
import fc from 'fast-check'
import { afterAll, expect, test, vi } from 'vitest'
import { type GitRepository, gitRepository } from '../helpers/git-repository.ts'
import { run } from './fake-runtime.ts'
import { shapedApps, shapedRepository } from './shaped-secret-repository.ts'

/** Letters that stand together in no word and no digest, so that six of them in a row can come from a secret only. */
const secrets = fc.infiniteStream(
  fc.string({ unit: fc.constantFrom(...'QXZKVJWGqxzkvjwg2357'), minLength: 20, maxLength: 30 }),
)
const part = 6

const repositories: GitRepository[] = []
afterAll(() => {
  vi.restoreAllMocks()
  for (const repository of repositories) repository.remove()
})

/** What `sotsu ui --plain` prints, with these lines typed. */
const plainUi = async (root: string, typed: readonly string[]): Promise<string> => {
  const written: string[] = []
  const stdin = vi.spyOn(process, 'stdin', 'get').mockReturnValue(Readable.from([`${typed.join('\n')}\n`]) as never)
  const stdout = vi.spyOn(process.stdout, 'write').mockImplementation(text => {
    written.push(String(text))
    return true
  })
  try {
    const { out, err } = await run(['ui', '--plain'], { cwd: root })
    return [...written, out, err].join('\n')
  } finally {
    stdin.mockRestore()
    stdout.mockRestore()
  }
}

/** The places in a text where a piece of a secret stands, one for each secret. */
const leaksIn = (text: string, parts: ReadonlyMap<string, string>): readonly string[] => {
  const found = new Map<string, string>()
  for (let at = 0; at + part <= text.length; at += 1) {
    const secret = parts.get(text.slice(at, at + part))
    if (secret !== undefined && !found.has(secret)) found.set(secret, text.slice(Math.max(0, at - 80), at + 12))
  }
  return [...found.values()]
}

test('secrets of every form appear in no output of any command, not even in part', async () => {
  await fc.assert(
    fc.asyncProperty(secrets, async stream => {
      const given: string[] = []
      const supply = {
        next: () => {
          const secret = String(stream.next().value)
          given.push(secret)
          return secret
        },
      }
      const repository = gitRepository(shapedRepository(supply))
      repositories.push(repository)
      const { root } = repository
      repository.git('checkout', '-q', '-b', 'change')
      repository.write(shapedRepository(supply))
      repository.commit('change')
      const parts = new Map(
        given.flatMap(secret =>
          Array.from({ length: secret.length - part + 1 }, (_, at) => [secret.slice(at, at + part), secret] as const),
        ),
      )
      const leaks: string[] = []
      const look = (name: string, text: string): void => {
        leaks.push(...leaksIn(text, parts).map(leak => `${name}: …${leak}`))
      }
      const say = async (...argv: readonly string[]): Promise<string> => {
        const { out, err } = await run(argv, { cwd: root, env: { DEBUG: '*', SOTSU_DEBUG: '1' } })
        look(argv.join(' '), `${out}\n${err}`)
        return out
      }
      for (const side of ['staging', 'production']) await say('inspect', '--env', side, '--format', 'json')
      await say('inspect', 'terraform/staging', '--format', 'json')
      for (const file of ['planned/staging/plan.json', 'kept/staging/state.json', 'kept/staging/broken.json'])
        await say('inspect', file)
      await say('inspect', 'cloudformation/staging.yaml', '--format', 'json')
      for (const app of shapedApps) {
        const inspected = await say('inspect', '--app', app, '--profile', 'staging', '--format', 'json')
        if (app !== 'apps/helm') expect(inspected.split('"$sensitive"').length, app).toBeGreaterThan(10)
      }
      const custom = join(resolve('test/fixtures/custom-rules'), 'good')
      const formats = ['json', 'html', 'markdown', 'text']
      const outputs = formats.flatMap(format => ['--format', format, '--output', join(root, `report.${format}`)])
      await say('check', '--rules', custom, '--color', 'always', ...outputs)
      for (const format of formats)
        look(`check --format ${format}`, readFileSync(join(root, `report.${format}`), 'utf8'))
      await say('diff', '--all')
      await say('plan', '--since', 'main', '--format', 'json')
      const saved = join(root, 'saved.json')
      await say('comment', '--dry-run', '--base', 'main', '--save', saved)
      look('comment --save', readFileSync(saved, 'utf8'))
      await say('comment', '--dry-run', '--from', saved)
      const listed = await say('waive')
      const [fingerprint = ''] = listed.trim().split(/\s/)
      expect(fingerprint).toMatch(/^[0-9a-f]{6,}$/)
      await say('waive', fingerprint, '--reason', 'known', '--owner', 'platform', '--until', '2026-12-01')
      look('sotsu.expect.yaml', readFileSync(join(root, 'sotsu.expect.yaml'), 'utf8'))
      const rows = listed.trim().split('\n').length
      const numbers = Array.from({ length: rows }, (_, index) => String(index + 1))
      look(
        'ui --plain',
        await plainUi(root, ['l', ...numbers.flatMap(number => [number, 'o']), 'c', 'https://api.example.com/v1', 'q']),
      )
      expect(leaks).toEqual([])
    }),
    { numRuns: Math.ceil(Number(process.env.SOTSU_RUNS ?? 1) / 600), seed: 5, endOnFailure: true },
  )
}, 120_000)
