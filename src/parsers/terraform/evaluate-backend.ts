import type { EvaluatedSource } from '../../model/evaluated.ts'
import type { Block, Body, Expression } from '../hcl/ast.ts'
import { evaluateBody } from './evaluate-body.ts'
import { literalScope } from './literal-scope.ts'
import type { ModuleInstance } from './module-instance.ts'
import { referencesOf } from './references.ts'

/** The block that says where the root module's state lies; the last one wins, since override files come last. */
const backendBlock = (settings: readonly Block[]): Block | undefined =>
  settings.flatMap(({ body }) => body.blocks.filter(({ type }) => type === 'backend' || type === 'cloud')).at(-1)

const referring = ({ attributes, blocks }: Body): Iterable<Parameters<typeof referencesOf>[0]> => [
  ...[...attributes.values()].map(({ expression }) => expression),
  ...blocks.flatMap(({ body }) => [...referring(body)]),
]

/** OpenTofu evaluates what stands in these blocks: https://opentofu.org/docs/language/settings/backends/configuration/ */
const isOpenTofu = ({ header }: Block): boolean => /\.tofu(\.json)?$/.test(header.file)

/**
 * Where a root module's state lies, as its configuration says it. Terraform refuses variables there, which is told; what they come to still
 * says which state is meant.
 */
export const evaluateBackend = (
  root: ModuleInstance,
  givenWorkspace: string | undefined,
  /** What stands in files beside the block and beats it. */
  given: readonly (readonly [string, Expression])[],
): EvaluatedSource['backend'] | undefined => {
  const block = backendBlock(root.tree.config.settings)
  if (block === undefined) return undefined
  const { evaluation } = root
  if (!isOpenTofu(block))
    for (const expression of referring(block.body))
      for (const { at } of referencesOf(expression))
        evaluation.report({
          severity: 'error',
          summary: 'Variables not allowed',
          detail: 'Variables may not be used here.',
          at,
        })
  const { model } = evaluateBody(block.body, root.scope, evaluation)
  const literal = literalScope(evaluation)
  const settings = given.map(
    ([name, expression]) => [name, evaluation.modelled(literal.evaluate(expression), expression.at)] as const,
  )
  return {
    type: block.type === 'cloud' ? 'cloud' : (block.labels[0] ?? ''),
    config: { ...model, entries: new Map([...model.entries, ...settings]) },
    ...(givenWorkspace === undefined ? {} : { workspace: givenWorkspace }),
  }
}
