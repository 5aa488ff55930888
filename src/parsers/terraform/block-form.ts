import type { Diagnostic } from '../../model/diagnostic.ts'
import type { Block } from '../hcl/ast.ts'
import { isIdentifier } from '../hcl/identifier.ts'

/** The labels of each block type that a module's file may have. */
const blockTypes: Readonly<Record<string, readonly string[]>> = {
  resource: ['type', 'name'],
  data: ['type', 'name'],
  ephemeral: ['type', 'name'],
  variable: ['name'],
  output: ['name'],
  module: ['name'],
  provider: ['name'],
  check: ['name'],
  locals: [],
  terraform: [],
  moved: [],
  removed: [],
  import: [],
}

/** Names that a module call has a use of its own for, so that no variable may have them. */
const reservedVariableNames = new Set([
  'source',
  'version',
  'providers',
  'count',
  'for_each',
  'lifecycle',
  'depends_on',
  'locals',
])

/** What is wrong with a top-level block's type or labels. */
export const formTrouble = (block: Block): Diagnostic | undefined => {
  const refuse = (summary: string, detail: string, at = block.header): Diagnostic => ({
    severity: 'error',
    summary,
    detail,
    at,
  })
  const { type, labels } = block
  const wanted = Object.hasOwn(blockTypes, type) ? blockTypes[type] : undefined
  if (wanted === undefined) return refuse('Unsupported block type', `Blocks of type "${type}" are not expected here.`)
  if (labels.length < wanted.length)
    return refuse(
      `Missing ${wanted[labels.length] ?? 'name'} for ${type}`,
      `All ${type} blocks must have ${wanted.length} labels (${wanted.join(', ')}).`,
    )
  if (labels.length > wanted.length)
    return refuse(
      `Extraneous label for ${type}`,
      wanted.length === 0
        ? `No labels are expected for ${type} blocks.`
        : `Only ${wanted.length} labels (${wanted.join(', ')}) are expected for ${type} blocks.`,
    )
  const wrong = labels.find(label => !isIdentifier(label))
  if (wrong !== undefined)
    return refuse(
      `Invalid ${type} name`,
      `"${wrong}" is no identifier: it must start with a letter or underscore and may contain only letters, digits, underscores and dashes.`,
    )
  if (type === 'variable' && reservedVariableNames.has(labels[0] ?? ''))
    return refuse(
      'Invalid variable name',
      `The variable name "${labels[0]}" is reserved due to its special meaning inside module blocks.`,
    )
  const nested = type === 'locals' ? block.body.blocks[0] : undefined
  if (nested !== undefined)
    return refuse('Unsupported block type', `Blocks of type "${nested.type}" are not expected here.`, nested.header)
  return undefined
}
