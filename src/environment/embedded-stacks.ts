import type { EvaluatedResource, EvaluatedSource } from '../model/evaluated.ts'
import { digest } from '../model/secret.ts'
import { directoryOf, joinPath, readText, type SourceTree } from '../model/source-tree.ts'
import { every } from '../model/truth.ts'
import type { Value } from '../model/value.ts'
import { isNull, isString, member } from '../model/value.ts'
import { evaluateTemplate } from '../parsers/cloudformation/evaluate-template.ts'
import { holedText } from '../parsers/cloudformation/template-holes.ts'
import type { OutsideValues } from './outside-values.ts'
import { unseenStack } from './unseen-stack.ts'

export interface EmbeddedStack {
  /** The stack's name where it is known, and its id as a source. */
  readonly id: string
  /** The stack as it is with what is known outside it. */
  readonly evaluate: (outside: OutsideValues) => EvaluatedSource
}

export interface StackPlace {
  readonly tree: SourceTree
  readonly region?: string
  readonly account?: string
  readonly salt: string
}

/** What an argument says in its file: `file("${path.module}/stack.yaml")`. */
const writtenText = (tree: SourceTree, value: Value): string => {
  const { file, start, end } = value.from.at
  const text = readText(tree, file)
  return typeof text === 'string' ? text.slice(start.offset, end.offset) : ''
}

/**
 * The file that a template was read from, or else the Terraform file, with as many empty lines before the template that its lines are those
 * of the file: a heredoc starts on the line below its argument.
 */
const placeOf = (tree: SourceTree, body: Value, text: string): { readonly file: string; readonly text: string } => {
  const { at } = body.from
  const written = writtenText(tree, body)
  const [, name] = /\b(?:file|templatefile)\(\s*"(?:\$\{path\.(?:module|root|cwd)\}\/)?([^"$]+)"/.exec(written) ?? []
  const file = name === undefined ? undefined : joinPath(directoryOf(at.file), name)
  if (file !== undefined && typeof readText(tree, file) === 'string') return { file, text }
  const before = /<<-?\w/.test(written) ? at.start.line : at.start.line - 1
  return { file: at.file, text: '\n'.repeat(Math.max(0, before)) + text }
}

/** Terraform passes text; a parameter that is null is not passed. */
const parametersOf = (resource: EvaluatedResource): ReadonlyMap<string, Value> => {
  const parameters = member(resource.values, 'parameters')
  return new Map(parameters?.kind === 'map' ? [...parameters.entries].filter(([, value]) => !isNull(value)) : [])
}

const unknownMap = (resource: EvaluatedResource): Value | undefined => {
  const parameters = member(resource.values, 'parameters')
  return parameters === undefined || parameters.kind === 'map' || isNull(parameters) ? undefined : parameters
}

const idOf = ({ address, values }: EvaluatedResource): string => {
  const name = member(values, 'name')
  return isString(name) ? name.value : `${address.source}/${address.name}`
}

const evaluateEmbedded = (resource: EvaluatedResource, place: StackPlace, outside: OutsideValues): EvaluatedSource => {
  const { tree, salt, ...where } = place
  const name = member(resource.values, 'name')
  const id = idOf(resource)
  const body = member(resource.values, 'template_body')
  const holed = body === undefined || body.sensitive ? undefined : holedText(body)
  if (body === undefined || holed === undefined) return unseenStack(resource, id, body)
  const others = unknownMap(resource)
  const { file, text } = placeOf(tree, body, holed.text)
  const source = evaluateTemplate({
    tree,
    file,
    text,
    ...(text.trimStart().startsWith('{') ? { format: 'json' } : { format: 'yaml' }),
    holes: holed.holes,
    stack: id,
    parameters: parametersOf(resource),
    ...(others ? { otherParameters: others } : {}),
    undeclaredParameters: 'error',
    ...outside,
    secrets: { digest: secret => digest(secret, salt) },
    ...where,
    ...(resource.region ? { region: resource.region } : {}),
    ...(name ? { stackName: name } : {}),
  })
  const existence = ({ exists, existsBecause }: Pick<EvaluatedResource, 'exists' | 'existsBecause'>) => ({
    exists: every([resource.exists, exists]),
    ...((existsBecause ?? resource.existsBecause) && { existsBecause: existsBecause ?? resource.existsBecause }),
  })
  return {
    ...source,
    deployedBy: resource.address,
    resources:
      resource.exists === 'yes'
        ? source.resources
        : source.resources.map(inner => ({ ...inner, ...existence(inner) }) as EvaluatedResource),
  }
}

/** The stacks that Terraform deploys: `aws_cloudformation_stack`, with the parameters that it passes, references into Terraform among them. */
export const embeddedStacks = (source: EvaluatedSource, place: StackPlace): readonly EmbeddedStack[] =>
  source.resources
    .filter(({ type, mode, exists }) => type === 'aws_cloudformation_stack' && mode === 'managed' && exists !== 'no')
    .map(resource => ({ id: idOf(resource), evaluate: outside => evaluateEmbedded(resource, place, outside) }))
