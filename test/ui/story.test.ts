import { beforeAll, describe, expect, it } from 'vitest'
import type { Analysis } from '../../src/model/analysis.ts'
import type { UiContext } from '../../src/ui/context.ts'
import { analyzeFiles, exampleAt } from '../helpers/example.ts'
import { Drive } from './drive.ts'
import { fixtureContext } from './fixture-host.ts'

const files = exampleAt('as-it-was')
let analysis: Analysis
let context: UiContext
beforeAll(async () => {
  analysis = await analyzeFiles(files)
  context = fixtureContext({ readSource: file => new Map(files).get(file) })
})
const ready = (columns = 160, rows = 56): Drive =>
  new Drive({ columns, rows }, context).do({ kind: 'analysed', analysis })

describe('the topology of the story', () => {
  it('draws that one host of staging is two in production, and that one of them leads nowhere', () => {
    const { text } = ready().press('4')
    expect(text).toMatch(/stg\.kumocard\.example .*╌\+╌.*app\.kumocard\.example/)
    expect(text).toMatch(/\+╌ +✗ partner-api\.kumocard\.example {2}name not found/)
  })

  it('leaves out names that neither environment has', () => {
    const others = analysis.comparisons.map(comparison => ({
      ...comparison,
      traces: comparison.traces.flatMap(pair => {
        const lost = { ...pair.production, request: { ...pair.production.request, host: 'api.partner.example' } }
        return lost.disposition.kind === 'name-not-found'
          ? [pair, { ...pair, staging: lost, production: lost }]
          : [pair]
      }),
    }))
    const drive = new Drive({ columns: 160, rows: 56 }, context)
    const { text } = drive.do({ kind: 'analysed', analysis: { ...analysis, comparisons: others } }).press('4')
    expect(text).toContain('partner-api.kumocard.example')
    expect(text).not.toContain('api.partner.example')
  })

  it('walks from a host to who accepts its tokens, and back', () => {
    const drive = ready().press('4', 'g', 'l')
    const start = drive.state.topology.cursor
    drive.press('enter', 'enter', 'enter', 'enter')
    expect(drive.text).toMatch(/❯.*https:\/\/stg\.kumocard\.example\/oauth/)
    drive.press('backspace', 'backspace', 'backspace', 'backspace')
    expect(drive.state.topology.cursor).toBe(start)
  })

  it('tells what is found about a station, and goes there from one that leads nowhere', () => {
    const drive = ready().press('4', 'j')
    expect(drive.text).toMatch(/✗ error {2}dns-record-missing {2}clients cannot resolve partner-api/)
    expect(drive.press('enter').state.view).toBe('detail')
    expect(drive.selected).toBe('dns-record-missing')
    expect(drive.press('q').state.view).toBe('topology')
  })

  it('shows a station in both environments beside each other', () => {
    expect(ready().press('4', 'g').text).toMatch(/stg\.kumocard\.example +╎ app\.kumocard\.example/)
  })

  it('shows where a station is written, in full', () => {
    const { text } = ready().press('4', 'g')
    expect(text).toContain('address module.dns.aws_route53_record.alias["app.kumocard.example/A"]')
    expect(text).toContain('▸  2 ╎ resource "aws_route53_record" "alias" {')
  })

  it('marks what a host leads to, and nothing else', () => {
    const { text } = ready().press('4', 'g')
    expect(text).toMatch(/▸.*900 web\/pages/)
    expect(ready().press('4', 'g', 'j').text).not.toMatch(/▸.*900 web\/pages/)
  })
})

describe('the differences of the story', () => {
  it('stand under what they follow from, and none is lost', () => {
    const drive = ready().press('5')
    const [comparison] = analysis.comparisons
    // From the last row to the first, so that what opens does not move what is still closed.
    drive.press('G')
    for (let row = drive.state.differences.cursor; row >= 0; row--) {
      drive.press('enter')
      while (drive.state.differences.cursor > row) drive.press('k')
      drive.press('k')
    }
    drive.press('G')
    const roots = comparison?.roots?.length ?? 0
    expect(drive.state.differences.cursor + 1 - roots).toBe(comparison?.differences.total)
    expect(drive.text).toContain(`${comparison?.differences.total} differences from ${roots} roots`)
  })

  it('open to the raw differences, with where both values come from', () => {
    const drive = ready().press('5')
    while (!/❯.*var\.environment/.test(drive.text)) drive.press('j')
    drive.press('enter', 'j')
    expect(drive.text).toContain('1 set as var.environment terraform/environments/staging/terraform.tfvars:1')
    expect(drive.text).toContain('1 set as var.environment terraform/environments/production/terraform.tfvars:1')
  })
})

describe('a finding of the story', () => {
  it('is told with short names, its address in full only where one looks closer', () => {
    const list = ready().press('2').text
    expect(list).not.toContain('module.')
    const trace = ready().press('t', 'j', 'j')
    expect(trace.text).toContain('rule 210 (portal-bff/tokens)')
    expect(trace.text).toContain('module.service["portal-bff"].aws_lb_listener_rule.this["tokens"]')
  })

  it('shows no source line twice', () => {
    for (const [index] of (analysis.comparisons[0]?.findings ?? []).entries()) {
      const drive = ready(200, 200).press('2', ...Array.from({ length: index }, () => 'j'), 'enter')
      const evidence = drive.text.slice(drive.text.indexOf('Evidence'), drive.text.lastIndexOf('Fix'))
      const places: readonly string[] = evidence.match(/[\w./-]+\.(?:tf|tfvars|json|toml|yaml|js):\d+/g) ?? []
      expect(places.filter((place, at) => places.indexOf(place) !== at)).toEqual([])
    }
  })

  it('says step by step where a value comes from', () => {
    const { text } = ready().press('t')
    expect(text).toContain('1 set as var.user_hosts')
    expect(text).toMatch(/\d passed on/)
    expect(text).toContain('user_hosts    = ["stg.kumocard.example"]')
  })

  it('says under which host the other environment is asked', () => {
    expect(ready().press('t').text).toMatch(/staging {2}asked as stg\.kumocard\.example/)
  })
})

describe('findings by what they have in common', () => {
  it.each([
    [1, 'host partner-api.kumocard.example 2'],
    [2, 'partner-gets-token'],
    [5, 'dns-record-missing 1'],
    [6, '- ✗ DNS '],
  ])('%d presses of the key: %s', (presses, heading) => {
    const drive = ready().press('2', ...Array.from({ length: presses }, () => 'b'))
    expect(drive.text).toContain(heading)
  })
})

describe('from the start to the hop at which any finding parts', () => {
  it.each([
    [160, 56],
    [80, 24],
  ])('it is three keys at most, at %dx%d', (columns, rows) => {
    for (const [index, finding] of analysis.comparisons[0]?.findings.entries() ?? []) {
      const keys = index === 0 ? ['t'] : index === 1 ? ['j', 't'] : [`alt-${index}`, 'j', 't']
      const drive = ready(columns, rows).press(...keys)
      expect(keys.length).toBeLessThanOrEqual(3)
      expect(drive.state.view, finding.rule).toBe('trace')
      const lines = drive.text.split('\n')
      const parting = lines.findIndex(line => line.includes('parts here'))
      expect(parting, finding.rule).toBeGreaterThan(0)
      expect(lines.slice(parting).join('\n'), finding.rule).toMatch(/✗/)
    }
  })

  it('it is a click and a key, however long the list', () => {
    const drive = ready()
    const row = drive.text.split('\n').findIndex(line => line.includes('token-issuer-mismatch'))
    drive.do({ kind: 'keys', keys: [{ click: { x: 20, y: row } }] }).press('t')
    expect(drive.text).toContain('from token-issuer-mismatch')
    expect(drive.text).toContain('parts here')
  })
})
