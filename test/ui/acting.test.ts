import { beforeEach, describe, expect, it } from 'vitest'
import { Drive } from './drive.ts'
import { fixtureAnalysis } from './fixture-analysis.ts'
import { fixtureContext } from './fixture-host.ts'

const context = fixtureContext({
  waive: async () => 'sotsu.expect.yaml',
  exportFormats: ['text', 'markdown'],
  exportReport: async () => 'sotsu-report.md',
  compare: async () => fixtureAnalysis,
  ownerOf: file => (file.startsWith('infra/') ? '@kumo/infra' : undefined),
  suggestedUntil: '2027-01-31',
})
const ready = (): Drive => Drive.ready({ columns: 140, rows: 50 }, context)
const click = (drive: Drive, x: number, y: number): Drive => drive.do({ kind: 'keys', keys: [{ click: { x, y } }] })

describe('marking as intended', () => {
  it('asks for a reason, an owner and an end, shows the entry, and is written from the last field', () => {
    const drive = ready().press('a').type('moved in May')
    expect(drive.text).toContain('+   reason: moved in May')
    expect(drive.text).toContain('+   owner: @kumo/infra')
    drive.press('enter', 'enter', 'enter')
    expect(drive.effects).toMatchObject([
      {
        kind: 'waive',
        item: { rule: 'dns-record-missing' },
        terms: { reason: 'moved in May', owner: '@kumo/infra', until: '2027-01-31' },
      },
    ])
    expect(drive.state.overlay).toBeUndefined()
  })

  it('goes to what is missing and says so; Escape writes nothing', () => {
    const drive = ready().press('2', 'a', 'tab', 'tab', 'enter')
    expect(drive.text).toContain('Reason is needed')
    expect(drive.state.overlay).toMatchObject({ kind: 'waive', active: 'reason' })
    expect(drive.press('escape').effects).toEqual([])
  })

  it('is offered for a question that somebody answers for', () => {
    const drive = ready().press('2', 'G', 'a')
    expect(drive.text).toContain('+ - fingerprint:')
    expect(drive.state.overlay).toMatchObject({ kind: 'waive', item: { severity: 'undetermined' } })
  })

  it('can be taken back', () => {
    expect(ready().press('u').effects).toEqual([{ kind: 'undo-waive' }])
  })
})

describe('reports and other pairs', () => {
  it('exports in the format that is chosen', () => {
    expect(ready().press('x', 'j', 'enter').effects).toEqual([{ kind: 'export', format: 'markdown' }])
  })

  it('compares any pair of environments', () => {
    const drive = ready().press('c')
    expect(drive.text).toContain('dr ▸ production')
    drive.press('j', 'j', 'enter')
    expect(drive.effects).toEqual([{ kind: 'compare', staging: 'production', production: 'staging' }])
    const [first] = fixtureAnalysis.comparisons
    const pair = { staging: 'production', production: 'staging' }
    const comparisons = [...fixtureAnalysis.comparisons, ...(first ? [{ ...first, ...pair }] : [])]
    drive.do({ kind: 'analysed', analysis: { ...fixtureAnalysis, comparisons }, pair })
    expect(drive.text).toContain('production ▸ staging')
  })
})

describe('reviewing', () => {
  it('ticks findings off, counts them and copies the notes', () => {
    const drive = ready().press('2', 'm', 'j', 'm', 'k', 'm')
    expect(drive.text).toContain('reviewed 1/7')
    drive.press('y', 'G')
    while (drive.state.overlay?.kind === 'copy' && !/❯ review notes/.test(drive.text)) drive.press('j')
    drive.press('enter')
    const [effect] = drive.effects
    expect(effect?.kind === 'copy' && effect.text).toContain('- [x] `certificate-does-not-cover-host`')
    expect(effect?.kind === 'copy' && effect.text).toContain('- [ ] `dns-record-missing`')
  })

  it('keeps what is noted on a finding, on its row, in its detail and in the notes that are copied', () => {
    const drive = ready().press('2', 'j', 'i').type('asked Aiko, 会計 decides')
    expect(drive.text.split('\n').at(-1)).toMatch(/^note: asked Aiko, 会計 decides$/)
    drive.press('enter')
    expect(drive.text).toContain('1 note')
    expect(drive.screen.find(row => row.includes('certificate-does-not-cover-host'))).toContain('* asked Aiko')
    expect(drive.press('enter').text).toMatch(/Note +asked Aiko, 会計 decides/)
    drive.press('y')
    while (drive.state.overlay?.kind === 'copy' && !/❯ review notes/.test(drive.text)) drive.press('j')
    drive.press('enter')
    const [effect] = drive.effects
    expect(effect?.kind === 'copy' && effect.text).toMatch(
      /- \[ \] `certificate-does-not-cover-host` .*\n {2}> asked Aiko, 会計 decides\n- \[ \] /,
    )
  })

  it('changes a note, drops it when it is emptied, and leaves it on Escape', () => {
    const drive = ready().press('i').type('first').press('enter')
    expect(drive.press('i').type(' and more').press('escape').text).toContain('* first ')
    expect(drive.press('i').type(' and more').press('enter').text).toContain('* first and more')
    expect(drive.do({ kind: 'analysed', analysis: structuredClone(fixtureAnalysis) }).text).toContain(
      '* first and more',
    )
    expect(drive.press('i', 'ctrl-u', 'enter').text).not.toContain('* first')
    expect(drive.state.notes.size).toBe(0)
  })
})

describe('going on', () => {
  it('switches the last filter off and on', () => {
    const drive = ready().press('2', '.')
    expect(drive.text).toContain('No filter so far')
    drive.press('f').type('sev:warning').press('enter', 'escape')
    expect(drive.state.findings.filter).toBe('')
    expect(drive.press('.').text).toContain('filtered 2 of 7: sev:warning')
    expect(drive.press('.').text).not.toContain('filtered')
    drive.press('f').type('dns').press('escape')
    expect(drive.press('.').text).toContain('filtered 2 of 7: sev:warning')
  })

  it('goes round the findings with a note, also past a filter', () => {
    const drive = ready().press("'")
    expect(drive.text).toContain('No finding has a note')
    drive.press('i').type('one').press('enter', 'j', 'j', 'i').type('two').press('enter')
    expect(drive.press("'").state.overview.cursor).toBe(0)
    expect(drive.press("'").state.overview.cursor).toBe(2)
    expect(drive.press('2', 'g', "'").selected).toBe('token-issuer-mismatch')
    expect(drive.press("'").selected).toBe('dns-record-missing')
    expect(drive.press('enter', "'").text).toMatch(/Note +two/)
    drive.press('q', 'f').type('sev:info').press('enter')
    expect(drive.press("'").selected).toBe('dns-record-missing')
    expect(drive.state.findings.filter).toBe('')
  })

  it('does a command by its name', () => {
    expect(ready().press('2', ':').type('next-noted').press('enter').text).toContain('No finding has a note')
  })
})

describe('copying', () => {
  it('offers a curl command that goes past DNS, and the trace as text', () => {
    const drive = Drive.ready({ columns: 170, rows: 50 }, context).press('t', 'y')
    expect(drive.text).toContain(
      'curl --verbose --connect-to partner-api.kumocard.example:443:"$LOAD_BALANCER":443 https://partner-api.kumocard.example/v1/statements',
    )
    drive.press('j', 'j', 'enter')
    const [effect] = drive.effects
    expect(effect?.kind === 'copy' && effect.text).toMatch(/^GET https:\/\/partner-api[\s\S]*parts here/)
  })
})

describe('jumping', () => {
  it('finds by letters in their order, the last ones first the next time', () => {
    const drive = ready().press('ctrl-p').type('tokissmis').press('enter')
    expect(drive.state.view).toBe('detail')
    expect(drive.selected).toBe('token-issuer-mismatch')
    drive.press('ctrl-p')
    expect(drive.text.split('\n')[4]).toContain('❯ error')
    expect(drive.press('enter').selected).toBe('token-issuer-mismatch')
  })

  it('goes to a request', () => {
    const drive = ready().press('ctrl-p').type('listener rule 20').press('enter')
    expect(drive.state.view).toBe('trace')
    expect(drive.state.trace.typed.url).toBe('https://app.kumocard.example/v1/statements')
  })
})

describe('counts', () => {
  it('repeat what moves', () => {
    expect(ready().press('2', 'alt-5', 'j').state.findings.cursor).toBe(5)
    expect(ready().press('2', 'alt-1', 'alt-0', 'j').state.findings.cursor).toBe(6)
    expect(ready().press('alt-3').text).toContain('3 times')
    expect(ready().press('2', 'alt-3', 'v', 'j').state.findings.cursor).toBe(1)
  })
})

describe('reading', () => {
  const long = `  hosts = ["${'a.kumocard.example", "'.repeat(20)}the end"]`
  const wide = { ...context, linesOf: () => ['one', 'two', 'three', long, 'five'] }

  it('breaks long source lines or shifts them', () => {
    const drive = Drive.ready({ columns: 100, rows: 90 }, wide).press('enter')
    expect(drive.text).not.toContain('the end')
    expect(drive.press('w').text).toContain('the end')
    drive.press('w')
    for (let presses = 0; presses < 49; presses++) drive.press('>')
    expect(drive.text).toContain('the end')
    for (let presses = 0; presses < 60; presses++) drive.press('<')
    expect(drive.text).toContain('hosts = [')
  })

  it("shows the rule's page and comes back", () => {
    const drive = ready().press('2', 'o')
    expect(drive.text).toContain('A name that clients use must resolve.')
    expect(drive.press('q').state.view).toBe('findings')
    expect(ready().press('2', 'j', 'o').text).toContain('This rule has no page.')
  })
})

describe('the mouse', () => {
  let drive = ready()
  beforeEach(() => {
    drive = ready()
  })

  it('selects with a click and opens what is selected with another', () => {
    click(drive.press('2'), 20, 5)
    expect(drive.state.findings.cursor).toBe(2)
    expect(click(drive, 20, 5).state.view).toBe('detail')
  })

  it('selects in the overview and goes to tabs', () => {
    const row = drive.text.split('\n').findIndex(line => line.includes('token-issuer-mismatch'))
    expect(click(drive, 30, row).state.overview.cursor).toBe(2)
    expect(click(drive, 20, 0).state.view).toBe('findings')
  })

  it('does nothing between things, and can be given back to the terminal', () => {
    const before = drive.state
    expect(click(drive, 60, 1).state).toEqual(before)
    expect(drive.press('M').effects).toEqual([{ kind: 'mouse', isOn: false }])
  })
})

describe('grouping', () => {
  it.each([
    ['subject', ['b'], 'host partner-api.kumocard.example'],
    ['journey', ['b', 'b'], 'partner-statements'],
    ['owner', ['b', 'b', 'b'], '@kumo/infra'],
  ])('by %s', (name, keys, heading) => {
    const { text } = ready().press('2', ...keys)
    expect(text).toContain(`grouped by ${name}`)
    expect(text).toMatch(new RegExp(`- [✗!i?] .*${heading.replaceAll('.', '\\.')}`))
  })

  it('folds and unfolds, and skips headings from finding to finding', () => {
    const drive = ready().press('2', 'b', 'g')
    const rows = drive.state.findings.rows.length
    drive.press('enter')
    expect(drive.state.findings.rows.length).toBeLessThan(rows)
    expect(drive.press('l').state.findings.rows).toHaveLength(rows)
    drive.press('j', 'enter')
    const seen = Array.from({ length: 6 }, () => {
      drive.press('n')
      return drive.selected
    })
    expect(seen.every(rule => rule !== undefined)).toBe(true)
    expect(drive.press('q', 'b', 'b', 'b', 'b', 'b', 'b').state.findings.groupBy).toBe('none')
  })

  it('keeps the selection', () => {
    const drive = ready().press('2', 'j', 'j')
    const { selected } = drive
    for (let presses = 0; presses < 5; presses++) expect(drive.press('b').selected).toBe(selected)
  })
})

describe('while the analysis runs', () => {
  it('says what it is at', () => {
    expect(new Drive().do({ kind: 'progress', text: 'evaluating dev' }).text).toContain('evaluating dev')
  })
  it('says later that files have changed', () => {
    expect(ready().do({ kind: 'outdated' }).text).toContain('files changed')
  })
})
