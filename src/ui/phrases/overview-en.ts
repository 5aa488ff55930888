import { count } from './count-en.ts'
import type { OverviewPhrases } from './phrases.ts'

export const overviewEn: OverviewPhrases = {
  analysing: 'analysing...',
  reloading: 'analysing again...',
  analysisFailed: message => `The analysis failed: ${message}`,
  tooSmall: (columns, rows) => `terminal too small (need ${columns}x${rows})`,
  verdict: {
    goesThrough: (staging, production) => `Every request that works in ${staging} works in ${production}.`,
    breaks: (requests, staging, production) =>
      `${count(requests, 'request')} that ${requests === 1 ? 'works' : 'work'} in ${staging} ${requests === 1 ? 'fails' : 'fail'} in ${production}.`,
    errors: (errors, production) => `${count(errors, 'error')} in ${production}.`,
    cannotTell: (questions, requests, production) => {
      const open = [
        questions === 0 ? '' : `${count(questions, 'question')} could not be answered`,
        requests === 0 ? '' : `${count(requests, 'request')} could not be followed to the end`,
      ]
      return `No failure found in ${production}, but ${open.filter(text => text !== '').join(' and ')}.`
    },
    noRequests: production => `No failure found in ${production}, but no request could be compared.`,
    noComparison: 'There are no two environments to compare. `sotsu init` writes a sotsu.yaml to start from.',
  },
  rehearsal: 'Rehearsal',
  rehearsed: (rehearsed, paths, percent) => `${rehearsed} of ${paths} production paths (${percent} %)`,
  nothingToRehearse: 'no request paths found in production',
  findings: 'Findings',
  count: (severity, number) =>
    severity === 'info' ? `${number} info` : count(number, severity === 'error' ? 'error' : 'warning'),
  statusCount: (status, number) => `${number} ${status}`,
  cannotTell: 'Cannot tell',
  questions: (number, decides) => `${count(number, 'question')}${decides.length > 0 ? `: ${decides.join(', ')}` : ''}`,
  differences: 'Differences',
  differenceCounts: (total, explained, mattering) => `${total} in all, ${explained} explained, ${mattering} matter`,
  environments: 'Environments',
  sources: (terraform, cloudformation, apps) =>
    [
      terraform > 0 ? `Terraform ${terraform}` : '',
      cloudformation > 0 ? `CloudFormation ${cloudformation}` : '',
      apps > 0 ? `apps ${apps}` : '',
    ]
      .filter(text => text !== '')
      .join(', ') || 'no sources',
  unmodelled: number => `${count(number, 'resource')} seen, not modelled`,
  unread: number => `${count(number, 'diagnostic')}: see tab 6`,
  attention: 'Look at these first',
  nothingFound: 'No differences that matter.',
  journeys: 'Journeys',
  moreBehind: number => `${number} more behind it`,
  andMore: number => `and ${number} more`,
  unrehearsed: 'Unrehearsed',
  subjects: 'By subject',
}
