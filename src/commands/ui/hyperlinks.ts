import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

type Environment = Readonly<Record<string, string | undefined>>

/** Programs that call themselves so in TERM_PROGRAM, and since which version they open links. */
const programs: Readonly<Record<string, readonly [major: number, minor: number]>> = {
  ghostty: [0, 0],
  'iTerm.app': [3, 1],
  vscode: [1, 72],
  WarpTerminal: [0, 0],
  // Its versions are days.
  WezTerm: [20200620, 0],
  zed: [0, 0],
}
const terminals = /^(?:xterm-kitty|xterm-ghostty|alacritty|foot)(?:-|$)/
// 0.52.2: ones before it have links too, and crash on some.
const firstVte = 5202

const isSet = (text: string | undefined): boolean => text !== undefined && text !== ''

const isNewEnough = (program: string, version = ''): boolean => {
  const first = programs[program]
  if (first === undefined) return false
  const [major = 0, minor = 0] = version.split('.').map(part => Number.parseInt(part, 10) || 0)
  return major > first[0] || (major === first[0] && minor >= first[1])
}

/**
 * Whether the terminal is known to open hyperlinks (OSC 8), by what it says of itself. `FORCE_HYPERLINK` decides where it is set, then
 * `NO_HYPERLINK`. A multiplexer passes on what the terminal around it said, and does not tell whether it passes on links: none there.
 */
export const opensHyperlinks = (env: Environment): boolean => {
  if (isSet(env.FORCE_HYPERLINK)) return env.FORCE_HYPERLINK !== '0'
  if (isSet(env.NO_HYPERLINK)) return false
  if (isSet(env.TMUX) || isSet(env.STY) || isSet(env.ZELLIJ) || /^(?:screen|tmux)/.test(env.TERM ?? '')) return false
  if (isSet(env.KITTY_WINDOW_ID) || isSet(env.WT_SESSION)) return true
  if (isSet(env.TERM_PROGRAM)) return isNewEnough(env.TERM_PROGRAM ?? '', env.TERM_PROGRAM_VERSION)
  return Number(env.VTE_VERSION) >= firstVte || terminals.test(env.TERM ?? '')
}

/**
 * The address of a file of the repository. With the host's name, as OSC 8 asks for it, so that no terminal takes a file of another machine for
 * one of its own; Windows knows a name there as a share.
 */
export const fileLinks =
  (root: string, hostname: string, platform: NodeJS.Platform) =>
  (file: string): string => {
    const url = pathToFileURL(join(root, file))
    if (platform !== 'win32') url.hostname = hostname
    return url.href
  }
