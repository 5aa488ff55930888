import { expect, test } from 'vitest'
import { reportsMouse } from '../../src/commands/ui/mouse.ts'

test.each<[boolean, string, Readonly<Record<string, string>>]>([
  [true, 'a terminal', { TERM: 'xterm-256color' }],
  [true, 'tmux that is called screen', { TERM: 'screen-256color', TMUX: '/run/tmux,1,0' }],
  [false, 'GNU screen', { TERM: 'screen', STY: '4711.pts-0.build-7' }],
  [false, 'GNU screen on the other side of ssh', { TERM: 'screen.xterm-256color' }],
  [false, 'mosh', { MOSH_CONNECTION: '1' }],
])('%s: the mouse is reported from the start in %s', (expected, _, env) => {
  expect(reportsMouse(env)).toBe(expected)
})
