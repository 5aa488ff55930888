/** How a text gets to the clipboard: through tmux, which knows its terminal, or by asking the terminal (OSC 52). */
export type CopyWay =
  | { readonly kind: 'tmux'; readonly argv: readonly string[] }
  | { readonly kind: 'terminal'; readonly sequence: string }
  | { readonly kind: 'too-long' }

// xterm's limit for a control string leaves this many bytes before base64.
const mostBytes = 74_994

const osc52 = (text: string): CopyWay => {
  const bytes = Buffer.from(text, 'utf8')
  if (bytes.length > mostBytes) return { kind: 'too-long' }
  return { kind: 'terminal', sequence: `\u001b]52;c;${bytes.toString('base64')}\u0007` }
}

/** tmux first where it runs; `isTmuxTried` when that did not work. */
export const copyWay = (
  text: string,
  env: Readonly<Record<string, string | undefined>>,
  isTmuxTried = false,
): CopyWay =>
  (env.TMUX ?? '') !== '' && !isTmuxTried ? { kind: 'tmux', argv: ['tmux', 'load-buffer', '-w', '-'] } : osc52(text)
