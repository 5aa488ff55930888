import { cellsOf, cut } from '../cells.ts'
import type { UiContext } from '../context.ts'
import { bodyRows, scrolledTo } from '../geometry.ts'
import type { Binding, Context } from '../keymap.ts'
import { groups, keyLabel } from '../keymap.ts'
import type { Line } from '../line.ts'
import { column, line, recolour, span } from '../line.ts'
import type { UiState } from '../state.ts'
import type { Drawing } from './drawing.ts'

const keysText = (binding: Binding): string => binding.keys.map(keyLabel).join(' ')

/** What the help offers: the keys of the place it was opened in, by group, narrowed by what is typed (an action, a command's name or a key). */
export const helpBindings = (context: Context, query: string, ui: UiContext): readonly Binding[] => {
  const needle = query.trim().toLowerCase()
  const isOffered = (binding: Binding): boolean => binding.command !== 'reload' || ui.canReload
  const hits = ui.keymap
    .bindingsOf(context)
    .filter(binding =>
      needle === ''
        ? isOffered(binding)
        : isOffered(binding) &&
          (binding.label[ui.lang].toLowerCase().includes(needle) ||
            binding.label.en.includes(needle) ||
            binding.command.includes(needle) ||
            binding.keys.some(key => keyLabel(key).toLowerCase() === needle || keyLabel(key) === query.trim())),
    )
  return groups.flatMap(group => hits.filter(binding => binding.group === group))
}

/** The keys that work now. */
export const helpView = (state: UiState, context: UiContext): Drawing => {
  const { overlay } = state
  if (overlay?.kind !== 'help') return { lines: [], caret: undefined }
  const { phrases, glyphs, lang } = context
  const { columns } = state.size
  const bindings = helpBindings(overlay.context, overlay.query.text, context)
  const keyCells = Math.min(24, Math.max(8, ...bindings.map(binding => cellsOf(keysText(binding)))) + 2)
  const rows = bindings.flatMap((binding, index): readonly { readonly row: Line; readonly index: number }[] => {
    const isSelected = index === overlay.cursor
    const spans = [
      span(isSelected ? `${glyphs.pointer} ` : '  ', 'key'),
      column(keysText(binding), keyCells, glyphs.ellipsis, 'key'),
      span(binding.label[lang]),
    ]
    const row = isSelected
      ? recolour(
          [...spans.slice(0, 2), column(binding.label[lang], Math.max(0, columns - keyCells - 2), glyphs.ellipsis)],
          'selected',
        )
      : spans
    const isFirst = bindings[index - 1]?.group !== binding.group
    return isFirst
      ? [
          { row: line(span(phrases.group[binding.group], 'heading')), index: -1 },
          { row, index },
        ]
      : [{ row, index }]
  })
  const height = bodyRows(state.size) - 2
  const at = rows.findIndex(({ index }) => index === overlay.cursor)
  const top = scrolledTo(0, Math.max(0, at), height, rows.length)
  const prompt = `${glyphs.pointer} `
  const query = cut(overlay.query.text, columns - 3)
  return {
    lines: [
      line(span(phrases.helpTitle, 'title')),
      line(span(prompt, 'key'), span(query)),
      ...rows.slice(top, top + height).map(({ row }) => row),
    ],
    caret: { x: cellsOf(prompt + query), y: 1 },
  }
}
