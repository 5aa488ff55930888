import { describe, expect, it } from 'vitest'
import type { SourceLocation } from '../../src/model/source-location.ts'
import type { Value } from '../../src/model/value.ts'
import { lineCells, textOf } from '../../src/ui/line.ts'
import { provenanceLines } from '../../src/ui/provenance-lines.ts'
import { fixtureContext } from './fixture-host.ts'

const at = (file: string, line: number): SourceLocation => ({
  file,
  start: { line, column: 1, offset: 0 },
  end: { line, column: 2, offset: 1 },
  path: [],
})

const value: Value = {
  kind: 'known',
  value: 'app.kumocard.example',
  from: {
    at: at('terraform/modules/dns/main.tf', 11),
    origins: [
      { name: 'var.利用者ホスト', kind: 'tfvars', at: at('terraform/environments/production/terraform.tfvars', 4) },
    ],
    through: [at('terraform/environments/production/main.tf', 108)],
  },
}

describe('the steps that a value came by', () => {
  const widths = Array.from({ length: 60 }, (_, index) => index + 36)
  it.each(['en', 'ja'] as const)('are as wide as there is room, and name their lines to the end (%s)', lang => {
    for (const columns of widths) {
      const lines = provenanceLines(value, columns, fixtureContext({ lang }))
      for (const line of lines) expect(lineCells(line), `${columns}: ${textOf(line)}`).toBeLessThanOrEqual(columns)
      const text = lines.map(textOf).join('\n')
      for (const place of ['tfvars:4', 'main.tf:108', 'main.tf:11']) expect(text, `at ${columns}`).toContain(place)
    }
  })
})
