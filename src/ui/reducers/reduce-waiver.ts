import type { UiContext } from '../context.ts'
import type { Step } from '../effect.ts'
import { step } from '../effect.ts'
import type { Item } from '../item.ts'
import type { Command } from '../keymap.ts'
import type { Key } from '../keys.ts'
import type { UiState, WaiverForm } from '../state.ts'
import { waiverFields } from '../state.ts'
import { editField, textField } from '../text-field.ts'

/** Asks for what a waiver needs. */
export const openWaiver = (context: UiContext, state: UiState, item: Item | undefined): UiState => {
  if (item === undefined || !context.canWaive) return { ...state, toast: context.phrases.nothingToWaive }
  const owner = textField(context.ownerOf(item.at?.file ?? '') ?? '')
  const fields = { reason: textField(''), owner, until: textField(context.suggestedUntil) }
  return { ...state, overlay: { kind: 'waive', item, fields, active: 'reason', problem: undefined } }
}

const toField = (form: WaiverForm, by: 1 | -1): WaiverForm => {
  const at = (waiverFields.indexOf(form.active) + by + waiverFields.length) % waiverFields.length
  return { ...form, active: waiverFields[at] ?? 'reason', problem: undefined }
}

/** Goes on to the next field; from the last one it is written, unless something is missing. */
const accepted = (context: UiContext, state: UiState, form: WaiverForm): Step => {
  if (form.active !== 'until') return step({ ...state, overlay: toField(form, 1) })
  const missing = waiverFields.find(name => form.fields[name].text.trim() === '')
  if (missing !== undefined) {
    const problem = context.phrases.waiverNeeds(context.phrases.waiverField[missing])
    return step({ ...state, overlay: { ...form, active: missing, problem } })
  }
  const { reason, owner, until } = form.fields
  const terms = { reason: reason.text.trim(), owner: owner.text.trim(), until: until.text.trim() }
  return step({ ...state, overlay: undefined }, { kind: 'waive', item: form.item, terms })
}

/** Keys while a waiver is being filled in. */
export const reduceWaiver = (
  context: UiContext,
  state: UiState,
  form: WaiverForm,
  command: Command | undefined,
  key: Key,
): Step => {
  switch (command) {
    case 'cancel':
      return step({ ...state, overlay: undefined })
    case 'accept':
      return accepted(context, state, form)
    case 'next-field':
      return step({ ...state, overlay: toField(form, 1) })
    case 'previous-field':
      return step({ ...state, overlay: toField(form, -1) })
    default: {
      const fields = { ...form.fields, [form.active]: editField(form.fields[form.active], key) }
      return step({ ...state, overlay: { ...form, fields, problem: undefined } })
    }
  }
}
