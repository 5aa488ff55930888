import { baseName, directoryOf } from '../../model/source-tree.ts'
import { isPlainEnvironment } from './names.ts'

/** File and directory names that say nothing of what a stack is. */
const plainNames =
  /^(template|templates|service|main|stack|stacks|cfn|cf|cloudformation|cloud-formation|infra|infrastructure|deploy|deployment|aws|iac|sam|app|root|master)$/i

/** A stack's usual name: what the template is of, and the environment. */
export const stackNameOf = (template: string, environment: string): string => {
  const stem = baseName(template).replace(/\.[^.]*$/, '')
  const above = directoryOf(template).split('/').toReversed()
  const mayName = (name: string): boolean => name !== '' && !isPlainEnvironment(name)
  const telling = [stem, ...above].find(name => mayName(name) && !plainNames.test(name))
  return `${telling ?? above.find(mayName) ?? stem}-${environment}`
}
