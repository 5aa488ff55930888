import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { phrasesOf } from '../../src/report/phrases.ts'
import { findingLines } from '../../src/report/text/finding-lines.ts'
import { paintFor } from '../../src/report/text/paint.ts'
import { rules } from '../../src/rules/index.ts'
import { analyzeFixture } from '../helpers/analyze-fixture.ts'

const pages = join(import.meta.dirname, '..', '..', 'docs', 'rules')

/** What `sotsu check` says about a fixture, without the request that shows it. */
const outputOf = async (id: string): Promise<string> => {
  const { comparisons } = await analyzeFixture(id)
  const style = { phrases: phrasesOf('en'), paint: paintFor(false), width: 100 }
  return comparisons
    .flatMap(comparison =>
      comparison.findings.flatMap(({ traces, ...finding }, index) =>
        findingLines(finding, index + 1, { comparison, shown: new Map(), breaks: () => [] }, style),
      ),
    )
    .map(line => line.trimEnd())
    .join('\n')
}

/** The page with the output of today in its example; `vitest -u` writes it. */
describe('pages', () => {
  test.each(rules.map(({ id }) => id))('%s shows what the rule really says', async id => {
    const file = join(pages, `${id}.md`)
    const output = await outputOf(id)
    const [before = '', example = ''] = readFileSync(file, 'utf8').split(/(?=^## Example$)/m)
    const current = example.replace(/```text\n[\s\S]*?```/, () => `\`\`\`text\n${output}\n\`\`\``)
    await expect(before + current).toMatchFileSnapshot(file)
  })

  test('the table of rules is current', async () => {
    const rows = rules.map(
      ({ id, severity, patterns, title }) => `| [${id}](${id}.md) | ${severity} | ${patterns.join(', ')} | ${title} |`,
    )
    const table = ['| rule | severity | patterns | what it finds |', '|---|---|---|---|', ...rows].join('\n')
    const text = `# Rules\n\nIn the order of a request's way. The patterns are those of the catalogue that each rule owns. \`vitest -u\` writes this table.\n\n${table}\n`
    await expect(text).toMatchFileSnapshot(join(pages, 'README.md'))
  })
})
