import type { HclValue } from '../hcl/value.ts'
import { entriesOf, isNull, isWhollyKnown, itemsOf, stringOf } from '../hcl/value-access.ts'

type Json = string | readonly Json[] | { readonly [key: string]: Json }
type Statement = { readonly [key: string]: Json }

/** `&{aws:username}` is how Terraform writes a policy variable, since `${…}` is its own. */
const policyVariables = (text: string): string => text.replaceAll('&{', '${')

/** One text as it is, several in the provider's order: sorted backwards. */
const oneOrMany = (value: HclValue | undefined): Json | undefined => {
  const texts = (itemsOf(value) ?? []).flatMap(item => stringOf(item) ?? []).map(policyVariables)
  if (texts.length === 0) return undefined
  return texts.length === 1 ? texts[0] : [...new Set(texts)].sort().reverse()
}

const blocks = (value: HclValue | undefined): readonly ReadonlyMap<string, HclValue>[] =>
  (itemsOf(value) ?? []).flatMap(item => entriesOf(item) ?? [])

/** By key, as Go writes maps; `undefined` when there is nothing in it. */
const sorted = (members: Readonly<Record<string, Json>>): Json | undefined => {
  const keys = Object.keys(members).sort()
  return keys.length === 0 ? undefined : Object.fromEntries(keys.map(key => [key, members[key] ?? '']))
}

const principals = (value: HclValue | undefined): Json | undefined => {
  const byType: Record<string, Json> = {}
  for (const block of blocks(value)) {
    const type = stringOf(block.get('type'))
    const identifiers = oneOrMany(block.get('identifiers'))
    if (type === undefined || identifiers === undefined) continue
    if (type === '*' && identifiers === '*') return '*'
    const earlier = byType[type]
    const both = [earlier ?? [], identifiers].flat() as readonly Json[]
    byType[type] = earlier === undefined ? identifiers : both
  }
  return sorted(byType)
}

const conditions = (value: HclValue | undefined): Json | undefined => {
  const byTest: Record<string, Record<string, Json>> = {}
  for (const block of blocks(value)) {
    const test = stringOf(block.get('test'))
    const variable = stringOf(block.get('variable'))
    const texts = (itemsOf(block.get('values')) ?? []).flatMap(item => stringOf(item) ?? []).map(policyVariables)
    if (test === undefined || variable === undefined) continue
    byTest[test] = { ...byTest[test], [variable]: texts.length === 1 ? (texts[0] ?? '') : texts }
  }
  return sorted(byTest)
}

const statementOf = (block: ReadonlyMap<string, HclValue>): Statement => {
  const members: readonly (readonly [string, Json | undefined])[] = [
    ['Sid', stringOf(block.get('sid'))],
    ['Effect', stringOf(block.get('effect')) ?? 'Allow'],
    ['Action', oneOrMany(block.get('actions'))],
    ['NotAction', oneOrMany(block.get('not_actions'))],
    ['Resource', oneOrMany(block.get('resources'))],
    ['NotResource', oneOrMany(block.get('not_resources'))],
    ['Principal', principals(block.get('principals'))],
    ['NotPrincipal', principals(block.get('not_principals'))],
    ['Condition', conditions(block.get('condition'))],
  ]
  return Object.fromEntries(
    members.flatMap(([key, value]) => (value === undefined || value === '' ? [] : [[key, value]])),
  )
}

const statementsIn = (value: HclValue | undefined): readonly Statement[] | undefined => {
  const found: Statement[] = []
  for (const item of itemsOf(value) ?? []) {
    const text = stringOf(item)
    if (text === undefined) return undefined
    if (text.trim() === '') continue
    try {
      const document: unknown = JSON.parse(text)
      const statements =
        typeof document === 'object' && document !== null && 'Statement' in document ? document.Statement : []
      found.push(...([statements].flat() as readonly Statement[]))
    } catch {
      return undefined
    }
  }
  return found
}

const withOverrides = (statements: readonly Statement[], overrides: readonly Statement[]): readonly Statement[] => {
  const result = [...statements]
  for (const override of overrides) {
    const { Sid: id } = override
    const place = id === undefined ? -1 : result.findIndex(({ Sid }) => Sid === id)
    if (place === -1) result.push(override)
    else result[place] = override
  }
  return result
}

/**
 * The JSON of a `data "aws_iam_policy_document"`; `undefined` when one of its arguments is not known.
 * https://registry.terraform.io/providers/hashicorp/aws/latest/docs/data-sources/iam_policy_document
 */
export const policyDocument = (
  values: ReadonlyMap<string, HclValue>,
): { readonly json: string; readonly minified: string } | undefined => {
  if (![...values.values()].every(isWhollyKnown)) return undefined
  const sources = statementsIn(values.get('source_policy_documents'))
  const overrides = statementsIn(values.get('override_policy_documents'))
  if (sources === undefined || overrides === undefined) return undefined
  const version = values.get('version')
  const id = stringOf(values.get('policy_id'))
  const document = {
    Version: version === undefined || isNull(version) ? '2012-10-17' : (stringOf(version) ?? '2012-10-17'),
    ...(id === undefined ? {} : { Id: id }),
    Statement: withOverrides([...sources, ...blocks(values.get('statement')).map(statementOf)], overrides),
  }
  return { json: JSON.stringify(document, null, 2), minified: JSON.stringify(document) }
}
