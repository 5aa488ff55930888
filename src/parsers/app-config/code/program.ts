import type { MapValue, Value } from '../../../model/value.ts'
import { getPath } from '../layers/merge.ts'
import { absent, isAbsent, joinText, textOf, unresolved, usedAt } from '../read-value.ts'
import { returnedBy } from './called-function.ts'
import type { CodeScope, Evaluate } from './code-scope.ts'
import { constructValue } from './construct-value.ts'
import { describe } from './describe-code.ts'
import { environmentNames, environmentObjects, environmentReaders } from './environment-access.ts'
import { evaluateBinary } from './evaluate-binary.ts'
import { evaluateObject } from './evaluate-object.ts'
import { type CallCode, type Code, type CodeFile, dottedName, lastName } from './expression.ts'
import { importedValue, isOwnModule } from './imported-file.ts'
import { builtSetting, fieldValue, settingOf } from './look-ups.ts'
import { callMethod } from './methods.ts'
import { schemaDefault } from './schema-default.ts'
import { withAssigned } from './with-assigned.ts'

/** The most expressions that one question may lead through. */
const mostSteps = 5_000

/** The source files of an app, and what their expressions evaluate to, as far as that needs no running. */
export class Program {
  readonly files: readonly CodeFile[]
  private readonly byFile: ReadonlyMap<string, CodeFile>
  private readonly scope: CodeScope
  private readonly active = new Set<Code>()
  private depth = 0
  private steps = 0

  constructor(files: readonly CodeFile[], scope: CodeScope) {
    this.files = files
    this.byFile = new Map(files.map(file => [file.file, file]))
    this.scope = scope
  }

  readonly evaluate: Evaluate = code => {
    if (code === undefined) return undefined
    if (this.depth === 0) this.steps = mostSteps
    this.steps -= 1
    if (this.active.has(code) || this.depth > 60 || this.steps < 0) return this.unsupported(code)
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
        return evaluateObject(code, this.evaluate)
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
          ? importedValue(this.files, file, imported, this.evaluate)
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
      return found ?? settingOf(this.scope.settings, code) ?? absent(dotted ?? key, this.at(code))
    }
    if (on?.kind === 'list' && /^\d+$/.test(key)) return on.items[Number(key)] ?? absent(describe(code), this.at(code))
    const passed = on && on.kind !== 'unknown' ? callMethod(on, key, [], this.at(code), this.scope.sameKey) : undefined
    if (passed !== undefined) return passed
    return (
      settingOf(this.scope.settings, code) ??
      fieldValue(this.files, this.fileOf(code)?.language, code, key, this.evaluate) ??
      unresolved('outside', describe(code), this.at(code))
    )
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
        path !== undefined && isOwnModule(path)
          ? importedValue(this.files, file, { from: path, name: 'default' }, this.evaluate)
          : undefined
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
    const returned = file && returnedBy(code, file, this.files)
    return (returned && this.evaluate(returned)) ?? this.unsupported(code)
  }

  private readVariable(code: CallCode): Value | undefined {
    const name = textOf(this.evaluate(code.args[0]))
    if (name === undefined) return undefined
    const value = this.variable(name, code)
    const fallback = code.args[1] ?? code.named.find(argument => argument.name === 'default')?.value
    const isSettingPath = /[.:]/.test(name) && isAbsent(value) && !this.scope.environment.has(name)
    if (isSettingPath) return builtSetting(this.files, name, this.evaluate)
    return isAbsent(value) && fallback !== undefined ? this.evaluate(fallback) : value
  }
}
