import { roleName } from '../../align/role-name.ts'
import type { Diagnostic } from '../../model/diagnostic.ts'
import type { EnvironmentModel } from '../../model/environment-model.ts'

/**
 * What Terraform, Terragrunt or CloudFormation would refuse too. Not here: inputs that are not set (a deployment may pass them), and what only
 * sotsu does not have or does not do.
 */
const refused =
  /^(?:Unsupported (?:argument|attribute|block type|operator)|Missing (?:required argument|map element|template variable|base )|Reference to |Invalid (?:value for |function argument|index|operand|count argument|for_each argument|dynamic for_each|default value|template interpolation|reference|object key|combination|block definition|expression|character|variable name)|Attempt to |Call to |Error in function call|Not enough function|Too many function|Iteration over |Operation failed|Duplicate |Cycle$|Dependency cycle|No key .+ below|Circular |Unresolved |Unknown function|Parameter .+ (?:is not|must|does not)|Resource (?:precondition|postcondition)|Module output value|Dependency without)/

/**
 * A file that is built before the deployment is not in the repository; what is not known until something is created stops only the first
 * deployment; `a == null || f(a)` is refused by some versions of Terraform and not by others.
 */
const mayPass = ({ detail }: Diagnostic): boolean =>
  /no file exists at|no such file|until apply|argument must not be null/i.test(detail)

/** Reading that failed: what is refused cannot be told. */
const unread =
  /^(?:Cannot read this file|Failed to read file|Too many |Too much |File too large|Variable file is not in)/

export interface Refusal extends Diagnostic {
  /** The same text for the same mistake at the same place of another environment. */
  readonly role: string
}

const directoryOf = (file: string): string => file.split('/').slice(0, -1).slice(-2).join('/')

const withRole = (model: EnvironmentModel, diagnostic: Diagnostic): Refusal => {
  const text = `${diagnostic.summary} ${diagnostic.detail}`.replace(/:\d+(?=\D|$)/g, '').replace(/\S+\/\S+/g, '')
  const place = roleName(`${directoryOf(diagnostic.at.file)} x`, model.name).replace(/-x$/, '')
  return { ...diagnostic, role: `${place}: ${text}` }
}

/** What a deployment of this environment stumbles over, each mistake once. */
export const refusalsOf = (model: EnvironmentModel): ReadonlyMap<string, readonly Refusal[]> => {
  const found = new Map<string, readonly Refusal[]>()
  for (const diagnostic of model.diagnostics) {
    if (diagnostic.severity !== 'error' || mayPass(diagnostic)) continue
    if (!refused.test(diagnostic.summary) && !/^dependency ".+" (?:has no|lacks)/.test(diagnostic.detail)) continue
    const refusal = withRole(model, diagnostic)
    found.set(refusal.role, [...(found.get(refusal.role) ?? []), refusal])
  }
  return found
}

/** Files that could not be read. */
export const unreadOf = (model: EnvironmentModel): readonly Diagnostic[] =>
  model.diagnostics.filter(({ severity, summary }) => severity === 'error' && unread.test(summary))

export const shortened = (detail: string): string => (detail.split(/(?<=\.)\s/)[0] ?? detail).replace(/\.$/, '')

/** A summary after a colon. */
export const inSentence = (summary: string): string => summary.charAt(0).toLowerCase() + summary.slice(1)
