import { bindings as all } from './bindings.ts'
import type { Binding, Context } from './keymap.ts'
import { groups, keyLabel, keymapOf } from './keymap.ts'
import { phrasesEn } from './phrases/phrases-en.ts'

const titles: Readonly<Record<Context, string>> = {
  overview: 'Overview',
  findings: 'Findings',
  detail: 'One finding',
  rule: "A rule's page",
  trace: 'Trace',
  edit: 'Trace, while the request is being typed',
  topology: 'Topology',
  differences: 'Differences',
  diagnostics: 'Diagnostics',
  prompt: 'Filter, search and note line',
  menu: 'Menus',
  form: 'Marking as intended',
  help: 'Help and jumping',
}

const keymap = keymapOf(all)

const keysOf = (binding: Binding): string => binding.keys.map(key => `\`${keyLabel(key)}\``).join(' ')

const sectionOf = (context: Context): string => {
  const bindings = groups.flatMap(group => keymap.bindingsOf(context).filter(binding => binding.group === group))
  const rows = bindings.map(
    binding =>
      `| ${keysOf(binding)} | ${binding.label.en} | \`${binding.command}\` | ${phrasesEn.group[binding.group]} |`,
  )
  return [`## ${titles[context]}`, '', '| keys | what | command | |', '|---|---|---|---|', ...rows, ''].join('\n')
}

/** docs/keys.md: every key of the terminal UI, by the place it works in. */
export const keysDocument = (): string =>
  [
    '# Keys of the terminal UI',
    '',
    'Made from `src/ui/bindings.ts`; `npx vitest run test/ui/keymap.test.ts -u` writes it anew. In the UI, `?` shows the keys that work',
    'where you are, and narrows them as you type.',
    '',
    ...(Object.keys(titles) as Context[]).map(sectionOf),
    '## Other keys',
    '',
    '`~/.config/sotsu/keys.yaml` (or the file that `SOTSU_KEYS` names) gives commands other keys, everywhere or in one context. A command keeps its own keys',
    'unless it is named; a key that would mean two things, or that does not exist, is refused with the line. `Ctrl-c` always quits.',
    '',
    '```yaml',
    'export: X',
    'findings:',
    '  sort: [ctrl-s, "!"]',
    '```',
    '',
    `Contexts: ${(Object.keys(titles) as Context[]).map(context => `\`${context}\``).join(', ')}.`,
    '',
    '## Counts',
    '',
    '`Alt-5` `j` moves five rows down: digits with Alt are counts, as in a shell; digits by themselves are tabs.',
    '',
    '## Mouse',
    '',
    'The wheel moves, a click selects, a click on what is selected opens it; tabs are clicked, too. `M` (or `--no-mouse`) gives the mouse back to the',
    'terminal, to select text with.',
    '',
    '## Links',
    '',
    'In terminals that are known to open hyperlinks, a `file:line` leads to its file; most want Ctrl, Cmd or Shift with the click while the mouse is the',
    'UI’s. Inside tmux, screen and zellij there are none unless `FORCE_HYPERLINK=1` says that they get through; `NO_HYPERLINK=1` switches them off.',
    '',
    '## From one session to the next',
    '',
    'The pair of environments, order, grouping, layout, notes and the last filter (which `.` brings back) are remembered for each repository, in',
    '`$XDG_STATE_HOME/sotsu` or `~/.local/state/sotsu`; with `--no-state` they are not.',
    '',
    '## Filters',
    '',
    'After `f`, words that must all hold: `sev:error`, `sev:>=warning`, `sev:undetermined`, `rule:dns*`, `file:production`, `env:staging`,',
    '`subject:host*`, `status:new`, or any text; `-` before a word turns it round, `"…"` keeps spaces.',
    '',
  ].join('\n')
