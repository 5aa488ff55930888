import { directoryOf, joinPath } from '../../../model/source-tree.ts'
import type { MapValue, Value } from '../../../model/value.ts'
import { getPath, leaves } from '../layers/merge.ts'
import { absent, isAbsent, joinText, textOf, unresolved, usedAt, withText } from '../read-value.ts'
import { environmentNames, environmentObjects, environmentReaders } from './environment-access.ts'
import { type CallCode, type Code, type CodeFile, dottedName, lastName } from './expression.ts'
import { callMethod, format } from './methods.ts'

export type Evaluate = (code: Code | undefined) => Value | undefined

/** What a framework gives to the code of an app: names and functions that stand for its settings. */
export interface CodeScope {
  readonly environment: ReadonlyMap<string, Value>
  readonly profile: string
  /** The merged settings, for members of settings objects whose construction cannot be followed. */
  readonly settings: Value | undefined
  readonly sameKey?: (key: string) => string
  /** A name that nothing in the program binds, or a package's export. */
  name(name: string, file: CodeFile, from?: string): Value | undefined
  /** Any member, index or call, before it is evaluated as code. */
  code(code: Code, file: CodeFile, evaluate: Evaluate): Value | undefined
  call(call: CallCode, name: string, file: CodeFile, evaluate: Evaluate): Value | undefined
}

/** The source files of an app, and what their expressions evaluate to, as far as that needs no running. */
export class Program {
  readonly files: readonly CodeFile[]
  private readonly byFile: ReadonlyMap<string, CodeFile>
  private readonly scope: CodeScope
  private readonly active = new Set<Code>()
  private depth = 0

  constructor(files: readonly CodeFile[], scope: CodeScope) {
    this.files = files
    this.byFile = new Map(files.map(file => [file.file, file]))
    this.scope = scope
  }

  readonly evaluate: Evaluate = code => {
    if (code === undefined) return undefined
    if (this.active.has(code) || this.depth > 60) return this.unsupported(code)
    this.active.add(code)
    this.depth += 1
    const value = this.compute(code)
    this.active.delete(code)
    this.depth -= 1
    return value
  }

  private at(code: Code): ReturnType<Code['source']['at']> {
    return code.source.at(code.start, code.end)
  }

  private unsupported(code: Code): Value {
    return unresolved('unsupported', describe(code), this.at(code))
  }

  private fileOf(code: Code): CodeFile | undefined {
    return this.byFile.get(code.source.file)
  }

  /** One variable of the process; the environment's own name where such a variable is not set. */
  variable(name: string, code: Code): Value {
    const found = this.scope.environment.get(name)
    if (found !== undefined) return usedAt(found, this.at(code))
    if (!environmentNames.has(name)) return absent(name, this.at(code))
    return { kind: 'known', value: this.scope.profile, from: { at: this.at(code), origins: [] } }
  }

  private isEnvironment(code: Code): boolean {
    const dotted = dottedName(code)
    if (dotted !== undefined && environmentObjects.has(dotted)) return true
    if (code.kind === 'binary' && (code.operator === '??' || code.operator === '||'))
      return this.isEnvironment(code.left)
    if (code.kind === 'name') {
      const bound = this.fileOf(code)?.bindings.get(code.name)
      return (
        bound !== undefined &&
        bound !== code &&
        !this.active.has(bound) &&
        bound.kind !== 'name' &&
        this.isEnvironment(bound)
      )
    }
    if (code.kind === 'call') return this.readsEnvironment(code)
    return false
  }

  /** `schema.parse(process.env)`, `cleanEnv(process.env, …)`, `createEnv({ runtimeEnv: process.env })` */
  private readsEnvironment(call: CallCode): boolean {
    if (!/^(parse|safeParse|cleanEnv|createEnv|parseEnv|load|from)$/.test(lastName(call.callee) ?? '')) return false
    return call.args.some(
      arg =>
        this.isEnvironment(arg) ||
        (arg.kind === 'object' && arg.entries.some(entry => !('spread' in entry) && this.isEnvironment(entry.value))),
    )
  }

  private compute(code: Code): Value {
    const at = this.at(code)
    if (code.kind === 'member' || code.kind === 'index' || code.kind === 'call') {
      const file = this.fileOf(code)
      const given = file && this.scope.code(code, file, this.evaluate)
      if (given !== undefined) return given
    }
    switch (code.kind) {
      case 'literal':
        return { kind: 'known', value: code.value, from: { at, origins: [{ kind: 'config-file', name: at.file, at }] } }
      case 'template':
        return joinText(
          code.parts.map(part => this.evaluate(part) ?? this.unsupported(part)),
          at,
        )
      case 'name':
        return this.name(code)
      case 'member':
        return this.member(code, code.object, code.name)
      case 'index': {
        const key = textOf(this.evaluate(code.index))
        return key === undefined ? this.unsupported(code) : this.member(code, code.object, key)
      }
      case 'call':
        return this.call(code)
      case 'object':
        return this.object(code)
      case 'list':
        return {
          kind: 'list',
          items: code.items.flatMap(item => {
            if (item.kind !== 'spread') return this.evaluate(item) ?? []
            const spread = this.evaluate(item.of)
            return spread?.kind === 'list' ? spread.items : (spread ?? [])
          }),
          from: { at, origins: [] },
        }
      case 'binary':
        return this.binary(code)
      case 'conditional': {
        const test = this.evaluate(code.test)
        if (test?.kind === 'known') return this.evaluate(test.value ? code.yes : code.no) ?? this.unsupported(code)
        if (isAbsent(test)) return this.evaluate(code.no) ?? this.unsupported(code)
        return this.unsupported(code)
      }
      case 'assign':
        return this.evaluate(code.value) ?? this.unsupported(code)
      case 'function':
        return this.evaluate(code.result) ?? this.unsupported(code)
      default:
        return this.unsupported(code)
    }
  }

  private name(code: Extract<Code, { kind: 'name' }>): Value {
    const file = this.fileOf(code)
    if (file !== undefined) {
      const imported = file.imports.get(code.name)
      if (imported !== undefined) {
        const value =
          imported.from.startsWith('.') || imported.from.startsWith('@/') || imported.from.startsWith('~/')
            ? this.imported(file, imported)
            : this.scope.name(code.name, file, imported.from)
        if (value !== undefined) return value
      }
      const bound = file.bindings.get(code.name)
      if (bound !== undefined && !this.active.has(bound)) return this.evaluate(bound) ?? this.unsupported(code)
      const given = this.scope.name(code.name, file)
      if (given !== undefined) return given
      for (const other of this.files) {
        const found = other === file || other.language !== file.language ? undefined : other.bindings.get(code.name)
        if (found !== undefined && !this.active.has(found)) return this.evaluate(found) ?? this.unsupported(code)
      }
    }
    return unresolved('outside', code.name, this.at(code))
  }

  private imported(file: CodeFile, { from, name }: { from: string; name: string }): Value | undefined {
    const path = from.startsWith('.') ? (joinPath(directoryOf(file.file), from) ?? '') : from.slice(2)
    const stem = path.replace(/\.[cm]?[jt]sx?$/, '')
    const target = this.files.find(other => {
      const otherStem = other.file.replace(/\.[cm]?[jt]sx?$/, '')
      return (
        otherStem === stem || otherStem === `${stem}/index` || (!from.startsWith('.') && otherStem.endsWith(`/${stem}`))
      )
    })
    if (target === undefined) return undefined
    if (name === 'default' || name === '*') {
      if (target.defaultExport !== undefined) return this.evaluate(target.defaultExport)
      const entries = [...target.bindings].flatMap(([key, bound]): [string, Value][] => {
        const value = this.active.has(bound) ? undefined : this.evaluate(bound)
        return value === undefined ? [] : [[key, value]]
      })
      return {
        kind: 'map',
        entries: new Map(entries),
        from: {
          at: {
            file: target.file,
            start: { line: 1, column: 1, offset: 0 },
            end: { line: 1, column: 1, offset: 0 },
            path: [],
          },
          origins: [],
        },
      }
    }
    const bound = target.bindings.get(name)
    if (bound !== undefined) return this.active.has(bound) ? undefined : this.evaluate(bound)
    const exported = target.defaultExport && this.evaluate(target.defaultExport)
    return exported?.kind === 'map' ? exported.entries.get(name) : undefined
  }

  private member(code: Code, object: Code, key: string): Value {
    if (this.isEnvironment(object)) return this.variable(key, code)
    const dotted = dottedName(code)
    if (dotted !== undefined && environmentObjects.has(dotted)) return this.wholeEnvironment(code)
    const on = this.evaluate(object)
    if (on?.kind === 'map') {
      const found = getPath(on, [key], this.scope.sameKey) ?? getPath(on, key.split(/[:.]/), this.scope.sameKey)
      return found ?? this.fromSettings(code) ?? absent(dotted ?? key, this.at(code))
    }
    if (on?.kind === 'list' && /^\d+$/.test(key)) return on.items[Number(key)] ?? absent(describe(code), this.at(code))
    const passed = on && on.kind !== 'unknown' ? callMethod(on, key, [], this.at(code), this.scope.sameKey) : undefined
    if (passed !== undefined) return passed
    return this.fromSettings(code) ?? unresolved('outside', describe(code), this.at(code))
  }

  /** `settings.jwt.issuer` where `settings` cannot be followed: the one setting whose path ends like that. */
  private fromSettings(code: Code): Value | undefined {
    const { settings } = this.scope
    const dotted = dottedName(code)
    if (settings === undefined || dotted === undefined) return undefined
    const segments = dotted.split('.').map(foldName)
    for (let from = 1; from < segments.length; from += 1) {
      const wanted = segments.slice(from)
      const found = settingsEnding(settings, wanted)
      if (found.length === 1) return found[0]
      if (found.length > 1) return undefined
    }
    return undefined
  }

  private wholeEnvironment(code: Code): MapValue {
    return { kind: 'map', entries: this.scope.environment, from: { at: this.at(code), origins: [] } }
  }

  private call(code: CallCode): Value {
    const file = this.fileOf(code)
    const at = this.at(code)
    const dotted = dottedName(code.callee)
    const given = file && this.scope.call(code, dotted ?? lastName(code.callee) ?? '', file, this.evaluate)
    if (given !== undefined) return given
    if (file !== undefined && dotted !== undefined && environmentReaders[file.language]?.test(dotted)) {
      const read = this.readVariable(code)
      if (read !== undefined) return read
    }
    const args = (): Value[] => code.args.map(arg => this.evaluate(arg) ?? this.unsupported(arg))
    if (code.callee.kind === 'list' || /(^|\.)ClaimStrings$/.test(dotted ?? ''))
      return { kind: 'list', items: args(), from: { at, origins: [] } }
    const constructed = this.constructed(code, dotted ?? '', args)
    if (constructed !== undefined) return constructed
    if (code.callee.kind === 'member') {
      if (this.isEnvironment(code.callee.object) && /^(get|fetch)$/.test(code.callee.name)) {
        const read = this.readVariable(code)
        if (read !== undefined) return read
      }
      const on = this.evaluate(code.callee.object)
      const value = on && callMethod(on, code.callee.name, args(), at, this.scope.sameKey)
      if (value !== undefined) return value
    }
    if (this.readsEnvironment(code)) return this.wholeEnvironment(code)
    return this.unsupported(code)
  }

  private readVariable(code: CallCode): Value | undefined {
    const name = textOf(this.evaluate(code.args[0]))
    if (name === undefined) return undefined
    const value = this.variable(name, code)
    const fallback = code.args[1] ?? code.named.find(argument => argument.name === 'default')?.value
    const isSettingPath = /[.:]/.test(name) && isAbsent(value)
    if (isSettingPath) return undefined
    return isAbsent(value) && fallback !== undefined ? this.evaluate(fallback) : value
  }

  /** Calls that only wrap or join what they are given. */
  private constructed(code: CallCode, name: string, args: () => Value[]): Value | undefined {
    const at = this.at(code)
    if (/(^|\.)(URL|Url|URI|Uri)(\.(parse|create))?$/.test(name)) return this.url(args(), at)
    if (
      /^(String|Some|Ok|str|Array\.from|String\.from|Array|Arc\.new|Box\.new|Rc\.new|tuple|list|set|Set|HashSet\.from|Cow\.from|Url\.parse|SecretStr|List\.of|Set\.of|Arrays\.asList|Collections\.singletonList|listOf|setOf|Object\.freeze|Vec\.from|defineConfig|ref|unref|Optional\.of|static_cast|\[\]byte|string|List|Secret\.new|registerAs|array)$/.test(
        name,
      )
    ) {
      const values = args()
      if (/^(List|listOf|setOf|Set\.of|List\.of|Arrays\.asList|Collections\.singletonList)/.test(name))
        return { kind: 'list', items: values, from: { at, origins: [] } }
      if (name === 'array') return this.namedMap(code)
      return values.at(-1)
    }
    if (/^(fmt\.Sprintf|format|String\.format|string\.Format|sprintf)$/.test(name)) {
      const [pattern, ...rest] = args()
      const text = textOf(pattern)
      if (pattern === undefined || text === undefined) return undefined
      const byName = (wanted: string): Value | undefined => {
        const { source, start, end } = code
        const given = code.named.find(argument => argument.name === wanted)?.value
        return this.evaluate(given ?? { kind: 'name', name: wanted, source, start, end })
      }
      return format(pattern, text, rest, at, name === 'format' ? byName : undefined)
    }
    if (/^strings\.(Split|TrimSpace|TrimSuffix|TrimRight|ToLower)$/.test(name)) {
      const [text, separator] = args()
      if (text === undefined) return undefined
      if (name === 'strings.Split') return callMethod(text, 'split', separator === undefined ? [] : [separator], at)
      return callMethod(
        text,
        name.startsWith('strings.TrimS') && separator === undefined ? 'trim' : 'rstrip',
        separator === undefined ? [] : [separator],
        at,
      )
    }
    if (/^(dict|Object\.assign|merge|HashMap\.from|array_merge)$/.test(name)) return this.namedMap(code)
    return undefined
  }

  private url(args: readonly Value[], at: ReturnType<Code['source']['at']>): Value | undefined {
    const [path, base] = args
    if (path === undefined) return undefined
    if (base === undefined) return path
    const [pathText, baseText] = [textOf(path), textOf(base)]
    if (pathText === undefined || baseText === undefined) return joinText([base, path], at)
    try {
      return withText(joinText([path, base], at), new URL(pathText, baseText).href)
    } catch {
      return unresolved('invalid', 'URL', at)
    }
  }

  private namedMap(code: CallCode): Value {
    const entries = new Map<string, Value>()
    for (const arg of code.args) {
      const value = this.evaluate(arg.kind === 'spread' ? arg.of : arg)
      if (value?.kind === 'map') for (const [key, item] of value.entries) entries.set(key, item)
    }
    for (const { name, value } of code.named) {
      const read = this.evaluate(value)
      if (read !== undefined) entries.set(name, read)
    }
    return { kind: 'map', entries, from: { at: this.at(code), origins: [] } }
  }

  private object(code: Extract<Code, { kind: 'object' }>): Value {
    const entries = new Map<string, Value>()
    for (const entry of code.entries) {
      if ('spread' in entry) {
        const spread = this.evaluate(entry.spread)
        if (spread?.kind === 'map') for (const [key, value] of spread.entries) entries.set(key, value)
        continue
      }
      const key = entry.key.kind === 'name' ? entry.key.name : textOf(this.evaluate(entry.key))
      const value = this.evaluate(entry.value)
      if (key !== undefined && value !== undefined) entries.set(key, value)
    }
    return { kind: 'map', entries, from: { at: this.at(code), origins: [] } }
  }

  private binary(code: Extract<Code, { kind: 'binary' }>): Value {
    const { operator } = code
    const left = this.evaluate(code.left)
    const right = (): Value => this.evaluate(code.right) ?? this.unsupported(code)
    const isNull = left?.kind === 'known' && left.value === null
    if (operator === '||' || operator === 'or') {
      const falsy =
        isAbsent(left) ||
        (left?.kind === 'known' &&
          (left.value === false ||
            left.value === null ||
            left.value === 0 ||
            (left.value === '' && this.fileOf(code)?.language !== 'ruby')))
      return falsy || left === undefined ? right() : left
    }
    if (operator === '??' || operator === '?:') return isAbsent(left) || isNull || left === undefined ? right() : left
    if (operator === '&&' || operator === 'and') {
      if (left?.kind === 'known') return left.value ? right() : left
      return isAbsent(left) && left !== undefined ? left : this.unsupported(code)
    }
    const other = right()
    const [one, two] = [textOf(left), textOf(other)]
    if (/^[!=]==?$/.test(operator)) {
      if (one === undefined || two === undefined) return this.unsupported(code)
      return {
        kind: 'known',
        value: (one === two) === operator.startsWith('='),
        from: { at: this.at(code), origins: [] },
      }
    }
    if (operator === '+' && left?.kind === 'list' && other.kind === 'list')
      return { ...left, items: [...left.items, ...other.items] }
    if (operator === '+' && left !== undefined) return joinText([left, other], this.at(code))
    if (operator === '%' && left !== undefined && one !== undefined)
      return format(left, one, other.kind === 'list' ? other.items : [other], this.at(code)) ?? this.unsupported(code)
    return this.unsupported(code)
  }
}

/** How a person would write what could not be evaluated: `getIssuer()`, `config.issuer`. */
export const describe = (code: Code): string => {
  if (code.kind === 'call') return `${describe(code.callee)}()`
  const text = dottedName(code)
  if (text !== undefined) return text
  if (code.kind === 'member') return `${describe(code.object)}.${code.name}`
  if (code.kind === 'index') return describe(code.object)
  return 'an expression'
}

const foldName = (name: string): string => name.toLowerCase().replaceAll(/[_-]/g, '')

const settingsEnding = (settings: Value, wanted: readonly string[]): readonly Value[] => {
  const found: Value[] = []
  const seen = new Set<string>()
  for (const [path] of leaves(settings)) {
    for (let length = wanted.length; length <= path.length; length += 1) {
      const prefix = path.slice(0, length)
      const tail = prefix.slice(-wanted.length).map(foldName)
      const key = prefix.join('\u0000')
      if (seen.has(key) || tail.some((part, i) => part !== wanted[i])) continue
      seen.add(key)
      const value = getPath(settings, prefix)
      if (value !== undefined) found.push(value)
    }
  }
  return found
}
