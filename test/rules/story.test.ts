import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { analyzeDirectory } from '../helpers/analyze-fixture.ts'

const root = join(import.meta.dirname, '..', '..')
const workspace = mkdtempSync(join(tmpdir(), 'sotsu-story-'))
afterAll(() => rmSync(workspace, { recursive: true, force: true }))

const host = 'partner-api.kumocard.example'
const routing = [
  `dns-record-missing: host ${host}`,
  `listener-rule-misses-host: requests to ${host}: PartnerHosts`,
  `listener-rule-misses-host: requests to ${host}: var.partner_hosts`,
]
const certificate = `certificate-does-not-cover-host: host ${host}`
const issuer = 'token-issuer-mismatch: issuer that statements-api accepts'

test.each([
  ['as-it-was', [certificate, ...routing, issuer]],
  ['routed', [certificate, issuer]],
  ['certified', [issuer]],
  ['corrected', []],
])('the example %s: what is wrong, each root once, and nothing else', async (moment, expected) => {
  const target = join(workspace, moment)
  const run = spawnSync(process.execPath, [join(root, 'examples', 'replay.mjs'), moment, target])
  expect(run.status).toBe(0)
  const { comparisons } = await analyzeDirectory(target)
  const [comparison] = comparisons
  expect(comparison?.findings.map(({ rule, subject }) => `${rule}: ${subject}`)).toEqual(expected)
  expect(comparison?.undetermined).toEqual([])
})
