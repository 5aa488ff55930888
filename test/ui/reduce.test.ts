import { describe, expect, it } from 'vitest'
import { hopTable } from '../../src/ui/hop-rows.ts'
import { Drive } from './drive.ts'
import { fixtureAnalysis, manyFindings } from './fixture-analysis.ts'
import { fixtureContext } from './fixture-host.ts'

const onParting = (drive: Drive): boolean => {
  const { traces, cursor } = drive.state.trace
  return traces !== undefined && hopTable(traces.staging, traces.production).parting === cursor
}

describe('finding the way', () => {
  it.each([
    ['the overview', ['t']],
    ['the list', ['2', 't']],
    ['the detail', ['enter', 't']],
    ['the list and the detail', ['2', 'enter', 't']],
  ])('leads from launch over %s to the parting hop in at most three keys', (_, keys) => {
    const drive = Drive.ready().press(...keys)
    expect(drive.state.view).toBe('trace')
    expect(onParting(drive)).toBe(true)
    expect(drive.text).toContain('parts here')
  })

  it('goes back the way it came', () => {
    const drive = Drive.ready().press('2', 'j', 'enter', 't')
    expect(drive.press('escape').state.view).toBe('detail')
    expect(drive.press('q').state.view).toBe('findings')
    expect(drive.selected).toBe('certificate-does-not-cover-host')
    expect(drive.press('q').effects).toEqual([{ kind: 'quit' }])
  })

  it('does nothing on keys that mean nothing', () => {
    const drive = Drive.ready().press('2')
    const before = drive.state
    expect(drive.press('Z', 'x', 'insert', 'ctrl-x').state).toEqual(before)
    expect(drive.effects).toEqual([])
  })

  it('walks through the tabs', () => {
    const drive = Drive.ready()
    const views = ['tab', 'tab', 'escape', 'tab', 'tab', 'tab', 'tab', 'shift-tab'].map(
      key => drive.press(key).state.view,
    )
    expect(views).toEqual([
      'findings',
      'trace',
      'trace',
      'topology',
      'differences',
      'diagnostics',
      'overview',
      'diagnostics',
    ])
  })
})

describe('while the analysis runs', () => {
  it('answers keys and keeps what was typed', () => {
    const drive = new Drive()
    expect(drive.text).toContain('analysing')
    drive.press('3').type('https://app.kumocard.example/v1/x')
    drive.do({ kind: 'analysed', analysis: fixtureAnalysis })
    expect(drive.state.trace.traces?.production.disposition.kind).toBe('accepted')
  })

  it('says why it failed', () => {
    const drive = new Drive().do({ kind: 'failed', message: 'no such directory' })
    expect(drive.text).toContain('no such directory')
    expect(drive.press('q').effects).toEqual([{ kind: 'quit' }])
  })

  it('keeps the old result when analysing again fails', () => {
    const drive = Drive.ready(undefined, fixtureContext({ reload: async () => fixtureAnalysis })).press('2', 'r')
    expect(drive.effects).toEqual([{ kind: 'reload' }])
    drive.do({ kind: 'failed', message: 'gone' })
    expect(drive.text).toContain('gone')
    expect(drive.selected).toBe('dns-record-missing')
  })
})

describe('the list', () => {
  it.each([
    ['j j k', ['j', 'j', 'k'], 1],
    ['G', ['G'], 6],
    ['G g', ['G', 'g'], 0],
    ['past the end', Array.from({ length: 20 }, () => 'down'), 6],
    ['half a page', ['ctrl-d'], 3],
  ])('moves: %s', (_, keys, expected) => {
    expect(Drive.ready().press('2', ...keys).state.findings.cursor).toBe(expected)
  })

  it('keeps the selection through filter, order and another analysis', () => {
    const drive = Drive.ready().press('2', 'j', 'j')
    const selected = 'token-issuer-mismatch'
    expect(drive.press('s').selected).toBe(selected)
    expect(drive.press('S').selected).toBe(selected)
    expect(drive.press('f').type('rule:token*').press('enter').selected).toBe(selected)
    expect(drive.press('escape').selected).toBe(selected)
    drive.do({ kind: 'analysed', analysis: structuredClone(fixtureAnalysis) })
    expect(drive.selected).toBe(selected)
  })

  it('comes back to a selection that was filtered away', () => {
    const drive = Drive.ready().press('2', 'j', 'f').type('sev:info').press('enter')
    expect(drive.selected).toBe('record-health-check-differs')
    expect(drive.press('escape').selected).toBe('certificate-does-not-cover-host')
  })

  it('filters as one types, says so, and Escape brings the old list back', () => {
    const drive = Drive.ready().press('2', 'f').type('sev:error')
    expect(drive.state.findings.visible).toHaveLength(3)
    expect(drive.text).toContain('filtered 3 of 7: sev:error')
    expect(drive.press('escape').state.findings.visible).toHaveLength(7)
  })

  it('names a word of a filter that means nothing', () => {
    expect(Drive.ready().press('2', 'f').type('colour:red').text).toContain('colour:red: no such key')
  })

  it('searches as one types, steps through matches, and Escape goes back', () => {
    const drive = Drive.ready().press('2', '/').type('listener')
    expect(drive.selected).toBe('certificate-does-not-cover-host')
    expect(drive.text).toContain('/listener 1/3')
    expect(drive.press('enter', 'n').selected).toBe('listener-rule-host-split')
    expect(drive.press('N', 'N').selected).toBe('listener-default-action-differs')
    expect(drive.press('escape', '/').type('zzz').press('escape').selected).toBe('listener-default-action-differs')
  })

  it('goes back to where a search began, though nothing had been selected yet', () => {
    const drive = Drive.ready().press('2', '/').type('issuer')
    expect(drive.selected).toBe('token-issuer-mismatch')
    expect(drive.press('escape').state.findings.cursor).toBe(0)
    expect(drive.text).toContain('1/7')
  })

  it('shows the rows around the cursor of ten thousand', () => {
    const drive = new Drive({ columns: 160, rows: 53 })
      .do({ kind: 'analysed', analysis: manyFindings(10_000) })
      .press('2')
    drive.press('G', 'k')
    expect(drive.text).toContain('❯ i info        listener-rule-host-split         9999:')
    expect(drive.text).toContain('10000/10001')
  })
})

describe('one finding', () => {
  it('shows both sides, the proof and the fix', () => {
    const { text } = Drive.ready({ columns: 140, rows: 60 }).press('enter')
    for (const expected of [
      'parts here',
      'fails next: certificate app.kumocard.example does not cover',
      'infra/environments/staging/dns.tf:3',
      'infra/environments/production/dns.tf:4',
      '▸ 4 ╎   name    = "app.kumocard.example"',
      'Add an alias record',
    ])
      expect(text).toContain(expected)
  })

  it('opens the line that is pointed at', () => {
    const drive = Drive.ready().press('enter', 'e', 'tab', 'e')
    const opened = drive.effects.map(effect =>
      effect.kind === 'edit' ? `${effect.at.file}:${effect.at.start.line}` : '',
    )
    expect(opened).toEqual(['infra/environments/production/dns.tf:4', 'infra/environments/production/dns.tf:2'])
  })

  it('stacks the environments where the screen is narrow, and on demand', () => {
    expect(Drive.ready({ columns: 100, rows: 40 }).press('enter').text).toContain('production ✗ no record')
    const drive = Drive.ready({ columns: 120, rows: 40 }).press('enter')
    expect(drive.text).toContain('╎ ✗ no record')
    expect(drive.press('v').text).toContain('production ✗ no record')
  })

  it('follows the width again once what was demanded is taken back', () => {
    const drive = Drive.ready({ columns: 120, rows: 40 }).press('enter', 'v', 'v')
    expect(drive.text).toContain('╎ ✗ no record')
    expect(drive.do({ kind: 'resized', size: { columns: 100, rows: 40 } }).text).toContain('production ✗ no record')
    expect(drive.press('v').text).toContain('╎ ✗ no')
    expect(drive.do({ kind: 'resized', size: { columns: 120, rows: 40 } }).press('v', 'v').state.layout).toBe(
      'automatic',
    )
  })

  it('scrolls no further than its end', () => {
    const drive = Drive.ready({ columns: 80, rows: 24 }).press('enter', 'G')
    const end = drive.text
    expect(end).toContain('the only record of this load balancer')
    expect(drive.press('j', 'page-down').text).toBe(end)
    expect(drive.do({ kind: 'resized', size: { columns: 80, rows: 200 } }).text).toContain('dns-record-missing')
  })

  it('signs a line to add once, however often it is broken', () => {
    const { text } = Drive.ready({ columns: 40, rows: 200 }).press('enter')
    const added = text.split('\n').filter(line => /^ +\+ /.test(line))
    expect(added).toHaveLength(4)
  })

  it('names what decides an open question', () => {
    const { text } = Drive.ready().press('G', 'enter')
    expect(text).toContain('? cannot tell')
    expect(text).toContain('PARTNER_AUDIENCE')
  })
})

describe('a request', () => {
  it('is traced as it is typed', () => {
    const drive = Drive.ready().press('3')
    drive.type('https://app.kumocard.example/v1/x')
    expect(drive.text).toContain('Both environments treat this request alike.')
    drive.press('home', 'right', 'right', 'right', 'right', 'right', 'right', 'right', 'right').type('x')
    expect(drive.text).toContain('parts here')
    expect(drive.text).toContain('nearest miss: ListenerRule (20), but for')
  })

  it('says what is wrong with it', () => {
    expect(Drive.ready().press('3').type('not a url').text).toContain('not a URL: not a url')
  })

  it('takes known requests from the arrow keys', () => {
    const drive = Drive.ready().press('3', 'down')
    expect(drive.state.trace.typed.url).toBe('https://partner-api.kumocard.example/v1/statements')
    expect(drive.text).toContain('from journey partner-statements')
    expect(drive.press('down').state.trace.typed.url).toBe('https://app.kumocard.example/v1/statements')
  })

  it('has method, headers and token under edit', () => {
    const drive = Drive.ready().press('t', 'i', 'tab').type('x-a: 1').press('tab').type('https://id.example')
    drive.press('tab').type('web').press('tab', 'ctrl-u').type('POST').press('escape')
    expect(drive.state.trace.typed).toEqual({
      method: 'POST',
      url: 'https://partner-api.kumocard.example/v1/statements',
      headers: 'x-a: 1',
      tokenIssuer: 'https://id.example',
      tokenAudience: 'web',
    })
    expect(drive.state.trace.traces?.production.request.method).toBe('POST')
  })

  it('is one trace for a thousand characters that come at once', () => {
    let traced = 0
    const base = fixtureContext()
    const context = {
      ...base,
      trace: (...args: Parameters<typeof base.trace>) => {
        traced++
        return base.trace(...args)
      },
    }
    const drive = Drive.ready(undefined, context).press('3')
    drive.type(`https://app.kumocard.example/${'a'.repeat(1000)}`)
    expect(drive.state.trace.typed.url).toHaveLength(1029)
    expect(traced).toBe(2)
  })

  it('shows every line of every hop on the smallest screen', () => {
    const drive = Drive.ready({ columns: 40, rows: 12 }).press('t')
    const seen = [drive.text]
    for (let presses = 0; presses < 60; presses++) seen.push(drive.press('j').text)
    const all = seen.join('\n')
    for (const text of ['▸▸ parts here', 'fails next', 'not reached', 'name not found', 'nearest miss'])
      expect(all).toContain(text)
  })
})

describe('text that comes at once', () => {
  it('is one change of the filter', () => {
    const drive = new Drive().do({ kind: 'analysed', analysis: manyFindings(10_000) }).press('2')
    const start = drive.state.findings
    drive.type(`f${'sev:error '.repeat(100)}`)
    expect(drive.state.findings.filter).toBe('sev:error '.repeat(100))
    expect(drive.state.findings.visible.length).toBeLessThan(start.visible.length)
  })
})

describe('menus and help', () => {
  it('copies what is chosen', () => {
    const drive = Drive.ready().press('enter', 'y')
    expect(drive.text).toContain('fingerprint')
    drive.press('j', 'enter')
    expect(drive.effects).toEqual([{ kind: 'copy', text: 'infra/environments/production/dns.tf:4' }])
    expect(drive.state.overlay).toBeUndefined()
  })

  it('switches the comparison', () => {
    const drive = Drive.ready().press('2', 'j', 'c', 'j', 'enter')
    expect(drive.text).toContain('staging ▸ dr')
    expect(drive.state.findings.items).toHaveLength(2)
    expect(drive.selected).toBe('certificate-does-not-cover-host')
  })

  it('lists the keys of the place it was opened in, narrows them by action and by key, and runs one', () => {
    const drive = Drive.ready().press('2', '?')
    expect(drive.text).toContain('reverse the order')
    expect(drive.text).not.toContain('next source line')
    expect(drive.type('revers').text).not.toContain('half a page')
    expect(drive.press('enter').state.findings.isReversed).toBe(true)
    expect(drive.press('?').type('ctrl-d').text).toContain('half a page down')
    expect(drive.press('escape').state.overlay).toBeUndefined()
  })

  it('offers to analyse again only where that is possible', () => {
    expect(Drive.ready().press('?').text).not.toContain('analyse again')
    const context = fixtureContext({ reload: async () => fixtureAnalysis })
    expect(Drive.ready({ columns: 80, rows: 60 }, context).press('?').text).toContain('analyse again')
  })
})
