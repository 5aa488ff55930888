import { describe, expect, it } from 'vitest'
import { copyWays } from '../../src/ui/clipboard.ts'
import { editorCommand } from '../../src/ui/editor-command.ts'
import { runProgram } from '../../src/ui/run-program.ts'
import { fixtureRoot } from './fixture-analysis.ts'

describe('the editor', () => {
  it.each([
    [{ EDITOR: 'vim' }, ['vim', '+12', 'a b.tf']],
    [{ EDITOR: 'vim', VISUAL: '/usr/bin/nvim -p' }, ['/usr/bin/nvim', '-p', '+12', 'a b.tf']],
    [{ VISUAL: 'code --wait' }, ['code', '--wait', '-g', 'a b.tf:12']],
    [{ VISUAL: '"C:\\\\Program Files\\\\Code.exe" -n' }, ['C:\\Program Files\\Code.exe', '-n', '-g', 'a b.tf:12']],
    [{ VISUAL: 'hx' }, ['hx', 'a b.tf:12']],
    [{ VISUAL: "'/opt/my editor/idea'" }, ['/opt/my editor/idea', '--line', '12', 'a b.tf']],
    [{ VISUAL: ' ', EDITOR: 'nano' }, ['nano', '+12', 'a b.tf']],
    [{ EDITOR: 'vim; rm -rf $HOME' }, ['vim;', 'rm', '-rf', '$HOME', '+12', 'a b.tf']],
    [{}, undefined],
  ])('of %j is %j', (env, expected) => {
    expect(editorCommand(env, 'a b.tf', 12)).toEqual(expected)
  })
  it('does not take a file for an option', () => {
    expect(editorCommand({ EDITOR: 'vim' }, '-c quit', 1)).toEqual(['vim', '+1', './-c quit'])
  })
})

describe('the clipboard', () => {
  const kinds = (env: Readonly<Record<string, string>>, platform = 'linux'): readonly string[] =>
    copyWays('a', env, platform).map(way => ('argv' in way ? (way.argv[0] ?? '') : way.kind))

  it('is asked of the terminal, in base64', () => {
    expect(copyWays('日本', {}, 'linux')).toEqual([{ kind: 'terminal', sequence: '\u001b]52;c;5pel5pys\u0007' }])
  })
  it('is asked of the terminal around GNU screen in pieces', () => {
    const [way] = copyWays('a'.repeat(300), { STY: '4711.pts-0.build-7' }, 'linux')
    const sequence = way?.kind === 'terminal' ? way.sequence : ''
    const pieces = [...sequence.matchAll(/\u001bP([^\u001b]|\u001b(?!\\))*\u001b\\/g)].map(([piece]) =>
      piece.slice(2, -2),
    )
    expect(pieces.join('')).toBe(`\u001b]52;c;${'YWFh'.repeat(100)}\u0007`)
    expect(pieces.map(({ length }) => length)).toEqual([240, 168])
    expect(sequence).toBe(pieces.map(piece => `\u001bP${piece}\u001b\\`).join(''))
  })
  it.each([
    [{}, 'linux', ['terminal']],
    [{ TMUX: 'x' }, 'linux', ['tmux', 'terminal']],
    [{ DISPLAY: ':0', TMUX: 'x' }, 'linux', ['xclip', 'tmux', 'terminal']],
    [{ WAYLAND_DISPLAY: 'w', DISPLAY: ':0' }, 'linux', ['wl-copy', 'terminal']],
    [{ DISPLAY: ':0', SSH_CONNECTION: '1' }, 'linux', ['terminal']],
    [{}, 'darwin', ['pbcopy', 'terminal']],
    [{ SSH_TTY: '/dev/pts/1' }, 'darwin', ['terminal']],
  ])('with %j on %s is reached by %j', (env, platform, ways) => {
    expect(kinds(env, platform)).toEqual(ways)
  })
  it('does not get more than a terminal takes', () => {
    expect(copyWays('x'.repeat(74_995), {}, 'linux').map(({ kind }) => kind)).toEqual(['too-long'])
  })
})

describe('a program', () => {
  const run = runProgram(fixtureRoot)
  it('gets its input and its directory, and gives its exit code', async () => {
    const check =
      "process.stdin.on('data', text => process.exit(String(text) === 'in' && require('fs').existsSync('infra') ? 7 : 1))"
    expect(await run([process.execPath, '-e', check], 'in')).toBe(7)
  })
  it('that does not exist is a rejection', async () => {
    await expect(run(['/no/such/program'], '')).rejects.toThrow()
  })
})
