import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { type DefaultTreeAdapterTypes, parse } from 'parse5'
import { type Browser, chromium } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Analysis } from '../../src/model/analysis.ts'
import { brokenLines, fittedLines } from '../../src/report/html/drawing.ts'
import { renderHtml } from '../../src/report/html/render-html.ts'
import { analyzeFiles, exampleAt } from '../helpers/example.ts'
import { fixtureAnalysis } from '../ui/fixture-analysis.ts'

let story: Analysis
beforeAll(async () => {
  story = await analyzeFiles(exampleAt('as-it-was'))
})

type Element = DefaultTreeAdapterTypes.Element
const elements = (markup: string): readonly Element[] => {
  const visit = (node: DefaultTreeAdapterTypes.Node): readonly Element[] => [
    ...('tagName' in node ? [node] : []),
    ...('childNodes' in node ? node.childNodes.flatMap(visit) : []),
  ]
  return visit(parse(markup))
}

describe('the HTML report', () => {
  test('fetches nothing and executes nothing', () => {
    for (const analysis of [story, fixtureAnalysis]) {
      const found = elements(renderHtml(analysis))
      expect(found.filter(({ tagName }) => /^(script|link|img|iframe|object|embed|form|base)$/.test(tagName))).toEqual(
        [],
      )
      for (const { name, value } of found.flatMap(({ attrs }) => attrs)) {
        expect(name).not.toMatch(/^on|^style$|^src/)
        if (name === 'href') expect(value).toMatch(/^#/)
      }
    }
  })

  test('its policy allows its own style sheet and nothing else', () => {
    const policy = elements(renderHtml(story)).flatMap(({ attrs }) =>
      attrs.some(({ value }) => value === 'Content-Security-Policy')
        ? attrs.filter(({ name }) => name === 'content').map(({ value }) => value)
        : [],
    )
    expect(policy).toEqual([expect.stringMatching(/^default-src 'none'; style-src 'sha256-[^']+'; /)])
  })

  test('every finding has its lines, and its path is drawn', () => {
    const page = renderHtml(story)
    for (const finding of story.comparisons[0]?.findings ?? []) {
      expect(page).toContain(finding.fingerprint)
      for (const { at } of finding.evidence) expect(page).toContain(`${at.file}:${at.start.line}`)
    }
    expect(page.match(/<svg /g)?.length).toBeGreaterThanOrEqual(5)
  })

  test('what fits into the boxes of the pictures is not cut', () => {
    const joints = brokenLines('redirect_view_root_to_gov https://www.kumocard.example/a', 18)
    expect(joints.every(line => line.length <= 18)).toBe(true)
    expect(joints.join('')).toBe('redirect_view_root_to_govhttps://www.kumocard.example/a')
    expect(fittedLines('one two three', 5, 2)).toEqual(['one', 'two…'])
    expect(renderHtml(story).match(/<text [^>]*>[^<]*…</g)).toBeNull()
  })

  test('two runs are byte-identical, and small', () => {
    expect(renderHtml(structuredClone(fixtureAnalysis))).toBe(renderHtml(fixtureAnalysis))
    expect(renderHtml(story).length).toBeLessThan(300_000)
  })

  test('ten thousand findings stay below 5 MB', () => {
    const [comparison] = fixtureAnalysis.comparisons
    const [finding] = comparison?.findings ?? []
    if (comparison === undefined || finding === undefined) throw new Error('the fixture has no finding')
    const { traces: _, ...one } = finding
    const findings = Array.from({ length: 10_000 }, (_unused, index) => ({ ...one, fingerprint: String(index) }))
    expect(renderHtml({ ...fixtureAnalysis, comparisons: [{ ...comparison, findings }] }).length).toBeLessThan(5e6)
  })
})

const candidates = [
  process.env.CHROMIUM_PATH,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]
const executablePath = candidates.find(path => path !== undefined && existsSync(path))
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

interface Violation {
  readonly id: string
  readonly nodes: readonly { readonly html: string; readonly failureSummary?: string }[]
}

describe.skipIf(executablePath === undefined)('in Chromium (skipped where there is none)', () => {
  let browser: Browser
  const directory = mkdtempSync(join(tmpdir(), 'sotsu-html-'))
  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: executablePath as string, args: ['--no-sandbox'] })
  }, 60_000)
  afterAll(async () => {
    await browser.close()
    rmSync(directory, { recursive: true })
  })

  test.each([
    ['light', { colorScheme: 'light' }],
    ['dark', { colorScheme: 'dark' }],
    ['print', { media: 'print' }],
  ] as const)(
    'no request, no trouble in the console, no axe violation: %s',
    async (name, media) => {
      const context = await browser.newContext({ viewport: { width: 1440, height: 900 } })
      try {
        const page = await context.newPage()
        const requests: string[] = []
        const trouble: string[] = []
        page.on('request', request => void requests.push(request.url()))
        page.on('console', message => void trouble.push(message.text()))
        page.on('pageerror', error => void trouble.push(error.message))
        await page.emulateMedia(media)
        const file = join(directory, `${name}.html`)
        writeFileSync(file, renderHtml(story))
        await page.goto(pathToFileURL(file).href)
        expect(requests).toEqual([pathToFileURL(file).href])
        expect(trouble).toEqual([])
        await page.evaluate('document.querySelectorAll("details").forEach(one => { one.open = true })')
        const tooWide = 'document.documentElement.scrollWidth - document.documentElement.clientWidth'
        for (const width of [390, 1440]) {
          await page.setViewportSize({ width, height: 900 })
          expect(await page.evaluate(tooWide), `at ${width}`).toBeLessThanOrEqual(0)
        }
        await page.evaluate(axe)
        const violations = (await page.evaluate(
          'axe.run(document).then(({ violations }) => violations)',
        )) as Violation[]
        const told = violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html} ${nodes[0]?.failureSummary}`)
        expect(told).toEqual([])
        const screenshots = process.env.SOTSU_SCREENSHOTS
        if (screenshots) await page.screenshot({ path: join(screenshots, `${name}.png`), fullPage: true })
      } finally {
        await context.close()
      }
    },
    60_000,
  )
})
