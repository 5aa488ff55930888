import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { analyzeDirectory } from '../../helpers/analyze-fixture.ts'

const policy = (spec: string): string => `kind: AuthorizationPolicy\nspec:\n${spec}`

test.each<readonly [name: string, spec: string, isDemanded: boolean]>([
  ['of every source', '  rules:\n    - from: [{ source: { requestPrincipals: ["*"] } }]\n', true],
  ['by denial', '  action: DENY\n  rules:\n    - from: [{ source: { notRequestPrincipals: ["*"] } }]\n', true],
  [
    'of one source of two',
    '  rules:\n    - from: [{ source: { requestPrincipals: ["*"] } }, { source: { namespaces: [a] } }]\n',
    false,
  ],
  [
    'beside a rule for anybody',
    '  rules:\n    - from: [{ source: { requestPrincipals: ["*"] } }]\n    - to: [{ operation: { paths: ["/open"] } }]\n',
    false,
  ],
  [
    'by denying those with one',
    '  action: DENY\n  rules:\n    - from: [{ source: { requestPrincipals: ["*"] } }]\n',
    false,
  ],
])('a token is asked for %s', async (_, spec, isDemanded) => {
  const directory = mkdtempSync(join(tmpdir(), 'sotsu-istio-'))
  try {
    mkdirSync(join(directory, 'mesh'))
    writeFileSync(join(directory, 'mesh', 'policy.yaml'), policy(spec))
    writeFileSync(
      join(directory, 'sotsu.yaml'),
      'environments:\n  production:\n    apps:\n      - { name: orders, dir: mesh }\n',
    )
    const { environments } = await analyzeDirectory(directory)
    expect(environments[0]?.apps[0]?.tokenDemanded !== undefined).toBe(isDemanded)
  } finally {
    rmSync(directory, { recursive: true })
  }
})
