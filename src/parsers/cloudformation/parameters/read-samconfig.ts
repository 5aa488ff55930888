import { parse } from 'smol-toml'
import type { Diagnostic } from '../../../model/diagnostic.ts'
import { type SourceLocation, startOf } from '../../../model/source-location.ts'
import { type Locator, locator } from '../locate.ts'
import { readTemplate } from '../read-template.ts'
import type { TemplateNode } from '../template-node.ts'
import { type ParameterEntry, type ParameterFile, readAssignment, readAssignments } from './parameter-entries.ts'

export interface SamConfig {
  /** By config environment: what `sam deploy --config-env NAME` uses. */
  readonly environments: ReadonlyMap<string, ParameterFile>
  readonly diagnostics: readonly Diagnostic[]
}

type Settings = Readonly<Record<string, unknown>>
const isSettings = (value: unknown): value is Settings =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const settingsAt = (value: unknown, ...path: readonly string[]): Settings => {
  const below = path.reduce<unknown>((current, key) => (isSettings(current) ? current[key] : undefined), value)
  return isSettings(below) ? below : {}
}

/** Reads samconfig.toml or samconfig.yaml: https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/serverless-sam-cli-config.html */
export const readSamConfig = (file: string, text: string): SamConfig => {
  const isToml = /\.toml$/i.test(file)
  const read = isToml ? readToml(file, text) : readYaml(file, text)
  const environments = new Map<string, ParameterFile>()
  for (const [name, environment] of Object.entries(read.settings)) {
    if (!isSettings(environment)) continue
    const deploy = {
      ...settingsAt(environment, 'global', 'parameters'),
      ...settingsAt(environment, 'deploy', 'parameters'),
    }
    const at = (key: string, word?: string): SourceLocation => read.locate(name, key, word)
    environments.set(name, deployParameters(deploy, at))
  }
  return { environments, diagnostics: read.diagnostics }
}

const deployParameters = (deploy: Settings, at: (key: string, word?: string) => SourceLocation): ParameterFile => {
  const values = new Map<string, ParameterEntry>()
  const diagnostics: Diagnostic[] = []
  const overrides = deploy.parameter_overrides
  const add = (name: string, value: string): void => {
    values.set(name, { value, at: { ...at('parameter_overrides', name), path: [name] } })
  }
  const unread = (): void => {
    diagnostics.push({
      severity: 'warning',
      summary: 'Parameter overrides not read',
      detail: 'parameter_overrides is text or a list of Name=value pairs; what stands here is something else.',
      at: at('parameter_overrides'),
    })
  }
  if (isSettings(overrides)) for (const [name, value] of Object.entries(overrides)) add(name, String(value))
  else if (typeof overrides === 'string' && overrides.trim() !== '') {
    const assignments = readAssignments(overrides)
    if (assignments === undefined) unread()
    for (const { name, value } of assignments ?? []) add(name, value)
  } else if (Array.isArray(overrides))
    for (const item of overrides) {
      const word = readAssignments(String(item))?.[0] ?? readAssignment(String(item))
      if (word === undefined) unread()
      else add(word.name, word.value)
    }
  const textAt = (key: string): string | undefined =>
    typeof deploy[key] === 'string' ? (deploy[key] as string) : undefined
  const [stackName, region, template] = [
    textAt('stack_name'),
    textAt('region'),
    textAt('template_file') ?? textAt('template'),
  ]
  return {
    form: 'samconfig',
    values,
    ...(stackName !== undefined && { stackName }),
    ...(region !== undefined && { region }),
    ...(template !== undefined && { template }),
    diagnostics,
  }
}

interface Settled {
  readonly settings: Settings
  readonly locate: (environment: string, key: string, word?: string) => SourceLocation
  readonly diagnostics: readonly Diagnostic[]
}

const readToml = (file: string, text: string): Settled => {
  const at = locator(file, text)
  try {
    return { settings: parse(text), locate: (...where) => locateInToml(text, at, ...where), diagnostics: [] }
  } catch (error) {
    const line = error instanceof Error && 'line' in error && typeof error.line === 'number' ? error.line : 1
    const offset = text
      .split('\n')
      .slice(0, line - 1)
      .join('\n').length
    const detail = 'The file cannot be read as TOML from this line on.'
    const diagnostic: Diagnostic = {
      severity: 'error',
      summary: 'TOML not well-formed',
      detail,
      at: at(offset, offset, []),
    }
    return { settings: {}, locate: () => startOf(file), diagnostics: [diagnostic] }
  }
}

/** The TOML reader gives no positions: the key is looked for below the environment's table, then the word in its value. */
const locateInToml = (text: string, at: Locator, environment: string, key: string, word?: string): SourceLocation => {
  for (const table of [`${environment}.deploy.parameters`, `${environment}.global.parameters`]) {
    const header = text.search(new RegExp(`^\\s*\\[\\s*${table.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}\\s*\\]`, 'm'))
    if (header < 0) continue
    const body = text.indexOf(']', header) + 1
    const next = text.slice(body).search(/^\s*\[\[?[A-Za-z0-9_.\-" ]+\]\]?\s*(#.*)?$/m)
    const section = text.slice(body, next < 0 ? undefined : body + next)
    const found = new RegExp(`^[ \\t]*${key}[ \\t]*=`, 'm').exec(section)
    if (found === null) continue
    const start = body + found.index
    const inside = word === undefined ? -1 : section.indexOf(`${word}=`, found.index + found[0].length)
    const from = inside < 0 ? start : body + inside
    const line = text.indexOf('\n', from)
    return at(from, line < 0 ? text.length : line, [environment, 'deploy', 'parameters', key])
  }
  return at(0, 0, [])
}

const readYaml = (file: string, text: string): Settled => {
  const { root, diagnostics } = readTemplate(file, text)
  const toSettings = (node: TemplateNode): unknown =>
    node.kind === 'map'
      ? Object.fromEntries([...node.entries].map(([key, { node: child }]) => [key, toSettings(child)]))
      : node.kind === 'list'
        ? node.items.map(toSettings)
        : node.kind === 'scalar'
          ? node.text
          : undefined
  const find = (node: TemplateNode | undefined, path: readonly string[]): TemplateNode | undefined =>
    path.reduce<TemplateNode | undefined>(
      (at, key) => (at?.kind === 'map' ? at.entries.get(key)?.node : undefined),
      node,
    )
  const settings = root ? toSettings(root) : {}
  return {
    settings: isSettings(settings) ? settings : {},
    locate: (environment, key) =>
      (find(root, [environment, 'deploy', 'parameters', key]) ?? find(root, [environment, 'global', 'parameters', key]))
        ?.at ?? startOf(file),
    diagnostics,
  }
}
