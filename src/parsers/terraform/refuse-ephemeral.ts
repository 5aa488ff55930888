import type { Diagnostic } from '../../model/diagnostic.ts'
import type { Body } from '../hcl/ast.ts'
import { isDeeplyEphemeral } from '../hcl/marks.ts'
import type { EvaluatedBody } from './evaluate-body.ts'

/** Providers name write-only arguments so: https://developer.hashicorp.com/terraform/plugin/framework/resources/write-only-arguments */
const isWriteOnly = (name: string): boolean => name.endsWith('_wo')

/** What a resource is configured with is kept in the state, where nothing ephemeral may be. */
export const refuseEphemeral = (
  body: Body,
  { attributes, blocks }: EvaluatedBody,
  report: (diagnostic: Diagnostic) => void,
): void => {
  attributes.forEach((value, name) => {
    if (!isWriteOnly(name) && isDeeplyEphemeral(value))
      report({
        severity: 'error',
        summary: 'Invalid use of ephemeral value',
        detail: `Ephemeral values are not valid for "${name}", because it is not a write-only attribute and must be persisted to state.`,
        at: body.attributes.get(name)?.expression.at ?? body.at,
      })
  })
  blocks.forEach((made, type) => {
    if (!Array.isArray(made)) return
    const written = body.blocks.filter(block => block.type === type || block.labels[0] === type)
    const bodies: readonly EvaluatedBody[] = made
    bodies.forEach((inner, index) => {
      const block = written[index] ?? written.at(-1)
      const content = block?.type === 'dynamic' ? block.body.blocks.find(({ type }) => type === 'content') : block
      if (content !== undefined) refuseEphemeral(content.body, inner, report)
    })
  })
}
