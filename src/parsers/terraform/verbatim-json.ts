import type { SourceTree } from '../../model/source-tree.ts'
import { readText } from '../../model/source-tree.ts'
import type { Expression } from '../hcl/ast.ts'

/** An expression of a `.tf.json` file with its strings taken literally, as Terraform takes those of a variable's default. */
export const verbatimJson = (expression: Expression, tree: SourceTree): Expression => {
  const { file } = expression.at
  const text = file.endsWith('.json') ? readText(tree, file) : undefined
  if (typeof text !== 'string') return expression
  const literal = (current: Expression): Expression => {
    switch (current.kind) {
      case 'template': {
        const { at } = current
        const [start, end] = [at.start.offset, at.end.offset]
        const value = parsed(text.slice(start, end)) ?? parsed(text.slice(start - 1, end + 1))
        return value === undefined ? current : { ...current, parts: [{ kind: 'text', value, at }] }
      }
      case 'tuple':
        return { ...current, items: current.items.map(literal) }
      case 'object':
        return {
          ...current,
          items: current.items.map(({ key, value }) => ({
            key: key.kind === 'name' ? key : literal(key),
            value: literal(value),
          })),
        }
      default:
        return current
    }
  }
  return literal(expression)
}

const parsed = (text: string): string | undefined => {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'string' ? value : undefined
  } catch {
    return undefined
  }
}
