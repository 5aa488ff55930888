import type { RootKind } from '../../model/change.ts'
import type { Severity } from '../../model/finding.ts'
import type { Disposition, Stage } from '../../model/trace.ts'
import type { FilterProblem } from '../filter.ts'
import type { GroupBy } from '../group-items.ts'
import type { ItemSeverity } from '../item.ts'
import type { Group } from '../keymap.ts'
import type { SortKey } from '../sort-items.ts'
import type { Prompt, RequestFieldName, tabNames, WaiverFieldName } from '../state.ts'
import type { Layer } from '../topology/topology.ts'

export type CopyKind =
  | 'message'
  | 'fingerprint'
  | 'place'
  | 'value'
  | 'address'
  | 'request'
  | 'curl'
  | 'trace'
  | 'markdown'
  | 'reviewed'

/** What things are called. */
export interface NamesPhrases {
  readonly tabs: Readonly<Record<(typeof tabNames)[number], string>>
  readonly severity: Readonly<Record<ItemSeverity, string>>
  readonly stage: Readonly<Record<Stage, string>>
  readonly group: Readonly<Record<Group, string>>
  readonly field: Readonly<Record<RequestFieldName, string>>
  readonly sortKey: Readonly<Record<SortKey, string>>
  readonly status: Readonly<Record<'new' | 'known' | 'waived', string>>
  readonly confidence: Readonly<Record<'proved' | 'likely', string>>
  readonly disposition: (disposition: Disposition) => string
  readonly copyChoice: Readonly<Record<CopyKind, string>>
  readonly groupKey: Readonly<Record<GroupBy, string>>
  readonly noGroup: Readonly<Record<GroupBy, string>>
  readonly layer: Readonly<Record<Layer, string>>
  readonly waiverField: Readonly<Record<WaiverFieldName, string>>
  readonly rootKind: Readonly<Record<RootKind, string>>
  readonly noRoot: string
}

/** What the first screen says, and the screen while there is none. */
export interface OverviewPhrases {
  readonly analysing: string
  readonly reloading: string
  readonly analysisFailed: (message: string) => string
  readonly tooSmall: (columns: number, rows: number) => string
  readonly verdict: {
    readonly goesThrough: (staging: string, production: string) => string
    readonly breaks: (requests: number, staging: string, production: string) => string
    readonly errors: (errors: number, production: string) => string
    readonly cannotTell: (questions: number, requests: number, production: string) => string
    readonly noRequests: (production: string) => string
    readonly noComparison: string
  }
  readonly rehearsal: string
  readonly rehearsed: (rehearsed: number, paths: number, percent: number) => string
  readonly nothingToRehearse: string
  readonly findings: string
  readonly count: (severity: Severity, count: number) => string
  readonly statusCount: (status: 'new' | 'known' | 'waived', count: number) => string
  readonly cannotTell: string
  readonly questions: (count: number, decides: readonly string[]) => string
  readonly differences: string
  readonly differenceCounts: (total: number, explained: number, mattering: number) => string
  readonly environments: string
  readonly sources: (terraform: number, cloudformation: number, apps: number) => string
  readonly unmodelled: (count: number) => string
  readonly unread: (count: number) => string
  readonly attention: string
  readonly nothingFound: string
  readonly journeys: string
  readonly moreBehind: (failures: number) => string
  readonly andMore: (count: number) => string
  readonly unrehearsed: string
  readonly subjects: string
}

/** What is said while findings, traces, differences and stations are read. */
export interface ReadingPhrases {
  readonly why: string
  readonly proof: string
  readonly evidence: string
  readonly decides: string
  readonly fix: string
  readonly note: string
  readonly aboutRule: string
  readonly nothingHere: string
  readonly noSource: string
  readonly partsHere: string
  readonly failsNext: string
  readonly notReached: string
  readonly ends: string
  readonly clientSees: (trace: { readonly status?: number; readonly error?: string }) => string
  readonly nearestMiss: (rule: string, condition: string) => string
  readonly noDifference: string
  readonly request: string
  readonly because: (because: string) => string
  readonly typeUrl: string
  readonly ownToken: string
  readonly none: string
  readonly noDiagnostics: string
  readonly more: string
  readonly setAs: (input: string) => string
  readonly passedOn: string
  readonly usedHere: string
  readonly cameFrom: string
  readonly bothEnvironments: string
  readonly rulePage: string
  readonly askedAs: (host: string) => string
  readonly address: string
  readonly onlyHere: string
  readonly leadsTo: string
  readonly leadsNowhere: string
  readonly nothingToWalk: string
  readonly differencesTotal: (shown: number, total: number, roots: number) => string
  readonly noDifferences: string
  readonly tokens: (writtenBy: readonly string[], acceptedBy: readonly string[]) => string
}

/** What is asked, offered, and answered to keys. */
export interface ActingPhrases {
  readonly nothingMatches: string
  readonly filtered: (visible: number, all: number) => string
  readonly sortedBy: (key: string, isReversed: boolean) => string
  readonly prompt: Readonly<Record<Prompt['kind'], string>>
  readonly filterHint: string
  readonly problem: (problem: FilterProblem) => string
  readonly matchCount: (at: number, all: number) => string
  readonly helpTitle: string
  readonly copyTitle: string
  readonly comparisonTitle: string
  readonly onlyOneComparison: string
  readonly copied: (way: 'tool' | 'tmux' | 'terminal') => string
  readonly tooLongToCopy: string
  readonly nothingToCopy: string
  readonly noEditor: string
  readonly editorFailed: (program: string) => string
  readonly noPlace: string
  readonly noTrace: string
  readonly reloaded: string
  readonly noRulePage: string
  readonly groupedBy: (key: string) => string
  readonly reviewedCount: (reviewed: number, all: number) => string
  readonly noNotes: string
  readonly noLastFilter: string
  readonly notedCount: (noted: number) => string
  readonly exportTitle: string
  readonly exported: (file: string) => string
  readonly exportFailed: (message: string) => string
  readonly waiveTitle: string
  readonly waiverNeeds: (field: string) => string
  readonly waived: (file: string) => string
  readonly unwaived: string
  readonly nothingToUndo: string
  readonly nothingToWaive: string
  readonly jumpTitle: string
  readonly mouse: (isOn: boolean) => string
  readonly wrap: (isOn: boolean) => string
  readonly outdated: string
  readonly times: (count: number) => string
  readonly otherPair: string
  readonly plain: { readonly help: string; readonly unknown: string }
}

/** Every text that the terminal UI itself says, in one language. */
export type Phrases = NamesPhrases & OverviewPhrases & ReadingPhrases & ActingPhrases
