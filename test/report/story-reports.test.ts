import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { reportFormats } from '../../src/commands/report-formats.ts'
import type { Analysis } from '../../src/model/analysis.ts'
import { checkSchema } from '../../src/report/schemas.ts'
import { analyzeFiles, exampleAt, moments } from '../helpers/example.ts'
import { schemaErrors, xmlErrors } from './schema-check.ts'

const golden = join(import.meta.dirname, '../fixtures/report/story')
const extensions: Readonly<Record<string, string>> = {
  text: 'txt',
  json: 'json',
  markdown: 'md',
  html: 'html',
  sarif: 'sarif',
  junit: 'xml',
  gitlab: 'gitlab.json',
  github: 'github.txt',
  rdjson: 'rdjson.json',
}

const analyses = new Map<string, Analysis>()
beforeAll(async () => {
  for (const moment of moments) analyses.set(moment, await analyzeFiles(exampleAt(moment)))
})

const render = async (format: string, moment: string): Promise<string> => {
  const renderer = reportFormats.get(format)
  if (renderer === undefined) throw new Error(`no format ${format}`)
  return renderer(analyses.get(moment) as Analysis, { color: false, language: 'en' })
}

/** The golden files hold what the story decides: not the pages of rules, nor the rules that found nothing, nor the style sheet. */
const aboutFindings = (format: string, text: string): string => {
  if (format === 'sarif') return text.replaceAll(/,\n\s*"markdown": ".*"/g, '')
  if (format === 'junit') return text.replaceAll(/ {4}<testcase .*\/>\n/g, '').replaceAll(/tests="\d+"/g, 'tests="n"')
  if (format === 'html')
    return text
      .replace(/<style>.*<\/style>/s, '<style></style>')
      .replace(/sha256-[^']*/, 'sha256-')
      .replaceAll('><', '>\n<')
  return text
}

describe('every format has a golden file', () => {
  test('at each moment of the story', () => {
    expect([...reportFormats.keys()]).toEqual(Object.keys(extensions))
  })
})

describe.each([...reportFormats.keys()])('%s', format => {
  test.each(moments)('%s', async moment => {
    const text = await render(format, moment)
    await expect(aboutFindings(format, text)).toMatchFileSnapshot(join(golden, `${moment}.${extensions[format]}`))
    expect(await render(format, moment)).toBe(text)
  })
})

describe('public schemas', () => {
  test.each(moments)('%s', async moment => {
    const json = async (format: string): Promise<unknown> => JSON.parse(await render(format, moment))
    expect(schemaErrors('sarif-schema-2.1.0.json', await json('sarif'))).toEqual([])
    expect(schemaErrors('rdjson.json', await json('rdjson'))).toEqual([])
    for (const entry of (await json('gitlab')) as readonly unknown[])
      expect(schemaErrors('gitlab-codeclimate.json', entry)).toEqual([])
    expect(await xmlErrors('junit-10.xsd', await render('junit', moment))).toEqual([])
    expect(checkSchema.safeParse(await json('json')).success).toBe(true)
  })
})
