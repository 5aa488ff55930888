import { directoryOf } from '../../model/source-tree.ts'
import type { HclValue } from '../hcl/value.ts'
import { boolOf, stringOf } from '../hcl/value-access.ts'
import { pathInTree } from './checkout-path.ts'
import { ConfigFile } from './config-file.ts'

export interface Include {
  /** Empty for a bare `include`. */
  readonly label: string
  readonly file: ConfigFile
  readonly strategy: string
  readonly isExposed: boolean
}

/** An include whose file is not known, so that neither is what it adds. */
export interface UnknownInclude {
  readonly value: HclValue
}

export interface Includes {
  readonly includes: readonly Include[]
  readonly unknown: readonly UnknownInclude[]
}

/** Opens what the `include` blocks of a unit's file name. */
export const readIncludes = (file: ConfigFile): Includes => {
  const { unit } = file
  const includes: Include[] = []
  const unknown: UnknownInclude[] = []
  for (const { labels, body, header } of file.blocks('include')) {
    const given = file.argument(body, 'path')
    const text = stringOf(given)
    const path = text === undefined ? undefined : pathInTree(text, directoryOf(file.from))
    if (given?.state === 'unknown') unknown.push({ value: given })
    else if (path === undefined || !(unit.tree.read(path) instanceof Uint8Array))
      unit.report({
        severity: 'error',
        summary: 'Included file does not exist',
        detail: `There is no file "${path ?? text ?? ''}" to include. Correct the path.`,
        at: header,
      })
    else if (unit.takeFile())
      includes.push({
        label: labels[0] ?? '',
        file: new ConfigFile(unit, path, { child: file, depth: file.depth + 1 }),
        strategy: stringOf(file.argument(body, 'merge_strategy')) ?? 'shallow',
        isExposed: boolOf(file.argument(body, 'expose')) === true,
      })
  }
  return { includes, unknown }
}
