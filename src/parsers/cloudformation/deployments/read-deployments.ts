import type { SourceLocation } from '../../../model/source-location.ts'
import { type Locator, locator } from '../locate.ts'
import { type ParameterEntry, readAssignment } from '../parameters/parameter-entries.ts'
import { readTemplate } from '../read-template.ts'
import { entryOf, type TemplateNode, textOf } from '../template-node.ts'
import type { StackDeployment } from './deployment.ts'
import { type Place, readShellDeployments } from './read-shell-deployments.ts'
import { expandVariables, literalVariables, wordValue } from './shell-variables.ts'
import { matrixOf } from './workflow-matrix.ts'

/** How a workflow, script, Makefile or package.json deploys stacks. Anything else simply has no deployments. */
export const readDeployments = (file: string, text: string): readonly StackDeployment[] => {
  if (!/cloudformation|sam\s+deploy|rain\s+deploy/.test(text) || text.length > 1024 * 1024) return []
  const locate = locator(file, text)
  if (!/\.(ya?ml|json)$/i.test(file))
    return readShellDeployments(text, literalVariables(text), placeIn(text, locate, 0))
  const { root } = readTemplate(file, text)
  return root === undefined || entryOf(root, 'Resources') !== undefined ? [] : inTree(root, text, locate, new Map())
}

const placeIn =
  (text: string, locate: Locator, offset: number): Place =>
  (word, commandStart) => {
    const found = text.indexOf(word, offset + commandStart)
    const start = found < 0 ? offset + commandStart : found
    const line = text.indexOf('\n', start)
    return locate(start, line < 0 ? text.length : line, [])
  }

/** Every text of a workflow that holds a deploy command, with the `env:` and `variables:` blocks around it. */
const inTree = (
  node: TemplateNode,
  text: string,
  locate: Locator,
  outer: ReadonlyMap<string, string>,
): readonly StackDeployment[] => {
  if (node.kind === 'scalar') {
    if (typeof node.value !== 'string') return []
    const variables = new Map([...outer, ...literalVariables(node.text)])
    return readShellDeployments(node.text, variables, placeIn(text, locate, node.at.start.offset))
  }
  if (node.kind === 'list') return node.items.flatMap(item => inTree(item, text, locate, outer))
  if (node.kind !== 'map') return []
  // A job has one matrix, and no job lies in another.
  const combinations = [...outer.keys()].some(name => name.startsWith('matrix.')) ? [] : matrixOf(node)
  return (combinations.length === 0 ? [new Map<string, string>()] : combinations).flatMap(combination => {
    const variables = new Map([...outer, ...combination, ...variablesOf(node, combination)])
    const action = actionDeployment(node, text, locate, variables)
    const below = [...node.entries.values()].flatMap(({ node: child }) => inTree(child, text, locate, variables))
    return action ? [action, ...below] : below
  })
}

const matrixExpression = /\$\{\{\s*(matrix\.\w+)\s*\}\}/g

/** A text with what the job's matrix says put in. */
const withMatrix = (text: string, variables: ReadonlyMap<string, string>): string =>
  text.replace(matrixExpression, (whole, name: string) => variables.get(name) ?? whole)

const variablesOf = (node: TemplateNode, around: ReadonlyMap<string, string>): readonly [string, string][] =>
  ['env', 'variables'].flatMap(key => {
    const block = entryOf(node, key)
    if (block?.kind !== 'map') return []
    return [...block.entries].flatMap(([name, entry]): [string, string][] => {
      const written = textOf(entry.node)
      const value = written === undefined ? undefined : withMatrix(written, around)
      return value === undefined || value.includes('$') ? [] : [[name, value]]
    })
  })

/** A step `uses: aws-actions/aws-cloudformation-github-deploy`: parameters are separated by commas or lines. */
const actionDeployment = (
  step: TemplateNode,
  text: string,
  locate: Locator,
  variables: ReadonlyMap<string, string>,
): StackDeployment | undefined => {
  const inputs = entryOf(step, 'with')
  if (!/aws-cloudformation-github-deploy/.test(textOf(entryOf(step, 'uses')) ?? '') || inputs === undefined)
    return undefined
  const input = (name: string) => {
    const node = entryOf(inputs, name)
    const written = textOf(node)
    return node === undefined || written === undefined
      ? undefined
      : wordValue(expandVariables(written, variables), node.at)
  }
  const overrides = entryOf(inputs, 'parameter-overrides')
  const written = withMatrix(textOf(overrides) ?? '', variables)
  const parameters = new Map<string, ParameterEntry>()
  for (const part of written.startsWith('file://') ? [] : assignmentParts(written)) {
    const assignment = readAssignment(part.trim())
    if (assignment === undefined || overrides === undefined) continue
    const { name } = assignment
    const at: SourceLocation = { ...placeIn(text, locate, overrides.at.start.offset)(`${name}=`, 0), path: [name] }
    const value = wordValue(expandVariables(assignment.value.replace(/^"(.*)"$/, '$1'), variables), at)
    parameters.set(name, { value: value.kind === 'known' ? String(value.value) : value, at })
  }
  const [stackName, template, region] = [input('name'), input('template'), input('region')]
  return {
    tool: 'github action',
    ...(stackName && { stackName }),
    ...(template && { template }),
    ...(region && { region }),
    parameters,
    parameterFiles: written.startsWith('file://') ? [written.slice('file://'.length).trim()] : [],
    at: inputs.at,
  }
}

/** Commas inside quotes, and those that no assignment follows, belong to a value. */
const assignmentParts = (text: string): readonly string[] => {
  const parts: string[] = []
  let part = ''
  let quoted = false
  for (const piece of text.split(/([",\n])/)) {
    if (piece === '"') quoted = !quoted
    if (!quoted && (piece === ',' || piece === '\n')) {
      parts.push(part)
      part = ''
    } else part += piece
  }
  return [...parts, part].reduce<string[]>((whole, next) => {
    const last = whole.at(-1)
    if (last === undefined || /^\s*[A-Za-z][A-Za-z0-9]*=/.test(next) || next.trim() === '') whole.push(next)
    else whole[whole.length - 1] = `${last},${next}`
    return whole
  }, [])
}
