/** How a text gets to the clipboard: by the tool of a local display, through tmux, which knows its terminal, or by asking the terminal (OSC 52). */
export type CopyWay =
  | { readonly kind: 'tool'; readonly argv: readonly string[] }
  | { readonly kind: 'tmux'; readonly argv: readonly string[] }
  | { readonly kind: 'terminal'; readonly sequence: string }
  | { readonly kind: 'too-long' }

type Environment = Readonly<Record<string, string | undefined>>

// xterm's limit for a control string leaves this many bytes before base64.
const mostBytes = 74_994

// What GNU screen passes on it takes in strings of limited length; it drops what is not meant for it to pass on.
const throughScreen = (sequence: string): string =>
  `\u001bP${sequence.replace(/.{240}(?=.)/g, '$&\u001b\\\u001bP')}\u001b\\`

const osc52 = (text: string, env: Environment): CopyWay => {
  const bytes = Buffer.from(text, 'utf8')
  if (bytes.length > mostBytes) return { kind: 'too-long' }
  const sequence = `\u001b]52;c;${bytes.toString('base64')}\u0007`
  return { kind: 'terminal', sequence: env.STY ? throughScreen(sequence) : sequence }
}

/** The clipboard of the machine that one sits at: over SSH it would be the wrong one. */
const toolOf = (env: Environment, platform: string): readonly string[] | undefined => {
  if (env.SSH_CONNECTION || env.SSH_TTY) return undefined
  if (platform === 'darwin') return ['pbcopy']
  if (platform === 'win32') return ['clip']
  if (env.WAYLAND_DISPLAY) return ['wl-copy']
  return env.DISPLAY ? ['xclip', '-selection', 'clipboard'] : undefined
}

/** The ways there are, the best first; the last needs nothing but the terminal. */
export const copyWays = (text: string, env: Environment, platform: string): readonly CopyWay[] => {
  const tool = toolOf(env, platform)
  return [
    ...(tool === undefined ? [] : [{ kind: 'tool', argv: tool } as const]),
    ...(env.TMUX ? [{ kind: 'tmux', argv: ['tmux', 'load-buffer', '-w', '-'] } as const] : []),
    osc52(text, env),
  ]
}
