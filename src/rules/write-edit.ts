import type { SourceLocation } from '../model/source-location.ts'
import { isKnown, itemsOf } from '../model/value.ts'
import type { Counterpart } from './counterpart-inputs.ts'

/** The text of a fix, where it can be written. */
type EditText = { readonly text?: string }

const editText = (text: string | undefined): EditText => (text === undefined ? {} : { text })

/** A list of known texts, with one more, as its file writes it. */
export const listWith = (input: Counterpart | undefined, text: string): EditText =>
  editText(input && longerList(input, text))

const longerList = ({ origin, value }: Counterpart, text: string): string | undefined => {
  const items = itemsOf(value)
  const texts = items
    ? items.flatMap(item => (isKnown(item) ? [String(item.value)] : []))
    : isKnown(value)
      ? String(value.value).split(',')
      : []
  if (items ? texts.length !== items.length : !isKnown(value)) return undefined
  const all = [...texts.filter(item => item !== ''), text]
  if (origin.kind === 'tfvars' && items)
    return `${origin.name.replace(/^var\./, '')} = [${all.map(item => JSON.stringify(item)).join(', ')}]`
  if (origin.kind === 'parameter' && /\.json$/.test(origin.at.file))
    return `"ParameterValue": ${JSON.stringify(all.join(','))}`
  return undefined
}

/** A setting with another text, as its file writes it; nothing for a language in which that cannot be said in one line. */
export const settingWith = (at: SourceLocation, text: string): EditText => editText(otherSetting(at, text))

const otherSetting = ({ file, path }: SourceLocation, text: string): string | undefined => {
  const key = path.at(-1)
  if (key === undefined || /^\d+$/.test(key)) return undefined
  if (/\.(?:toml|tf|tfvars|hcl)$/.test(file)) return `${key} = ${JSON.stringify(text)}`
  if (/\.ya?ml$/.test(file)) return `${key}: ${/^[\w./:@-]+$/.test(text) ? text : JSON.stringify(text)}`
  if (/\.json[5c]?$/.test(file)) return `${JSON.stringify(key)}: ${JSON.stringify(text)}`
  if (/\.properties$/.test(file)) return `${path.join('.')}=${text}`
  if (/(?:^|\/)\.env[^/]*$|\.env$/.test(file))
    return `${key}=${/^[^\s#'"$]+$/.test(text) ? text : JSON.stringify(text)}`
  return undefined
}
