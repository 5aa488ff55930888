import type { Analysis, ComparisonResult } from '../model/analysis.ts'
import type { EnvironmentModel } from '../model/environment-model.ts'
import type { Finding, UndeterminedFinding } from '../model/finding.ts'
import type { Request, Trace } from '../model/trace.ts'
import type { Binding } from './keymap.ts'
import type { ThemeName } from './palettes.ts'
import type { Remembered } from './remembered.ts'
import type { WaiverTerms } from './state.ts'
import type { Topology } from './topology/topology.ts'

/** A request as it is typed: `sotsu trace` takes the same as arguments. Empty texts are left out. */
export interface TypedRequest {
  readonly url: string
  readonly method: string
  /** `Name: value`, separated by `;`. */
  readonly headers: string
  readonly tokenIssuer: string
  /** Separated by spaces. */
  readonly tokenAudience: string
}

/** Everything the terminal UI needs from outside. It reads nothing by itself: no files, no environment, no clock. */
export interface UiHost {
  /** While it is pending the screen is there and says so; a function is called once it is there. A rejection is shown, and ends the UI with code 2. */
  readonly analysis: Analysis | Promise<Analysis> | (() => Promise<Analysis>)
  /** Analyses again (key `r`); without it the key is not offered. */
  readonly reload?: () => Promise<Analysis>
  /** What the analysis is at, until it is done. */
  readonly onProgress?: (listener: (what: string) => void) => void
  /** Analyses this pair of environments too (menu `c`). */
  readonly compare?: (staging: string, production: string) => Promise<Analysis>
  /** Calls back, perhaps often, when analysed files change on disk; gives what ends that. */
  readonly watch?: (onChange: () => void) => () => void
  /** Analyse again by itself when files change, instead of only saying so. */
  readonly reloadsOnChange?: boolean
  /** Whose a file is (CODEOWNERS); `undefined` where nobody says. */
  readonly ownerOf?: (file: string) => string | undefined
  /** What the session before has left, and where this one leaves it. */
  readonly remembered?: Remembered
  readonly remember?: (what: Remembered) => void
  /** Writes a report of the analysis; gives the file's name. */
  readonly exportReport?: (format: string, analysis: Analysis) => Promise<string>
  readonly exportFormats?: readonly string[]
  /** Writes a finding, or a question that somebody answers for, to the list of intended differences; gives the file's name. Rejects, saying why, when the terms are not good. */
  readonly waive?: (finding: Finding | UndeterminedFinding, terms: WaiverTerms) => Promise<string>
  /** Takes the last waiver of this session back; false when there is none. */
  readonly undoWaive?: () => Promise<boolean>
  /** A day for a waiver to end on, as it is offered. */
  readonly suggestedUntil?: string
  /** Branch and commit of what is analysed, and when it was, for the title. */
  readonly revision?: string
  /** The text of an analysed file, by its path in the repository; `undefined` when it cannot be read (any more). */
  readonly readSource: (file: string) => string | undefined
  /** The address of an analysed file; absent where the terminal draws no hyperlinks. */
  readonly linkTo?: (file: string) => string
  /** Must not take long: it runs at each change of the typed request. */
  readonly trace: (environment: string, request: Request) => Trace
  /** Both environments side by side. */
  readonly topology: (staging: EnvironmentModel, production: EnvironmentModel, comparison: ComparisonResult) => Topology
  /** An error of the first analysis that is not shown: the UI ends at once, and is rejected with it. */
  readonly isForUser?: (error: unknown) => boolean
  /** The request, or what is wrong with it. */
  readonly parseRequest: (typed: TypedRequest) => Request | string
  /** A rule's page as Markdown. */
  readonly explainRule: (id: string) => string | undefined
  /** The exit code that the text mode would give. */
  readonly exitCode: (analysis: Analysis) => number
  /** Process environment: `VISUAL`, `EDITOR`, `TMUX`. */
  readonly env: Readonly<Record<string, string | undefined>>
  /** Runs a program without a shell, in the directory that file names are relative to, with the terminal as its own, or with `input` on its standard input. Gives its exit code; rejects when it cannot be started. */
  readonly run: (argv: readonly string[], input?: string) => Promise<number>
  /** What keys do, where a person wants other ones. */
  readonly bindings?: readonly Binding[]
  readonly lang: 'en' | 'ja'
  readonly color: boolean
  /** ASCII marks and lines only. */
  readonly ascii?: boolean
  /** Whether ambiguous characters take two cells; absent: the terminal is asked. */
  readonly ambiguousIsWide?: boolean
  /** Absent: yes. */
  readonly mouse?: boolean
  readonly theme?: ThemeName
  readonly stdin: NodeJS.ReadStream
  readonly stdout: NodeJS.WriteStream
  /** More lines for the summary that is printed on the normal screen after quitting: where a report was written. */
  readonly summaryLines?: (analysis: Analysis) => readonly string[]
}
