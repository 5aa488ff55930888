import { cellsOf } from '../cells.ts'
import { comparisonChoices } from '../comparison-choices.ts'
import type { UiContext } from '../context.ts'
import { copyChoices } from '../copy-choices.ts'
import { bodyRows, scrolledTo } from '../geometry.ts'
import type { Line } from '../line.ts'
import { column, line, recolour, span } from '../line.ts'
import type { UiState } from '../state.ts'

interface Choice {
  readonly label: string
  readonly text: string
}

const choicesOf = (state: UiState, context: UiContext): readonly Choice[] => {
  const { phrases, glyphs } = context
  switch (state.overlay?.kind) {
    case 'copy':
      return copyChoices(state, context).map(({ what, text }) => ({ label: phrases.copyChoice[what], text }))
    case 'export':
      return context.exportFormats.map(format => ({ label: format, text: '' }))
    case 'comparison':
      return comparisonChoices(state, context).map(({ staging, production, findings }) => ({
        label: `${staging} ${glyphs.towards} ${production}`,
        text: findings === undefined ? phrases.otherPair : `${phrases.findings} ${findings}`,
      }))
    default:
      return []
  }
}

export const menuLength = (state: UiState, context: UiContext): number => choicesOf(state, context).length

/** A short list to choose from, shown over the end of a view. */
export const menuView = (state: UiState, context: UiContext): readonly Line[] => {
  const { overlay } = state
  if (overlay === undefined || !('cursor' in overlay) || 'query' in overlay) return []
  const { phrases, glyphs } = context
  const choices = choicesOf(state, context)
  const labelCells = Math.max(...choices.map(choice => cellsOf(choice.label)), 0) + 2
  const height = Math.max(1, bodyRows(state.size) - 2)
  const top = scrolledTo(0, overlay.cursor, height, choices.length)
  const rows = choices.slice(top, top + height).map(({ label, text }, index): Line => {
    const isSelected = top + index === overlay.cursor
    const [firstLine = ''] = text.split('\n')
    const spans = [
      span(isSelected ? `${glyphs.pointer} ` : '  ', 'key'),
      column(label, labelCells, glyphs.ellipsis),
      column(firstLine, Math.max(0, state.size.columns - labelCells - 2), glyphs.ellipsis, 'value'),
    ]
    return isSelected ? recolour(spans, 'selected') : spans
  })
  const titles = { copy: phrases.copyTitle, comparison: phrases.comparisonTitle, export: phrases.exportTitle }
  return [
    line(span(glyphs.horizontal.repeat(state.size.columns), 'rule')),
    line(span(titles[overlay.kind], 'heading')),
    ...rows,
  ]
}
