import type { MapValue, Value } from '../../../model/value.ts'
import { getPath } from '../layers/merge.ts'
import { absent, isAbsent, joinText, textOf, unresolved, usedAt } from '../read-value.ts'
import type { CodeScope, Evaluate } from './code-scope.ts'
import { constructValue } from './construct-value.ts'
import { describe } from './describe-code.ts'
import { environmentNames, environmentObjects, environmentReaders } from './environment-access.ts'
import { evaluateBinary } from './evaluate-binary.ts'
import { type CallCode, type Code, type CodeFile, dottedName, lastName } from './expression.ts'
import { importedFile, isOwnModule } from './imported-file.ts'
import { callMethod } from './methods.ts'
import { schemaDefault } from './schema-default.ts'
import { foldName, settingsEnding } from './settings-ending.ts'
import { withAssigned } from './with-assigned.ts'

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
        return evaluateBinary(code, this.fileOf(code)?.language, this.evaluate) ?? this.unsupported(code)
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
        const value = isOwnModule(imported.from)
          ? this.imported(file, imported)
          : this.scope.name(code.name, file, imported.from)
        if (value !== undefined) return value
      }
      const bound = file.bindings.get(code.name)
      if (bound !== undefined && !this.active.has(bound))
        return withAssigned(this.evaluate(bound) ?? this.unsupported(code), code.name, file, this.evaluate)
      const field = file.classes.flatMap(one => one.fields).find(one => one.name === code.name)?.value
      if (field !== undefined && !this.active.has(field)) return this.evaluate(field) ?? this.unsupported(code)
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
    const target = importedFile(this.files, file, from)
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
    if (this.isEnvironment(object)) {
      const value = this.variable(key, code)
      const fallback = isAbsent(value) ? schemaDefault(this.files, key) : undefined
      return fallback === undefined ? value : (this.evaluate(fallback) ?? value)
    }
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
    return this.fromSettings(code) ?? this.fromFields(code, key) ?? unresolved('outside', describe(code), this.at(code))
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

  /** `v.issuer` of an object that is built somewhere: what all places that set such a field agree on. */
  private fromFields(code: Code, field: string): Value | undefined {
    const language = this.fileOf(code)?.language
    const set: Code[] = []
    for (const file of this.files) {
      if (file.language !== language) continue
      for (const { target, value } of file.assignments)
        if (target.kind === 'member' && target.name === field && value !== code) set.push(value)
      for (const call of file.calls)
        for (const { name, value } of call.named) if (name === field && value !== code) set.push(value)
    }
    const values = set.slice(0, 20).flatMap(value => (this.active.has(value) ? [] : (this.evaluate(value) ?? [])))
    const found = values.filter(value => value.kind !== 'unknown' || value.why.kind === 'unset-input')
    const [only] = found
    const same = found.every(value => JSON.stringify(summary(value)) === JSON.stringify(summary(only)))
    return same ? only : undefined
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
    if (dotted === 'require' && file !== undefined) {
      const path = textOf(this.evaluate(code.args[0]))
      const required =
        path !== undefined && isOwnModule(path) ? this.imported(file, { from: path, name: 'default' }) : undefined
      if (required !== undefined) return required
    }
    const args = (): Value[] => code.args.map(arg => this.evaluate(arg) ?? this.unsupported(arg))
    if (code.callee.kind === 'list' || /(^|\.)ClaimStrings$/.test(dotted ?? ''))
      return { kind: 'list', items: args(), from: { at, origins: [] } }
    const constructed = constructValue(code, dotted ?? '', args, this.evaluate)
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

  /** `jwt.issuer` of a configuration that a file's default export builds, as Nest's ConfigModule loads it. */
  private configured(path: string): Value | undefined {
    const keys = path.split(/[.:]/)
    for (const { defaultExport } of this.files) {
      if (defaultExport === undefined || this.active.has(defaultExport)) continue
      const namespace = defaultExport.kind === 'call' ? textOf(this.evaluate(defaultExport.args[0])) : undefined
      const value = this.evaluate(defaultExport)
      const found = getPath(value, namespace === keys[0] ? keys.slice(1) : keys)
      if (found !== undefined) return found
    }
    return undefined
  }

  private readVariable(code: CallCode): Value | undefined {
    const name = textOf(this.evaluate(code.args[0]))
    if (name === undefined) return undefined
    const value = this.variable(name, code)
    const fallback = code.args[1] ?? code.named.find(argument => argument.name === 'default')?.value
    const isSettingPath = /[.:]/.test(name) && isAbsent(value) && !this.scope.environment.has(name)
    if (isSettingPath) return this.configured(name)
    return isAbsent(value) && fallback !== undefined ? this.evaluate(fallback) : value
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
}

const summary = (value: Value | undefined): unknown =>
  value?.kind === 'known'
    ? value.value
    : value?.kind === 'list'
      ? value.items.map(summary)
      : value?.kind === 'unknown'
        ? { names: value.why.names }
        : value?.kind
