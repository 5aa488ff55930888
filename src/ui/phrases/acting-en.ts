import { count } from './count-en.ts'
import type { ActingPhrases } from './phrases.ts'

export const actingEn: ActingPhrases = {
  nothingMatches: 'Nothing matches this filter. Esc clears it.',
  filtered: (visible, all) => `filtered ${visible} of ${all}`,
  sortedBy: (key, isReversed) => `by ${key}${isReversed ? ', reversed' : ''}`,
  prompt: { filter: 'filter:', search: 'search:', note: 'note:' },
  filterHint: 'sev:error rule:dns* file: env: subject: status:new -not text',
  problem: ({ token, reason }) => {
    switch (reason) {
      case 'unknown-key':
        return `${token}: no such key (sev, rule, subject, file, env, status)`
      case 'unknown-severity':
        return `${token}: severities are error, warning, info, undetermined`
      case 'unknown-status':
        return `${token}: status is new, known or waived`
      case 'empty':
        return `${token} needs a value`
    }
  },
  matchCount: (at, all) => `${at}/${all}`,
  helpTitle: 'Keys that work here; type to narrow, Enter does it',
  copyTitle: 'Copy',
  comparisonTitle: 'Compare',
  onlyOneComparison: 'There is only one comparison.',
  copied: way =>
    ({ tool: 'Copied.', tmux: 'Copied through tmux.', terminal: 'Copied through the terminal (OSC 52).' })[way],
  tooLongToCopy: 'Too long for the clipboard of a terminal.',
  nothingToCopy: 'Nothing to copy here.',
  noEditor: 'Set VISUAL or EDITOR to open files.',
  editorFailed: program => `${program} could not be started.`,
  noPlace: 'No source line here.',
  noTrace: 'No request shows this finding; type one in tab 3.',
  reloaded: 'Analysed again.',
  noRulePage: 'This rule has no page.',
  groupedBy: key => `grouped by ${key}`,
  noNotes: 'No finding has a note; i takes one.',
  noLastFilter: 'No filter so far; f asks for one.',
  notedCount: noted => count(noted, 'note'),
  reviewedCount: (reviewed, all) => `reviewed ${reviewed}/${all}`,
  exportTitle: 'Export a report',
  exported: file => `Written to ${file}.`,
  exportFailed: message => `Not written: ${message}`,
  waiveTitle: 'Mark as intended in sotsu.expect.yaml',
  waiverNeeds: field => `${field} is needed: without it nobody would look at the difference again.`,
  waived: file => `Marked as intended in ${file}; u takes it back.`,
  unwaived: 'Taken back.',
  nothingToUndo: 'Nothing to take back.',
  nothingToWaive: 'Nothing here can be marked as intended.',
  jumpTitle: 'Jump to a finding, request, host or resource',
  mouse: isOn => (isOn ? 'Mouse on: wheel and click.' : 'Mouse off: select text as usual.'),
  wrap: isOn => (isOn ? 'Source lines are wrapped.' : 'Source lines are cut; < and > shift them.'),
  outdated: 'files changed, r analyses again',
  times: number => `${number} times`,
  otherPair: 'compare these too',
  plain: {
    help: 'A number shows a finding, a URL is traced; l lists, o explains the rule, c compares other environments, q quits.',
    unknown: 'There is no such finding.',
  },
}
