import { join } from 'node:path'
import { expect, test } from 'vitest'
import { diffSchema } from '../../src/report/diff-json.ts'
import { run } from './fake-runtime.ts'

const cwd = join(import.meta.dirname, '../../examples')

test('prints roots with how much each explains; json is what its schema says, and adds up', async () => {
  const { code, out } = await run(['diff', '--all', '--outliers', '--format', 'json'], { cwd })
  expect(code).toBe(0)
  const { comparisons, outliers } = diffSchema.parse(JSON.parse(out))
  expect(outliers).toBeDefined()
  const [comparison] = comparisons
  const total = comparison?.differences.total ?? 0
  expect(total).toBeGreaterThan(20)
  expect(comparison?.changes).toHaveLength(total)
  expect(comparison?.roots.reduce((sum, { count }) => sum + count, 0)).toBe(total)
  const hosts = 'stg.kumocard.example ↔ app.kumocard.example, partner-api.kumocard.example'
  expect(comparison?.roots[0]).toMatchObject({ kind: 'split', name: hosts, matters: true })
  expect(comparison?.roots.find(({ name }) => name === 'var.environment')).toMatchObject({
    kind: 'identity',
    staging: { file: 'terraform/environments/staging/terraform.tfvars', text: 'staging' },
  })
})

test('text has every root once, and every difference with --all', async () => {
  const [short, long] = [await run(['diff'], { cwd }), await run(['diff', '--all'], { cwd })]
  expect(short.out).toContain('staging -> production')
  expect(short.out).toMatch(/^ +\d+ +capacity {2}DesiredCount$/m)
  expect(short.out.split('\n').length).toBeLessThan(long.out.split('\n').length)
  expect(long.out).toContain('COOKIE_DOMAIN: stg.kumocard.example → app.kumocard.example')
})
