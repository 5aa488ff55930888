import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fileLinks, opensHyperlinks } from '../../src/commands/ui/hyperlinks.ts'

describe('whether a terminal opens hyperlinks', () => {
  test.each<[boolean, string, Readonly<Record<string, string>>]>([
    [false, 'says nothing', {}],
    [false, 'is xterm', { TERM: 'xterm-256color' }],
    [false, 'is the console of Linux', { TERM: 'linux' }],
    [true, 'is kitty', { TERM: 'xterm-kitty' }],
    [true, 'is kitty under another name', { TERM: 'xterm-256color', KITTY_WINDOW_ID: '1' }],
    [true, 'is Windows Terminal', { WT_SESSION: '5f0c' }],
    [true, 'is alacritty', { TERM: 'alacritty' }],
    [true, 'is foot', { TERM: 'foot-extra' }],
    [false, 'is called much the same', { TERM: 'football' }],
    [true, 'is built on VTE', { TERM: 'xterm-256color', VTE_VERSION: '7006' }],
    [false, 'is built on a VTE that crashes', { VTE_VERSION: '5000' }],
    [true, 'is iTerm', { TERM_PROGRAM: 'iTerm.app', TERM_PROGRAM_VERSION: '3.4.19' }],
    [false, 'is an old iTerm', { TERM_PROGRAM: 'iTerm.app', TERM_PROGRAM_VERSION: '3.0.15' }],
    [true, 'is VS Code', { TERM_PROGRAM: 'vscode', TERM_PROGRAM_VERSION: '1.104.0' }],
    [false, 'is an old VS Code', { TERM_PROGRAM: 'vscode', TERM_PROGRAM_VERSION: '1.71.2' }],
    [true, 'is WezTerm', { TERM_PROGRAM: 'WezTerm', TERM_PROGRAM_VERSION: '20240203-110809-5046fc22' }],
    [true, 'is Ghostty', { TERM_PROGRAM: 'ghostty' }],
    [false, 'is Terminal of macOS', { TERM_PROGRAM: 'Apple_Terminal', TERM_PROGRAM_VERSION: '453' }],
    [false, 'is tmux in one that does', { TERM: 'tmux-256color', TMUX: '/run/tmux,1,0', VTE_VERSION: '7006' }],
    [false, 'is screen in one that does', { TERM: 'screen.xterm-256color', KITTY_WINDOW_ID: '1' }],
    [false, 'is zellij in one that does', { TERM: 'xterm-256color', ZELLIJ: '0', WT_SESSION: '5f0c' }],
    [true, 'is made to', { TERM: 'tmux-256color', TMUX: '/run/tmux,1,0', FORCE_HYPERLINK: '1', NO_HYPERLINK: '1' }],
    [false, 'is made not to', { TERM: 'xterm-kitty', FORCE_HYPERLINK: '0' }],
    [false, 'is not wanted to', { TERM: 'xterm-kitty', NO_HYPERLINK: '1' }],
    [true, 'has empty wishes', { TERM: 'xterm-kitty', NO_HYPERLINK: '', FORCE_HYPERLINK: '' }],
  ])('%s where it %s', (expected, _, env) => {
    expect(opensHyperlinks(env)).toBe(expected)
  })
})

describe('the address of a file', () => {
  const link = fileLinks('/home/aiko/shop', 'build-7', 'linux')

  test.each([
    ['infra/dns.tf', 'file://build-7/home/aiko/shop/infra/dns.tf'],
    ['a b#c?d%2f.tf', 'file://build-7/home/aiko/shop/a%20b%23c%3Fd%252f.tf'],
    ['本番/dns.tf', 'file://build-7/home/aiko/shop/%E6%9C%AC%E7%95%AA/dns.tf'],
    ['\u001b]8;;https://evil.example\u0007.tf', expect.stringMatching(/%1B[^\x1b]*evil\.example%07\.tf$/)],
    ['\u009c\u202e.tf', 'file://build-7/home/aiko/shop/%C2%9C%E2%80%AE.tf'],
  ])('%j', (file, expected) => {
    expect(link(file)).toEqual(expected)
  })

  test('is printable ASCII, whatever the file is called', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), file => /^[\x21-\x7e]+$/.test(link(file))),
      { numRuns: 30 },
    )
  })

  test('names no host on Windows, nor one that is none', () => {
    expect(fileLinks('/shop', 'build-7', 'win32')('dns.tf')).toBe('file:///shop/dns.tf')
    expect(fileLinks('/shop', 'no host', 'linux')('dns.tf')).toBe('file:///shop/dns.tf')
  })
})
