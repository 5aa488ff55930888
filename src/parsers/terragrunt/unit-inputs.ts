import { directoryOf } from '../../model/source-tree.ts'
import type { Expression } from '../hcl/ast.ts'
import { literalText } from '../hcl/ast.ts'
import { traversalOf } from '../hcl/evaluate-access.ts'
import { stringOf } from '../hcl/value-access.ts'
import { withTrail } from '../terraform/trail.ts'
import { pathInTree } from './checkout-path.ts'
import type { ConfigFile } from './config-file.ts'
import type { OpenMap } from './open-map.ts'
import { asOpenMap, deepMerge, emptyMap, mergeOpen } from './open-map.ts'
import { withOwnOrigins } from './own-origins.ts'

const deepest = 20

/** The inputs of a file, with those of what it includes. */
export const inputsOf = (file: ConfigFile): OpenMap => {
  let inputs = ownInputs(file)
  for (const { file: included, strategy } of file.includes().toReversed()) {
    if (strategy === 'no_merge') continue
    inputs = mergeOpen([ownInputs(included), inputs], strategy.startsWith('deep') ? deepMerge : undefined)
  }
  for (const { value } of file.unknownIncludes()) inputs = mergeOpen([asOpenMap(value), inputs])
  return inputs
}

const known = new WeakMap<ConfigFile, OpenMap>()

const ownInputs = (file: ConfigFile): OpenMap => {
  const present = known.get(file)
  if (present !== undefined) return present
  const expression = file.body.attributes.get('inputs')?.expression
  if (expression === undefined) return emptyMap
  known.set(file, emptyMap)
  const inputs = openMap(file, expression, 0)
  const entries = new Map(
    [...inputs.entries].map(([name, value]) => {
      const own = placeOf(expression, name)
      const made = withOwnOrigins(value, own ?? expression, `inputs.${name}`)
      return [name, own === undefined ? made : withTrail(made, own.at)] as const
    }),
  )
  const made = { ...inputs, entries }
  known.set(file, made)
  return made
}

const placeOf = (expression: Expression, name: string): Expression | undefined => {
  if (expression.kind === 'parentheses') return placeOf(expression.expression, name)
  if (expression.kind === 'call')
    return expression.arguments.toReversed().flatMap(argument => placeOf(argument, name) ?? [])[0]
  if (expression.kind !== 'object') return undefined
  return expression.items.findLast(({ key }) => (key.kind === 'name' ? key.name : literalText(key)) === name)?.value
}

/** A map, of which `merge` keeps what is known although some of its arguments are not. */
const openMap = (file: ConfigFile, expression: Expression, depth: number): OpenMap => {
  if (depth < deepest) {
    if (expression.kind === 'parentheses') return openMap(file, expression.expression, depth + 1)
    if (expression.kind === 'call' && expression.name === 'merge' && !expression.expand)
      return mergeOpen(expression.arguments.map(argument => openMap(file, argument, depth + 1)))
    const behind = follow(file, expression, depth)
    if (behind !== undefined) return behind
  }
  return asOpenMap(file.evaluate(expression))
}

/** What `local.name`, or an included or read file's `inputs` or `locals.name`, is written as. */
const follow = (file: ConfigFile, expression: Expression, depth: number): OpenMap | undefined => {
  const { root, chain, steps } = traversalOf(expression)
  if (root.kind !== 'variable' || chain.length === 0) return undefined
  const names = steps.map(step => (step.kind === 'attribute' ? step.name : String(step.key)))
  if (names.length !== chain.length) return undefined
  const [first = '', ...rest] = names
  if (root.name === 'local') {
    const local = file.localExpression(first)
    if (local === undefined) return undefined
    if (rest.length === 0) return asOpenMap(file.evaluate(expression)).rest && openMap(file, local, depth + 1)
    const read = readFileOf(file, local)
    return read && inside(read, rest, depth)
  }
  if (root.name !== 'include') return undefined
  const labelled = file.includes().find(({ label, isExposed }) => isExposed && label === first)
  const bare = file.includes().find(({ label, isExposed }) => isExposed && label === '')
  const include = labelled ?? bare
  return include && inside(include.file, labelled === undefined ? names : rest, depth)
}

const inside = (file: ConfigFile, names: readonly string[], depth: number): OpenMap | undefined => {
  const [part, name] = names
  if (part === 'inputs' && names.length === 1) return inputsOf(file)
  const local = part === 'locals' && name !== undefined && names.length === 2 ? file.localExpression(name) : undefined
  return local && openMap(file, local, depth + 1)
}

const readFileOf = (file: ConfigFile, expression: Expression): ConfigFile | undefined => {
  if (expression.kind !== 'call' || expression.name !== 'read_terragrunt_config') return undefined
  const [argument] = expression.arguments
  const text = argument && stringOf(file.evaluate(argument))
  const path = text === undefined ? undefined : pathInTree(text, directoryOf(file.from))
  return path !== undefined && file.unit.tree.read(path) instanceof Uint8Array ? file.open(path) : undefined
}
