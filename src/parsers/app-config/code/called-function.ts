import type { CallCode, Code, CodeFile } from './expression.ts'
import { importedFile, isOwnModule } from './imported-file.ts'

/**
 * What a call of one of the program's own functions gives, where the function takes nothing and does nothing but return it:
 * `getIssuer()`, `config.getIssuer()`. Any other function may give one thing or another.
 */
export const returnedBy = (call: CallCode, file: CodeFile, files: readonly CodeFile[]): Code | undefined => {
  if (call.args.length > 0) return undefined
  const called = calledCode(call.callee, file, files)
  return called?.kind === 'function' && called.isPlain ? called.result : undefined
}

const calledCode = (callee: Code, file: CodeFile, files: readonly CodeFile[]): Code | undefined => {
  if (callee.kind === 'name') {
    const imported = file.imports.get(callee.name)
    if (imported === undefined) return file.bindings.get(callee.name)
    const target = isOwnModule(imported.from) ? importedFile(files, file, imported.from) : undefined
    return imported.name === 'default' ? target?.defaultExport : target?.bindings.get(imported.name)
  }
  if (callee.kind !== 'member' || callee.object.kind !== 'name') return undefined
  const namespace = file.imports.get(callee.object.name)
  if (namespace?.name !== '*' || !isOwnModule(namespace.from)) return undefined
  return importedFile(files, file, namespace.from)?.bindings.get(callee.name)
}
