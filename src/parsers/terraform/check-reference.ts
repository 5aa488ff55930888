import type { ModuleTree } from './module-config.ts'
import { resourceKey } from './module-config.ts'

/** What besides the module's own declarations may be referred to. */
export interface Bound {
  readonly count?: boolean
  readonly each?: boolean
  readonly self?: boolean
}

export interface ReferenceTrouble {
  readonly summary: string
  readonly detail: string
}

const attributesOf: Readonly<Record<string, readonly string[]>> = {
  path: ['module', 'root', 'cwd'],
  terraform: ['workspace', 'applying'],
}

/** Why a reference can never stand for anything in a module; `undefined` when it can. `names` are the attribute names behind the root. */
export const checkReference = (
  tree: ModuleTree,
  root: string,
  names: readonly string[],
  bound: Bound,
): ReferenceTrouble | undefined => {
  const { config } = tree
  const first = names[0]
  if (root === 'each' || root === 'count' || root === 'self') return checkBound(root, first, bound)
  if (first === undefined)
    return {
      summary: 'Invalid reference',
      detail: config.variables.has(root)
        ? `"${root}" alone names nothing. Did you mean var.${root}?`
        : `"${root}" must be followed by at least one attribute access, like ${root}.name.`,
    }
  switch (root) {
    case 'path':
    case 'terraform':
      return attributesOf[root]?.includes(first)
        ? undefined
        : {
            summary: `Invalid "${root}" attribute`,
            detail: `The "${root}" object does not have an attribute named "${first}".`,
          }
    case 'var':
      return config.variables.has(first)
        ? undefined
        : undeclared('input variable', first, `This can be declared with a variable "${first}" {} block.`)
    case 'local':
      return config.locals.has(first) ? undefined : undeclared('local value', first, 'Add it to a locals block.')
    case 'module':
      return config.calls.has(first)
        ? undefined
        : undeclared('module', first, 'No module call of that name is declared in this module.')
    default:
      return checkResource(tree, root, names)
  }
}

const undeclared = (what: string, name: string, help: string): ReferenceTrouble => ({
  summary: `Reference to undeclared ${what}`,
  detail: `There is no ${what} "${name}". ${help}`,
})

const checkBound = (
  root: 'each' | 'count' | 'self',
  name: string | undefined,
  bound: Bound,
): ReferenceTrouble | undefined => {
  if (root === 'self')
    return bound.self
      ? undefined
      : { summary: 'Invalid "self" reference', detail: 'The "self" object is not available in this context.' }
  if (!bound[root])
    return {
      summary:
        root === 'count'
          ? 'Reference to "count" in non-counted context'
          : 'Reference to "each" in context without for_each',
      detail: `The "${root}" object can be used only in "module", "resource" and "data" blocks, and only when the "${root === 'count' ? 'count' : 'for_each'}" argument is set.`,
    }
  if (name !== undefined && (root === 'count' ? ['index'] : ['key', 'value']).includes(name)) return undefined
  return {
    summary: `Invalid "${root}" attribute`,
    detail: `The "${root}" object does not have an attribute named "${name ?? ''}".`,
  }
}

/** The key of the resource that a reference names; `undefined` when it is too short to name one. */
export const resourceNamed = (root: string, names: readonly string[]): string | undefined => {
  const mode = root === 'data' || root === 'ephemeral' ? root : 'managed'
  const isShort = mode === 'managed' && root !== 'resource'
  const type = isShort ? root : names[0]
  const name = isShort ? names[0] : names[1]
  return type === undefined || name === undefined ? undefined : resourceKey(mode, type, name)
}

const checkResource = (tree: ModuleTree, root: string, names: readonly string[]): ReferenceTrouble | undefined => {
  const key = resourceNamed(root, names)
  if (key === undefined)
    return { summary: 'Invalid reference', detail: 'A reference to a resource must name its type and its name.' }
  if (tree.config.resources.has(key)) return undefined
  return undeclared('resource', key, 'It has not been declared in this module.')
}
