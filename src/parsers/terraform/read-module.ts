import type { Diagnostic } from '../../model/diagnostic.ts'
import type { SourceLocation } from '../../model/source-location.ts'
import type { Attribute, Block, Body } from '../hcl/ast.ts'
import { formTrouble } from './block-form.ts'
import { mergeBody } from './merge-body.ts'
import type { ModuleConfig, ResourceConfig } from './module-config.ts'
import { resourceKey } from './module-config.ts'

const titles: Readonly<Record<string, readonly [string, string]>> = {
  variable: ['variable declaration', 'A variable'],
  output: ['output definition', 'An output'],
  module: ['module call', 'A module call'],
  provider: ['provider configuration', 'A provider configuration'],
  check: ['check block', 'A check block'],
  local: ['local value definition', 'A local value'],
}

interface Collected {
  readonly variables: Map<string, Block>
  readonly locals: Map<string, Attribute>
  readonly outputs: Map<string, Block>
  readonly resources: Map<string, ResourceConfig>
  readonly calls: Map<string, Block>
  readonly providers: Map<string, Block>
  readonly checks: Map<string, Block>
  readonly settings: Block[]
  readonly diagnostics: Diagnostic[]
}

const range = (at: SourceLocation): string => `${at.file}:${at.start.line}`

const error = (collected: Collected, summary: string, detail: string, at: SourceLocation): void => {
  collected.diagnostics.push({ severity: 'error', summary, detail, at })
}

/** Files in order: the primary ones, then the overrides. */
export const readModule = (
  directory: string,
  primary: readonly Body[],
  overrides: readonly Body[],
  diagnostics: readonly Diagnostic[],
): ModuleConfig => {
  const collected: Collected = {
    variables: new Map(),
    locals: new Map(),
    outputs: new Map(),
    resources: new Map(),
    calls: new Map(),
    providers: new Map(),
    checks: new Map(),
    settings: [],
    diagnostics: [...diagnostics],
  }
  for (const body of primary) addFile(collected, body, addBlock, addLocal)
  for (const body of overrides) addFile(collected, body, overrideBlock, overrideLocal)
  return { directory, ...collected, checks: [...collected.checks.values()] }
}

const addFile = (
  collected: Collected,
  body: Body,
  add: (collected: Collected, block: Block) => void,
  addOneLocal: (collected: Collected, local: Attribute) => void,
): void => {
  for (const attribute of body.attributes.values())
    if (attribute.name !== '//')
      error(
        collected,
        'Unsupported argument',
        `An argument named "${attribute.name}" is not expected here: a configuration file holds blocks.`,
        attribute.at,
      )
  for (const block of body.blocks) {
    const trouble = formTrouble(block)
    if (trouble !== undefined) collected.diagnostics.push(trouble)
    else if (block.type === 'locals') for (const local of block.body.attributes.values()) addOneLocal(collected, local)
    else add(collected, block)
  }
}

/** The map in which a block is kept, and its name there. */
const placeOf = (
  collected: Collected,
  block: Block,
): { readonly map: Map<string, Block>; readonly key: string } | undefined => {
  const name = block.labels[0] ?? ''
  switch (block.type) {
    case 'variable':
      return { map: collected.variables, key: name }
    case 'output':
      return { map: collected.outputs, key: name }
    case 'module':
      return { map: collected.calls, key: name }
    case 'check':
      return { map: collected.checks, key: name }
    case 'provider': {
      const alias = block.body.attributes.get('alias')?.expression
      const only = alias?.kind === 'template' ? alias.parts[0] : undefined
      return { map: collected.providers, key: only?.kind === 'text' ? `${name}.${only.value}` : name }
    }
    default:
      return undefined
  }
}

const asResource = (block: Block): ResourceConfig | undefined => {
  const mode =
    block.type === 'resource' ? 'managed' : block.type === 'data' || block.type === 'ephemeral' ? block.type : undefined
  const [type, name] = block.labels
  return mode === undefined || type === undefined || name === undefined ? undefined : { mode, type, name, block }
}

const addBlock = (collected: Collected, block: Block): void => {
  if (block.type === 'terraform') {
    collected.settings.push(block)
    return
  }
  const resource = asResource(block)
  if (resource !== undefined) {
    const key = resourceKey(resource.mode, resource.type, resource.name)
    const earlier = collected.resources.get(key)
    if (earlier === undefined) collected.resources.set(key, resource)
    else
      error(
        collected,
        `Duplicate ${block.type} "${resource.type}" configuration`,
        `A ${resource.type} ${block.type} named "${resource.name}" was already declared at ${range(earlier.block.header)}. Names must be unique per type in each module.`,
        block.header,
      )
    return
  }
  // A data source inside a check can be referred to there only, but its name is the module's.
  if (block.type === 'check')
    for (const inner of block.body.blocks) if (inner.type === 'data') addBlock(collected, inner)
  const place = placeOf(collected, block)
  if (place === undefined) return
  const earlier = place.map.get(place.key)
  if (earlier === undefined) {
    place.map.set(place.key, block)
    return
  }
  const [title, article] = titles[block.type] ?? [block.type, block.type]
  error(
    collected,
    `Duplicate ${title}`,
    `${article} named "${place.key}" was already defined at ${range(earlier.header)}. Names must be unique within a module.`,
    block.header,
  )
}

const addLocal = (collected: Collected, local: Attribute): void => {
  const earlier = collected.locals.get(local.name)
  if (earlier === undefined) collected.locals.set(local.name, local)
  else
    error(
      collected,
      'Duplicate local value definition',
      `A local value named "${local.name}" was already defined at ${range(earlier.at)}. Local value names must be unique within a module.`,
      local.at,
    )
}

const overrideBlock = (collected: Collected, block: Block): void => {
  if (block.type === 'terraform') {
    collected.settings.push(block)
    return
  }
  const resource = asResource(block)
  if (resource !== undefined) {
    const key = resourceKey(resource.mode, resource.type, resource.name)
    const original = collected.resources.get(key)
    if (original === undefined) {
      missingBase(collected, block, key)
      return
    }
    collected.resources.set(key, {
      ...original,
      block: { ...original.block, body: mergeBody(original.block.body, block.body) },
    })
    return
  }
  if (block.type === 'moved' || block.type === 'removed' || block.type === 'import')
    error(
      collected,
      `Cannot override ${block.type} blocks`,
      `Write the "${block.type}" block in a primary configuration file, not in an override file.`,
      block.header,
    )
  const place = placeOf(collected, block)
  if (place === undefined) return
  const original = place.map.get(place.key)
  if (original !== undefined) place.map.set(place.key, { ...original, body: mergeBody(original.body, block.body) })
  else if (block.type === 'provider') place.map.set(place.key, block)
  else missingBase(collected, block, place.key)
}

const missingBase = (collected: Collected, block: Block, name: string): void =>
  error(
    collected,
    `Missing ${block.type} to override`,
    `There is no ${block.type} "${name}". An override file can only override a block that is defined in a primary configuration file.`,
    block.header,
  )

const overrideLocal = (collected: Collected, local: Attribute): void => {
  if (collected.locals.has(local.name)) collected.locals.set(local.name, local)
  else
    error(
      collected,
      'Missing base local value definition to override',
      `There is no local value named "${local.name}". An override file can only override a local value that was already defined in a primary configuration file.`,
      local.at,
    )
}
