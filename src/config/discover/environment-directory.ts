import { baseName } from '../../model/source-tree.ts'
import { isEnvironmentName, isPlainEnvironment } from './names.ts'

const containers = /^(env|envs|environments?|stages?|accounts?|deployments?|deploy|live|stacks?|workspaces|roots?)$/i

/** The directory that names the environment, and the one that holds it with its siblings. */
export const environmentDirectory = (
  directory: string,
  siblings: (parent: string) => readonly string[],
): { readonly name: string; readonly parent: string } | undefined => {
  const parts = directory.split('/')
  for (let index = parts.length - 1; index >= 0; index--) {
    const name = parts[index] ?? ''
    const parent = parts.slice(0, index).join('/')
    const isContainer = containers.test(baseName(parent))
    const company = siblings(parent).filter(isPlainEnvironment)
    if (isPlainEnvironment(name)) return { name, parent }
    if (isEnvironmentName(name) && (isContainer || company.length > 0)) return { name, parent }
    if (isContainer && company.length >= 2 && !/^(common|shared|global|modules?|_.*)$/i.test(name))
      return { name, parent }
  }
  return besideProduction(parts, siblings)
}

/** `non-prod/` beside `prod/`: everything that is not production in one, unless a directory inside says more. */
const besideProduction = (
  parts: readonly string[],
  siblings: (parent: string) => readonly string[],
): { readonly name: string; readonly parent: string } | undefined => {
  const index = parts.findLastIndex(part => /^non-?prod(uction)?$/i.test(part))
  const parent = parts.slice(0, index).join('/')
  const name = parts[index]
  return name !== undefined && siblings(parent).some(isPlainEnvironment) ? { name, parent } : undefined
}
