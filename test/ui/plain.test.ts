import { describe, expect, it } from 'vitest'
import { plainGreeting, plainReply } from '../../src/ui/plain/plain-reply.ts'
import { fixtureAnalysis } from './fixture-analysis.ts'
import { fixtureContext } from './fixture-host.ts'

const context = fixtureContext({ ascii: true })
const start = { analysis: fixtureAnalysis, comparison: 0, current: undefined }
const ask = (...inputs: readonly string[]) => {
  let reply = plainReply(start, inputs[0] ?? '', context)
  for (const input of inputs.slice(1)) reply = plainReply(reply.state, input, context)
  return { ...reply, text: reply.lines.join('\n') }
}

describe('line by line', () => {
  it('begins with the summary and a numbered list', () => {
    const text = plainGreeting(start, context).join('\n')
    expect(text).toContain('Rehearsal 7 of 12')
    expect(text).toContain('1. error: partner-api.kumocard.example has no alias record')
  })

  it('shows a finding with its sides one after the other', () => {
    const { text } = ask('1')
    expect(text).toContain('infra/environments/production/dns.tf:4')
    expect(text).toContain('parts here')
    expect(text).not.toMatch(/[\u001b❯╎]/)
  })

  it('traces a URL, explains a rule, goes to other environments and ends', () => {
    expect(ask('https://partner-api.kumocard.example/v1/x').text).toContain('fails next')
    expect(ask('1', 'o').text).toContain('A name that clients use must resolve.')
    expect(ask('c').text).toContain('staging -> dr')
    expect(ask('q').isEnd).toBe(true)
  })

  it('says what it takes when it does not understand', () => {
    expect(ask('what?').text).toContain('q quits')
    expect(ask('99').text).toContain('no such finding')
  })
})
