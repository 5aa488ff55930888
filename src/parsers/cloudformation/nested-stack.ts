import { baseName, directoryOf, joinPath } from '../../model/source-tree.ts'
import { every } from '../../model/truth.ts'
import type { Value } from '../../model/value.ts'
import { resolveDynamicReferences } from './dynamic-references.ts'
import { describeText } from './join-text.ts'
import type { DeclaredResource, NestedStack, Scope } from './stack.ts'
import { entryOf } from './template-node.ts'

/** What a nested stack is evaluated from. */
export interface NestedTemplate {
  readonly file: string
  readonly given: ReadonlyMap<string, Value>
}

const maximumDepth = 50

/** In steps of evaluation: as many nested stacks as CloudFormation handles in one operation, 2500, use up what a run has. */
const nestedStackCost = 200

const notAtHand: NestedStack = { outputs: undefined, resources: [] }

/** The nested stacks of one stack, each evaluated when first asked for. */
export const nestedStacks = (
  ancestors: readonly string[],
  evaluate: (resource: DeclaredResource, template: NestedTemplate) => NestedStack,
): ((resource: DeclaredResource, scope: Scope) => NestedStack) => {
  const done = new Map<string, NestedStack>()
  const open = new Set<string>()
  const find = (resource: DeclaredResource, scope: Scope): NestedStack => {
    const url = entryOf(entryOf(resource.node, 'Properties'), 'TemplateURL')
    const address = url && scope.tentative().evaluateText(url)
    const file = address && templateFile(address, scope)
    if (url === undefined || file === undefined) return notAtHand
    if (ancestors.length >= maximumDepth) {
      scope.invalid(url.at, 'Nested stacks too deep', `Stacks are nested deeper than ${maximumDepth} levels here.`)
      return notAtHand
    }
    if (ancestors.includes(file)) {
      scope.invalid(
        url.at,
        'Nested stack contains itself',
        `${file} is the template of this stack or of one around it.`,
      )
      return notAtHand
    }
    if (!scope.stack.run.step(url.at, nestedStackCost)) return notAtHand
    return evaluate(resource, { file, given: passedParameters(resource, scope) })
  }
  return (resource, scope) => {
    const before = done.get(resource.id)
    if (before !== undefined) return before
    if (open.has(resource.id)) {
      scope.invalid(resource.key, `Circular nested stack ${resource.id}`, 'Its parameters depend on its own outputs.')
      return notAtHand
    }
    open.add(resource.id)
    const result = find(resource, scope)
    open.delete(resource.id)
    const existence = scope.stack.existence(resource)
    const resources = result.resources.map(inner => ({
      ...inner,
      exists: every([existence.truth, inner.exists]),
      ...(inner.existsBecause === undefined && existence.because && { existsBecause: existence.because }),
    }))
    const nested = { ...result, resources }
    done.set(resource.id, nested)
    return nested
  }
}

const passedParameters = (resource: DeclaredResource, scope: Scope): ReadonlyMap<string, Value> => {
  const given = new Map<string, Value>()
  const parameters = entryOf(entryOf(resource.node, 'Properties'), 'Parameters')
  for (const [name, { node }] of parameters?.kind === 'map' ? parameters.entries : []) {
    const value = scope.tentative().evaluateText(node)
    if (value !== undefined) given.set(name, resolveDynamicReferences(value, scope.stack.run.ssm))
  }
  return given
}

/**
 * A local path, relative to the template that names it, is what `package` starts from. Of an uploaded template only the file name is certain:
 * a file of that name beside the parent is taken for it, with a warning.
 */
const templateFile = (address: Value, scope: Scope): string | undefined => {
  const text = describeText(address)
  const directory = directoryOf(scope.stack.file)
  const isRemote = /^(https?|s3):/i.test(text) || address.kind === 'template'
  const last = address.kind === 'template' ? address.parts.at(-1) : address
  if (last?.kind !== 'known' || (address.kind === 'template' && !String(last.value).includes('/'))) return undefined
  const local = isRemote ? baseName(text.replace(/[?#].*$/, '')) : text
  const file = joinPath(directory, local)
  const read = file === undefined || file === '' ? undefined : scope.stack.run.readTemplate(file)
  if (file === undefined || read === undefined) {
    if (!isRemote)
      scope.stack.run.report({
        severity: 'warning',
        summary: 'Template of nested stack not found',
        detail: `"${text.slice(0, 200)}" is not among the files, so what the nested stack makes is not known.`,
        at: address.from.at,
      })
    return undefined
  }
  if (isRemote)
    scope.stack.run.report({
      severity: 'warning',
      summary: 'Template of nested stack assumed',
      detail: `${file} is taken for the uploaded template of the same name.`,
      at: address.from.at,
    })
  return file
}
