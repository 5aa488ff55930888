import type { Diagnostic } from '../../model/diagnostic.ts'
import type { SourceLocation } from '../../model/source-location.ts'
import { known, unknown, type Value } from '../../model/value.ts'
import { checkParameter } from './check-parameter.ts'
import { hiddenLike, isSensitive, passTo, provenance, reasonOf } from './derive-value.ts'
import { joinText } from './join-text.ts'
import { type ParameterType, parameterType } from './parameter-type.ts'
import { isSecretText } from './secret-text.ts'
import { splitText } from './split-text.ts'
import { entryOf, type MapNode, type TemplateNode, textOf } from './template-node.ts'

export interface Binding {
  readonly declarations: MapNode | undefined
  /** What the deployment passes, by name: texts, or values that are known in part only. Lists are passed joined by commas. */
  readonly given: ReadonlyMap<string, Value>
  /** What any other parameter has, where not all that is passed is known by name. */
  readonly others?: Value | undefined
  readonly ssm: ReadonlyMap<string, Value>
  /** `aws cloudformation deploy` drops values for names that the template does not declare; other deployments fail. */
  readonly undeclared: 'error' | 'ignore'
  readonly report: (diagnostic: Diagnostic) => void
}

/** Every declared parameter with the value that Ref gives, checked as CloudFormation checks it. */
export const bindParameters = (binding: Binding): ReadonlyMap<string, Value> => {
  const { declarations, given, report } = binding
  const values = new Map<string, Value>()
  for (const [name, { key, node }] of declarations?.entries ?? []) {
    if (name === 'Fn::Transform') continue
    const value = bindParameter(name, node, key, binding)
    const isSecret = value.kind === 'known' && isSecretText(String(value.value), name)
    const isHidden = textOf(entryOf(node, 'NoEcho')) === 'true' || isSensitive(value) || isSecret
    values.set(name, isHidden ? hide(value) : value)
  }
  for (const [name, value] of given) {
    if (values.has(name)) continue
    report({
      severity: binding.undeclared === 'error' ? 'error' : 'warning',
      summary: `Undeclared parameter ${name.slice(0, 100)}`,
      detail: `The template declares no parameter "${name.slice(0, 100)}". Declare it, or stop passing it.`,
      at: value.from.at,
    })
  }
  return values
}

const bindParameter = (name: string, declaration: TemplateNode, key: SourceLocation, binding: Binding): Value => {
  const invalid = (at: SourceLocation, summary: string, detail: string): Value => {
    binding.report({ severity: 'error', summary, detail, at })
    return unknown({ kind: 'invalid', names: `error: ${summary}` }, { at: key, origins: [] })
  }
  const typeName = textOf(entryOf(declaration, 'Type'))
  const type = typeName === undefined ? undefined : parameterType(typeName)
  if (declaration.kind !== 'map' || type === undefined)
    return invalid(key, `Parameter ${name} has no valid type`, `"${typeName ?? ''}" is no parameter type.`)
  const fallback = entryOf(declaration, 'Default')
  if (fallback !== undefined && fallback.kind !== 'scalar')
    return invalid(
      fallback.at,
      `Default of parameter ${name} is no text`,
      'A default is text; lists are written with commas.',
    )

  const given = binding.given.get(name) ?? binding.others
  const text = given !== undefined ? asGiven(given, key) : fallback && asDefault(name, fallback.text, fallback.at, key)
  if (text === undefined) {
    binding.report({
      severity: 'error',
      summary: `Parameter ${name} has no value`,
      detail: `"${name}" has no default, and nothing passes a value. Pass one.`,
      at: key,
    })
    return unknown({ kind: 'unset-input', names: name }, { at: key, origins: [] })
  }
  if (text.kind === 'known') {
    const isSecret =
      textOf(entryOf(declaration, 'NoEcho')) === 'true' ||
      text.sensitive === true ||
      isSecretText(String(text.value), name)
    const problem = checkParameter(name, declaration, type, String(text.value), isSecret)
    if (problem) binding.report({ ...problem, at: given?.from.at ?? key })
    if (problem?.severity === 'error')
      return unknown({ kind: 'invalid', names: `error: ${problem.summary}` }, text.from)
  }
  return type.isStored ? storedValue(text, type, binding.ssm) : type.isList ? listValue(text) : text
}

/** The given value at the place of the declaration. Numbers and booleans arrive as text, lists joined. */
const asGiven = (given: Value, key: SourceLocation): Value => {
  const isOrigin = given.from.origins.some(({ at }) => at === given.from.at)
  const text =
    given.kind === 'known'
      ? { ...given, value: String(given.value) }
      : given.kind === 'list'
        ? joinMembers(given.items, given.from.at)
        : given
  const { through = [] } = given.from
  const passed = isOrigin ? through : [given.from.at, ...through]
  return { ...text, from: { at: key, origins: text.from.origins, ...(passed.length > 0 && { through: passed }) } }
}

const joinMembers = (members: readonly Value[], at: SourceLocation): Value => {
  const comma = known(',', { at, origins: [] })
  const parts = members.flatMap((member, index) => (index === 0 ? [member] : [comma, member]))
  return joinText(parts, at) ?? unknown({ kind: 'invalid', names: 'error: Text too long' }, { at, origins: [] })
}

const asDefault = (name: string, text: string, at: SourceLocation, key: SourceLocation): Value =>
  known(text, { at: key, origins: [{ kind: 'default', name, at }] })

const listValue = (text: Value): Value => {
  const list = splitText(text, ',', text.from.at)
  if (list === undefined) return unknown(reasonOf(text) ?? { kind: 'computed', names: 'list' }, text.from)
  const items = list.items.map(item =>
    item.kind === 'known' ? { ...item, value: String(item.value).trim(), from: text.from } : item,
  )
  return { ...list, items, from: text.from }
}

const storedValue = (name: Value, type: ParameterType, ssm: ReadonlyMap<string, Value>): Value => {
  const found = name.kind === 'known' ? ssm.get(String(name.value)) : undefined
  if (found !== undefined) {
    const value = passTo(found, name.from.at)
    const stored = { ...value, from: { ...value.from, ...provenance(name.from.at, name, found) } }
    return type.isList && stored.kind !== 'list' ? listValue(stored) : stored
  }
  const why = reasonOf(name)
  const names =
    name.kind === 'known' ? (name.sensitive ? 'ssm:(hidden)' : `ssm:${name.value}`) : `ssm:${why?.names ?? ''}`
  return unknown({ kind: 'outside', names }, name.from)
}

const hide = (value: Value): Value =>
  value.kind === 'list'
    ? { ...value, items: value.items.map(hide), sensitive: true }
    : hiddenLike(value, { ...value, sensitive: true } as Value)
