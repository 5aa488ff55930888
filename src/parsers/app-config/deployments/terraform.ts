import type { Value } from '../../../model/value.ts'
import type { Body } from '../../hcl/ast.ts'
import { readHcl } from '../../hcl/read-hcl.ts'
import type { AppFiles } from '../app-files.ts'
import { readJson } from '../formats/json.ts'
import { embeddedSource } from '../formats/text-source.ts'
import { getPath, mapScalars } from '../layers/merge.ts'
import { spellingsOf } from '../layers/profile-names.ts'
import { joinText, textOf, unresolved, withText } from '../read-value.ts'
import type { Container } from './container.ts'
import { HclScope } from './hcl-scope.ts'

/** A block of a resource with its arguments evaluated; nested blocks are lists of maps. */
export interface TerraformBlock {
  readonly type: string
  readonly name: string
  readonly values: Value
}

/**
 * Just enough of Terraform to read an app's own directory: variables from tfvars files and defaults, locals, text, `jsonencode`.
 * Whole environments are evaluated by the Terraform parser; this is for an app that is looked at alone.
 */
export const readTerraform = (
  files: AppFiles,
  profile: string,
  environment: ReadonlyMap<string, Value>,
): readonly TerraformBlock[] => {
  const bodies = files.matching(/\.tf$/).map(file => readHcl(file.source.file, file.source.text).body)
  if (bodies.length === 0) return []
  const scope = new HclScope(bodies, variablesOf(files, bodies, profile, environment))
  return bodies
    .flatMap(body => body.blocks)
    .filter(block => block.type === 'resource')
    .map(block => ({
      type: block.labels[0] ?? '',
      name: block.labels.join('.'),
      values: scope.block(block.body),
    }))
}

const variablesOf = (
  files: AppFiles,
  bodies: readonly Body[],
  profile: string,
  environment: ReadonlyMap<string, Value>,
): ReadonlyMap<string, Value> => {
  const variables = new Map<string, Value>()
  const literal = new HclScope([], variables)
  for (const block of bodies.flatMap(body => body.blocks)) {
    const fallback = block.type === 'variable' ? block.body.attributes.get('default') : undefined
    if (fallback !== undefined) variables.set(block.labels[0] ?? '', literal.evaluate(fallback.expression))
  }
  for (const [name, value] of environment) if (name.startsWith('TF_VAR_')) variables.set(name.slice(7), value)
  const own = spellingsOf(profile).map(name => `${name}.tfvars`)
  const named = [
    files.get('terraform.tfvars'),
    ...files.matching(/\.auto\.tfvars$/),
    ...files.all.filter(file => own.some(name => file.path === name || file.path.endsWith(`/${name}`))),
  ]
  for (const file of named) {
    if (file === undefined) continue
    for (const [name, { expression }] of readHcl(file.source.file, file.source.text).body.attributes) {
      const value = literal.evaluate(expression)
      variables.set(name, {
        ...value,
        from: { ...value.from, origins: [{ kind: 'tfvars', name: `var.${name}`, at: value.from.at }] },
      })
    }
  }
  return variables
}

/** ECS containers and Lambda functions: `secrets` are looked up when the task starts. */
export const terraformContainers = (blocks: readonly TerraformBlock[]): readonly Container[] =>
  blocks.flatMap(({ type, name, values }): Container[] => {
    if (type === 'aws_lambda_function') {
      const variables = getPath(values, ['environment', '0', 'variables'])
      return variables?.kind === 'map'
        ? [
            {
              name,
              image: textOf(getPath(values, ['image_uri'])) ?? '',
              environment: variables.entries,
              command: [],
              from: 'terraform',
            },
          ]
        : []
    }
    const written = type === 'aws_ecs_task_definition' ? getPath(values, ['container_definitions']) : undefined
    const definitions = written && (parseJsonText(written) ?? written)
    return definitions?.kind === 'list'
      ? definitions.items.map(item => taskContainer(item, ['environment', 'secrets'], ['name', 'value'], 'terraform'))
      : []
  })

/** A container definition of a task, in Terraform's or CloudFormation's spelling. */
export const taskContainer = (
  item: Value,
  [plain, secret]: readonly [string, string],
  [nameKey, valueKey]: readonly [string, string],
  from: Container['from'],
): Container => {
  const environment = new Map<string, Value>()
  const list = (key: string): readonly Value[] => {
    const value = getPath(item, [key])
    return value?.kind === 'list' ? value.items : []
  }
  for (const entry of list(plain)) {
    const name = textOf(getPath(entry, [nameKey]))
    const value = getPath(entry, [valueKey])
    if (name === undefined || value === undefined) continue
    const origin = { kind: 'environment-variable', name, at: value.from.at } as const
    environment.set(name, {
      ...value,
      from: {
        ...value.from,
        origins: value.from.origins.some(
          one => one.kind === 'tfvars' || one.kind === 'parameter' || one.kind === 'default',
        )
          ? value.from.origins
          : [origin],
      },
    })
  }
  for (const entry of list(secret)) {
    const name = textOf(getPath(entry, [nameKey]))
    if (name !== undefined) environment.set(name, unresolved('outside', name, entry.from.at))
  }
  return { name: textOf(getPath(item, [nameKey])) ?? '', image: '', environment, command: [], from }
}

/** JSON in text, of which some parts may not be known: they come back where they stood. */
const parseJsonText = (value: Value): Value | undefined => {
  const parts = value.kind === 'template' ? value.parts : value.kind === 'known' ? [value] : []
  const text = parts.map((part, i) => textOf(part) ?? `\ue000${i}\ue001`).join('')
  if (!/^\s*[[{]/.test(text)) return undefined
  const [document] = readJson(embeddedSource(text, value.from.at)).documents
  return (
    document &&
    mapScalars(document, scalar => {
      const written = textOf(scalar)
      if (written === undefined || !written.includes('\ue000')) return scalar
      const pieces = written.split(/\ue000(\d+)\ue001/)
      return joinText(
        pieces.flatMap((piece, i) =>
          i % 2 === 0 ? (piece === '' ? [] : [withText(scalar, piece)]) : (parts[Number(piece)] ?? []),
        ),
        scalar.from.at,
      )
    })
  )
}
