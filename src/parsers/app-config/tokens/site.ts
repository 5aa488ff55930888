import type { Value } from '../../../model/value.ts'
import type { NameTest } from '../code/call-named.ts'
import type { Evaluate } from '../code/code-scope.ts'
import { type AssignCode, type CallCode, type Code, type CodeFile, dottedName, lastName } from '../code/expression.ts'
import type { TokenSettings } from './token-settings.ts'

/** One call of a program, with what a reader of token settings asks about it. */
export interface SiteCall {
  readonly call: CallCode
  readonly file: CodeFile
  /** `jwt.verify`; for a callee that is no chain of names, its last name. */
  readonly name: string
  readonly tokens: TokenSettings
  readonly at: ReturnType<Code['source']['at']>
  readonly environment: ReadonlyMap<string, Value>
  readonly evaluate: Evaluate
  readonly arg: (index: number) => Value | undefined
  /** A named argument or initialiser. */
  readonly named: (...names: readonly string[]) => Value | undefined
  /** A key of an argument that is an object of options, or of the named arguments. */
  readonly option: (index: number, ...path: readonly string[]) => Value | undefined
  readonly hasModule: (pattern: RegExp) => boolean
}

/** Reads the token settings out of calls whose name matches. */
export interface Site {
  readonly name: NameTest
  read(call: SiteCall): void
}

export const siteCall = (
  call: CallCode,
  file: CodeFile,
  tokens: TokenSettings,
  evaluateCode: Evaluate,
  environment: ReadonlyMap<string, Value>,
): SiteCall => {
  const values = new Map<Code, Value | undefined>()
  /** An argument is asked for once for each option that may be in it. */
  const evaluate: Evaluate = code => {
    if (code !== undefined && !values.has(code)) values.set(code, evaluateCode(code))
    return code && values.get(code)
  }
  const argument = (index: number): Code | undefined => call.args[index]
  const named = (...names: readonly string[]): Value | undefined => {
    const found = call.named.find(entry => names.includes(entry.name))
    return found && evaluate(found.value)
  }
  return {
    call,
    file,
    name: dottedName(call.callee) ?? lastName(call.callee) ?? '',
    tokens,
    get at() {
      return call.source.at(call.start, call.end)
    },
    environment,
    evaluate,
    arg: index => evaluate(argument(index)),
    named,
    option: (index, ...path) => {
      const [head, ...rest] = path
      const code = argument(index)
      const inside = code && optionOf(code, path, evaluate)
      if (inside !== undefined || head === undefined) return inside
      const value = named(head)
      return rest.length === 0 ? value : undefined
    },
    hasModule: pattern => [...file.modules].some(module => pattern.test(module)) || pattern.test(file.text),
  }
}

/** The option at a path of an object in code: objects are looked through without evaluating their other entries. */
export const optionOf = (code: Code, path: readonly string[], evaluate: Evaluate): Value | undefined => {
  const [head, ...rest] = path
  if (head === undefined) return evaluate(code)
  if (code.kind === 'function' && code.result !== undefined) return optionOf(code.result, path, evaluate)
  if (code.kind === 'object') {
    for (const entry of [...code.entries].reverse()) {
      if ('spread' in entry) {
        const spread = memberOf(evaluate(entry.spread), path)
        if (spread !== undefined) return spread
      } else if (
        entry.key.kind === 'literal' ? entry.key.value === head : entry.key.kind === 'name' && entry.key.name === head
      ) {
        return optionOf(entry.value, rest, evaluate)
      }
    }
    return undefined
  }
  return memberOf(evaluate(code), path)
}

const memberOf = (value: Value | undefined, path: readonly string[]): Value | undefined => {
  let current = value
  for (const key of path) current = current?.kind === 'map' ? current.entries.get(key) : undefined
  return current
}

/** The calls of a chain such as `builder().issuer(x).build()`, by name, for the one that stands outermost. */
export const chainOf = (call: CallCode): readonly CallCode[] => {
  const chain: CallCode[] = []
  let current: Code = call
  for (let i = 0; i < 60; i += 1) {
    if (current.kind === 'call') {
      chain.unshift(current)
      current = current.callee
    } else if (current.kind === 'member') current = current.object
    else break
  }
  return chain
}

export interface SiteAssignment {
  readonly assignment: AssignCode
  /** The last name of what is assigned to: `ValidIssuer` of `options.ValidIssuer`. */
  readonly name: string
}
