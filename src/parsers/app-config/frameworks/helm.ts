import { startOf } from '../../../model/source-location.ts'
import type { Value } from '../../../model/value.ts'
import type { AppFile, AppFiles } from '../app-files.ts'
import { emptyMap } from '../formats/config-node.ts'
import { readYaml } from '../formats/yaml.ts'
import { getPath, mapScalars, mergeLayers } from '../layers/merge.ts'
import { spellingsOf } from '../layers/profile-names.ts'
import { joinText, textOf, unresolved, withText } from '../read-value.ts'
import { decideConditions } from './helm-conditions.ts'

const valuesFile = /(^|\/)values\.ya?ml$/

/** Chart values under the environment's values file: maps merge, lists are replaced, null deletes. */
export const helmValues = (files: AppFiles, profile: string): Value | undefined => {
  const base = files.matching(valuesFile)[0]
  const names = spellingsOf(profile).flatMap(name => [
    `values-${name}`,
    `values.${name}`,
    `values_${name}`,
    `${name}-values`,
    `values/${name}`,
    `${name}/values`,
    `environments/${name}`,
  ])
  const own = names.flatMap(name =>
    files
      .matching(/\.ya?ml$/)
      .filter(
        file => file.path.replace(/\.ya?ml$/, '') === name || file.path.replace(/\.ya?ml$/, '').endsWith(`/${name}`),
      ),
  )[0]
  const layers = [base, own === base ? undefined : own].flatMap(file => file?.documents()[0] ?? [])
  if (layers.length === 0) return undefined
  return layers.reduce(
    (under, over) => mergeLayers(under, over, { lists: 'replace', nulls: 'delete' }),
    emptyMap(startOf(base?.source.file ?? 'values.yaml')),
  )
}

/** Templates of a chart with `.Values` filled in; what needs Helm itself stays unresolved under its own name. */
export const renderTemplates = (files: AppFiles, values: Value): readonly Value[] =>
  files
    .matching(/(^|\/)templates\/.*\.(ya?ml|tpl)$/)
    .filter(file => !/(^|\/)_/.test(file.path.split('/').at(-1) ?? ''))
    .flatMap(file => documentsOf(file, values))

const documentsOf = (file: AppFile, values: Value): readonly Value[] => {
  if (/\.tpl$/.test(file.path)) return []
  const hasConditions = /\{\{-?\s*if\b/.test(file.source.text)
  const { text, open } = hasConditions ? decideConditions(file.source.text, values) : { text: '', open: undefined }
  const documents = hasConditions ? readYaml({ ...file.source, text }).documents : file.documents()
  return documents.map(document =>
    mapScalars(document, scalar => {
      const condition = open?.get(scalar.from.at.start.line)
      const isName = scalar.from.at.path.at(-1) === 'name'
      return condition === undefined || isName
        ? render(scalar, values)
        : unresolved('unsupported', condition, scalar.from.at)
    }),
  )
}

const render = (scalar: Value, values: Value): Value => {
  const text = textOf(scalar)
  if (text === undefined || !text.includes('{{')) return scalar
  const parts: Value[] = []
  let last = 0
  for (const match of text.matchAll(/\{\{-?\s*([\s\S]*?)\s*-?\}\}/g)) {
    if (match.index > last) parts.push(withText(scalar, text.slice(last, match.index)))
    parts.push(pipeline(match[1] ?? '', scalar, values))
    last = match.index + match[0].length
  }
  if (last < text.length) parts.push(withText(scalar, text.slice(last)))
  const [only] = parts
  return parts.length === 1 && only !== undefined ? only : joinText(parts, scalar.from.at)
}

/** `.Values.a.b | default "x" | quote`: a look-up through the functions that leave it as it is. */
const pipeline = (expression: string, scalar: Value, values: Value): Value => {
  const [head = '', ...filters] = expression.split('|').map(part => part.trim())
  const first = operand(head, scalar, values)
  return filters.reduce((value: Value, filter) => {
    const fallback = /^default\s+(.+)$/.exec(filter)?.[1]
    if (fallback === undefined) return value
    return isUnset(value) ? operand(fallback, scalar, values) : value
  }, first)
}

/** What only Helm can evaluate may be set. */
const isUnset = (value: Value): boolean =>
  (value.kind === 'unknown' && value.why.kind === 'unset-input') || textOf(value) === ''

const operand = (text: string, scalar: Value, values: Value): Value => {
  const quoted = /^"((?:\\.|[^"])*)"$|^`([^`]*)`$/.exec(text)
  if (quoted !== null) return withText(scalar, quoted[1] ?? quoted[2] ?? '')
  const defaulted = /^default\s+("[^"]*"|\S+)\s+(.+)$/.exec(text)
  if (defaulted !== null) {
    const value = operand(defaulted[2] ?? '', scalar, values)
    return isUnset(value) ? operand(defaulted[1] ?? '', scalar, values) : value
  }
  const passed =
    /^(?:toYaml|quote|squote|toJson|tpl|trim|toString|required\s+"[^"]*"|b64enc)\s+(.+?)(?:\s+[.$])?$/.exec(text)
  if (passed !== null) return operand(passed[1] ?? '', scalar, values)
  const path = /^\(?\s*\$?\.Values\.([\w.-]+)\s*\)?$/.exec(text)?.[1]
  const found = path === undefined ? undefined : getPath(values, path.split('.'))
  if (found !== undefined)
    return found.kind === 'known' && typeof found.value === 'string' && found.value.includes('{{')
      ? unresolved('unsupported', text, scalar.from.at)
      : found
  return unresolved(
    path === undefined ? 'unsupported' : 'unset-input',
    path === undefined ? text : `.Values.${path}`,
    scalar.from.at,
  )
}
