import type { Diagnostic } from '../../model/diagnostic.ts'
import type { EvaluationBudget } from './evaluation-budget.ts'
import type { HclFunction } from './functions/define-function.ts'
import type { Resolution, Scope, Step } from './scope.ts'
import type { HclValue } from './value.ts'
import { knownString } from './value-constructors.ts'

/** What an expression on its own may refer to: variables, and the few things that every root module has. */
export interface RootScopeInput {
  readonly variables: ReadonlyMap<string, HclValue>
  readonly functions: ReadonlyMap<string, HclFunction>
  readonly budget: EvaluationBudget
  readonly workspace?: string
  readonly files?: Scope['files']
}

const noFiles: Scope['files'] = {
  readFile: () => ({ failure: 'missing', why: 'no file can be read here' }),
  listFiles: () => undefined,
}

/** The scope of a root module that declares nothing but variables. Trouble is collected in `diagnostics`. */
export const rootScope = (input: RootScopeInput): Scope & { readonly diagnostics: readonly Diagnostic[] } => {
  const { variables, functions, budget, workspace = 'default', files = noFiles } = input
  const diagnostics: Diagnostic[] = []
  const resolve = (root: string, steps: readonly Step[]): Resolution => {
    const [first] = steps
    const name = first?.kind === 'attribute' ? first.name : undefined
    const value = (value: HclValue): Resolution => ({ kind: 'value', value, used: 1 })
    if (name === undefined) return noName(root)
    switch (root) {
      case 'var': {
        const variable = variables.get(name)
        return variable === undefined
          ? invalid(
              'Reference to undeclared input variable',
              `An input variable with the name "${name}" has not been declared.`,
            )
          : value(variable)
      }
      case 'local':
        return invalid(
          'Reference to undeclared local value',
          `A local value with the name "${name}" has not been declared.`,
        )
      case 'path':
        return name === 'root' || name === 'module' || name === 'cwd'
          ? value(knownString('.'))
          : invalid('Invalid "path" attribute', `The "path" object does not have an attribute named "${name}".`)
      case 'terraform':
        return name === 'workspace'
          ? value(knownString(workspace))
          : invalid(
              'Invalid "terraform" attribute',
              `The "terraform" object does not have an attribute named "${name}".`,
            )
      case 'each':
      case 'count':
      case 'self':
        return invalid(
          `Reference to "${root}" in context without ${root === 'each' ? 'for_each' : root}`,
          `The "${root}" object cannot be used here.`,
        )
      case 'module':
        return invalid('Reference to undeclared module', `No module call named "${name}" is declared.`)
      default:
        return invalid('Reference to undeclared resource', `A resource "${root}" "${name}" has not been declared.`)
    }
  }
  return {
    resolve,
    check: (root, steps) => {
      const resolution = resolve(root, steps)
      return resolution.kind === 'invalid' ? resolution : undefined
    },
    functions,
    providerFunctions: 'none',
    files,
    budget,
    report: diagnostic => diagnostics.push(diagnostic),
    diagnostics,
  }
}

const invalid = (summary: string, detail: string): Resolution => ({ kind: 'invalid', summary, detail })

const noName = (root: string): Resolution =>
  ['var', 'local', 'path', 'terraform', 'each', 'count', 'self', 'module', 'data'].includes(root)
    ? invalid(
        'Invalid reference',
        `The "${root}" object cannot be accessed directly. Instead, access one of its attributes.`,
      )
    : invalid(
        'Invalid reference',
        'A reference to a resource type must be followed by at least one attribute access, specifying the resource name.',
      )
