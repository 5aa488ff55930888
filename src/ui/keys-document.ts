import type { Binding, Context } from './keymap.ts'
import { bindingsOf, groups, keyLabel } from './keymap.ts'
import { phrasesEn } from './phrases-en.ts'

const titles: Readonly<Record<Context, string>> = {
  overview: 'Overview',
  findings: 'Findings',
  detail: 'One finding',
  trace: 'Trace',
  edit: 'Trace, while the request is being typed',
  diagnostics: 'Diagnostics',
  prompt: 'Filter and search line',
  menu: 'Menus',
  help: 'Help',
}

const keysOf = (binding: Binding): string => binding.keys.map(key => `\`${keyLabel(key)}\``).join(' ')

const sectionOf = (context: Context): string => {
  const bindings = groups.flatMap(group => bindingsOf(context).filter(binding => binding.group === group))
  const rows = bindings.map(
    binding => `| ${keysOf(binding)} | ${binding.label.en} | ${phrasesEn.group[binding.group]} |`,
  )
  return [`## ${titles[context]}`, '', '| keys | what | |', '|---|---|---|', ...rows, ''].join('\n')
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
    '## Filters',
    '',
    'After `f`, words that must all hold: `sev:error`, `sev:>=warning`, `sev:undetermined`, `rule:dns*`, `file:production`, `env:staging`,',
    '`subject:host*`, `status:new`, or any text; `-` before a word turns it round, `"…"` keeps spaces.',
    '',
  ].join('\n')
