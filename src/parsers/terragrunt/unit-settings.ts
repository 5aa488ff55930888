import type { SourceLocation } from '../../model/source-location.ts'
import type { Block } from '../hcl/ast.ts'
import type { HclValue } from '../hcl/value.ts'
import { boolOf, entriesOf, itemsOf, stringOf } from '../hcl/value-access.ts'
import type { ConfigFile } from './config-file.ts'

/** A file that Terragrunt writes beside the module's own before Terraform runs. */
export interface GeneratedFile {
  readonly path: HclValue | undefined
  readonly contents: HclValue | undefined
  /** Whether a file of the same name stays as it is. */
  readonly yields: boolean
  readonly at: SourceLocation
}

/** What a unit says about how Terraform is run, with what its includes say. */
export interface UnitSettings {
  readonly source: { readonly value: HclValue; readonly at: SourceLocation } | undefined
  readonly extraArguments: readonly { readonly file: ConfigFile; readonly block: Block }[]
  readonly generated: readonly GeneratedFile[]
  readonly remoteState: { readonly backend: string; readonly config: HclValue; readonly at: SourceLocation } | undefined
  /** Left out by `exclude` or `skip`. */
  readonly isExcluded: boolean
}

/** The unit's own file first, then what it includes: of two that say the same thing the first one counts. */
const merged = (main: ConfigFile): readonly ConfigFile[] => [
  main,
  ...main
    .includes()
    .toReversed()
    .flatMap(({ file, strategy }) => (strategy === 'no_merge' ? [] : [file])),
]

export const unitSettings = (main: ConfigFile): UnitSettings => {
  const files = merged(main)
  return {
    source: firstOf(files, sourceIn),
    extraArguments: extraArgumentsOf(files),
    generated: generatedFilesOf(files),
    remoteState: firstOf(files, remoteStateIn),
    isExcluded: isExcluded(main, files),
  }
}

const firstOf = <T>(files: readonly ConfigFile[], find: (file: ConfigFile) => T | undefined): T | undefined => {
  for (const file of files) {
    const found = find(file)
    if (found !== undefined) return found
  }
  return undefined
}

const sourceIn = (file: ConfigFile): UnitSettings['source'] => {
  for (const { body } of file.blocks('terraform')) {
    const expression = body.attributes.get('source')?.expression
    if (expression !== undefined) return { value: file.evaluate(expression), at: expression.at }
  }
  return undefined
}

const extraArgumentsOf = (files: readonly ConfigFile[]): UnitSettings['extraArguments'] => {
  const byLabel = new Map<string, { readonly file: ConfigFile; readonly block: Block }>()
  for (const file of files.toReversed())
    for (const { body } of file.blocks('terraform'))
      for (const block of body.blocks)
        if (block.type === 'extra_arguments') byLabel.set(block.labels[0] ?? '', { file, block })
  return [...byLabel.values()]
}

const fromEntries = (entries: ReadonlyMap<string, HclValue>, at: SourceLocation): GeneratedFile | undefined =>
  boolOf(entries.get('disable')) === true
    ? undefined
    : {
        path: entries.get('path'),
        contents: entries.get('contents'),
        yields: stringOf(entries.get('if_exists')) === 'skip',
        at,
      }

const generatedFilesOf = (files: readonly ConfigFile[]): readonly GeneratedFile[] => {
  const byLabel = new Map<string, GeneratedFile | undefined>()
  for (const file of files.toReversed()) {
    const attribute = file.body.attributes.get('generate')
    if (attribute !== undefined)
      for (const [label, value] of entriesOf(file.evaluate(attribute.expression)) ?? [])
        byLabel.set(label, fromEntries(entriesOf(value) ?? new Map(), attribute.at))
    for (const { labels, body, header } of file.blocks('generate')) {
      const entries = new Map(
        [...body.attributes].map(([name, { expression }]) => [name, file.evaluate(expression)] as const),
      )
      byLabel.set(labels[0] ?? '', fromEntries(entries, header))
    }
  }
  return [...byLabel.values()].flatMap(made => made ?? [])
}

const remoteStateIn = (file: ConfigFile): UnitSettings['remoteState'] => {
  const attribute = file.body.attributes.get('remote_state')
  const [block] = file.blocks('remote_state')
  const entries = attribute && entriesOf(file.evaluate(attribute.expression))
  const backend = stringOf(block ? file.argument(block.body, 'backend') : entries?.get('backend'))
  const config = block ? file.argument(block.body, 'config') : entries?.get('config')
  const at = block?.header ?? attribute?.at
  return backend === undefined || config === undefined || at === undefined ? undefined : { backend, config, at }
}

const isExcluded = (main: ConfigFile, files: readonly ConfigFile[]): boolean => {
  if (boolOf(main.argument(main.body, 'skip')) === true) return true
  const [file, block] =
    files.flatMap(each => each.blocks('exclude').map((found): [ConfigFile, Block] => [each, found]))[0] ?? []
  if (file === undefined || block === undefined) return false
  const actions = itemsOf(file.argument(block.body, 'actions'))?.map(stringOf) ?? []
  const isWhole = actions.some(action => action === 'all' || action === 'apply' || action === 'all_except_output')
  return isWhole && boolOf(file.argument(block.body, 'if')) === true
}
