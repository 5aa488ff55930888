import type { Analysis } from '../model/analysis.ts'
import { copyWays } from './clipboard.ts'
import { editorCommand } from './editor-command.ts'
import type { Effect } from './effect.ts'
import type { Phrases } from './phrases/phrases.ts'
import type { UiHost } from './ui-host.ts'

/** What a running UI lets its acts use. */
export interface Stage {
  readonly host: UiHost
  readonly phrases: () => Phrases
  readonly analysis: () => Analysis | undefined
  readonly say: (text: string) => void
  /** Leaves the terminal to something else for a while; whether that went well. */
  readonly lend: (use: () => Promise<unknown>) => Promise<boolean>
  /** A report was written to this file. */
  readonly written: (file: string) => void
  /** Analyses anew, and then says this. */
  readonly reanalyse: (text: string) => void
}

type Act = Extract<Effect, { readonly kind: 'edit' | 'copy' | 'export' | 'waive' | 'undo-waive' }>

export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))

/** Does what reaches outside the UI: files, the clipboard, an editor. Trouble is said, never thrown. */
export const act = async (stage: Stage, effect: Act): Promise<void> => {
  switch (effect.kind) {
    case 'edit':
      return edit(stage, effect.at.file, effect.at.start.line)
    case 'copy':
      return copy(stage, effect.text)
    case 'export':
      return exportReport(stage, effect.format)
    case 'waive':
      return waive(stage, effect)
    case 'undo-waive':
      return undoWaive(stage)
  }
}

const edit = async ({ host, phrases, say, lend }: Stage, file: string, line: number): Promise<void> => {
  const argv = editorCommand(host.env, file, line)
  if (argv === undefined) return say(phrases().noEditor)
  if (!(await lend(() => host.run(argv)))) say(phrases().editorFailed(argv[0] ?? ''))
}

const copy = async ({ host, phrases, say }: Stage, text: string): Promise<void> => {
  for (const way of copyWays(text, host.env, process.platform)) {
    if (way.kind === 'too-long') return say(phrases().tooLongToCopy)
    if (way.kind === 'terminal') {
      host.stdout.write(way.sequence)
      return say(phrases().copied('terminal'))
    }
    const code = await host.run(way.argv, text).catch(() => 1)
    if (code === 0) return say(phrases().copied(way.kind))
  }
}

const exportReport = async ({ host, phrases, analysis, say, written }: Stage, format: string): Promise<void> => {
  const shown = analysis()
  if (shown === undefined || host.exportReport === undefined) return
  try {
    const file = await host.exportReport(format, shown)
    written(file)
    say(phrases().exported(file))
  } catch (error) {
    say(phrases().exportFailed(messageOf(error)))
  }
}

const waive = async (
  { host, phrases, say, reanalyse }: Stage,
  { item, terms }: Extract<Effect, { readonly kind: 'waive' }>,
): Promise<void> => {
  const accepted = item.finding ?? item.question
  if (accepted === undefined || host.waive === undefined) return
  try {
    reanalyse(phrases().waived(await host.waive(accepted, terms)))
  } catch (error) {
    say(phrases().exportFailed(messageOf(error)))
  }
}

const undoWaive = async ({ host, phrases, say, reanalyse }: Stage): Promise<void> => {
  const isUndone = (await host.undoWaive?.().catch(() => false)) ?? false
  if (isUndone) reanalyse(phrases().unwaived)
  else say(phrases().nothingToUndo)
}
