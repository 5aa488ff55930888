import { cellsOf } from '../cells.ts'
import type { UiContext } from '../context.ts'
import { copyChoices } from '../copy-choices.ts'
import type { Line } from '../line.ts'
import { column, line, recolour, span } from '../line.ts'
import type { UiState } from '../state.ts'
import { analysisOf } from '../state.ts'

interface Choice {
  readonly label: string
  readonly text: string
}

const choicesOf = (state: UiState, context: UiContext): readonly Choice[] =>
  state.overlay?.kind === 'copy'
    ? copyChoices(state, context).map(({ what, text }) => ({ label: context.phrases.copyChoice[what], text }))
    : (analysisOf(state)?.comparisons ?? []).map(({ staging, production, findings }) => ({
        label: `${staging} ${context.glyphs.towards} ${production}`,
        text: `${context.phrases.findings} ${findings.length}`,
      }))

export const menuLength = (state: UiState, context: UiContext): number => choicesOf(state, context).length

/** A short list to choose from, shown over the end of a view. */
export const menuView = (state: UiState, context: UiContext): readonly Line[] => {
  const { overlay } = state
  if (overlay === undefined || overlay.kind === 'help') return []
  const { phrases, glyphs } = context
  const choices = choicesOf(state, context)
  const labelCells = Math.max(...choices.map(choice => cellsOf(choice.label)), 0) + 2
  const rows = choices.map(({ label, text }, index): Line => {
    const isSelected = index === overlay.cursor
    const [firstLine = ''] = text.split('\n')
    const spans = [
      span(isSelected ? `${glyphs.pointer} ` : '  ', 'key'),
      column(label, labelCells, glyphs.ellipsis),
      column(firstLine, Math.max(0, state.size.columns - labelCells - 2), glyphs.ellipsis, 'value'),
    ]
    return isSelected ? recolour(spans, 'selected') : spans
  })
  const title = overlay.kind === 'copy' ? phrases.copyTitle : phrases.comparisonTitle
  return [line(span(glyphs.horizontal.repeat(state.size.columns), 'rule')), line(span(title, 'heading')), ...rows]
}
