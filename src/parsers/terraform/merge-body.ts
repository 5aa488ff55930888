import type { Block, Body } from '../hcl/ast.ts'

/** The block type that a block stands for: `dynamic "action"` stands for `action`. */
const standsFor = (block: Block): string => (block.type === 'dynamic' ? (block.labels[0] ?? 'dynamic') : block.type)

/**
 * An override file's body over the original's: arguments are replaced one by one, nested blocks wholesale by type, but `lifecycle` argument by argument.
 * https://developer.hashicorp.com/terraform/language/files/override#merging-behavior
 */
export const mergeBody = (original: Body, override: Body): Body => {
  const replaced = new Set(override.blocks.filter(block => block.type !== 'lifecycle').map(standsFor))
  const lifecycle = override.blocks.find(block => block.type === 'lifecycle')
  const kept = original.blocks
    .filter(block => !replaced.has(standsFor(block)))
    .map(block =>
      block.type === 'lifecycle' && lifecycle !== undefined
        ? { ...block, body: mergeBody(block.body, lifecycle.body) }
        : block,
    )
  const hadLifecycle = original.blocks.some(block => block.type === 'lifecycle')
  const added = override.blocks.filter(block => block.type !== 'lifecycle' || !hadLifecycle)
  return {
    syntax: original.syntax,
    at: original.at,
    attributes: new Map([...original.attributes, ...override.attributes]),
    blocks: [...kept, ...added],
  }
}
