import type { Diagnostic } from '../../model/diagnostic.ts'
import { startOf } from '../../model/source-location.ts'
import type { SourceTree } from '../../model/source-tree.ts'
import type { Block } from '../hcl/ast.ts'
import { literalText } from '../hcl/ast.ts'
import { loadModule } from './load-module.ts'
import type { ModuleConfig, ModuleGap, ModuleTree } from './module-config.ts'
import { moduleFiles } from './module-files.ts'
import type { ModuleManifest } from './module-source.ts'
import { isModuleSource, locateModule, readModuleManifest } from './module-source.ts'
import type { FoundSketch } from './registry/find-sketch.ts'
import { findSketch } from './registry/find-sketch.ts'
import { readSketch } from './registry/read-sketch.ts'

/** The sketch of a module that is called, by its version or else by its arguments. */
const sketchFor = (source: string, { body }: Block): FoundSketch | undefined => {
  const version = body.attributes.get('version')?.expression
  const text = version && literalText(version)
  return version !== undefined && text === undefined
    ? undefined
    : findSketch(source, text, new Set(body.attributes.keys()))
}

const maximumDepth = 50
const maximumCalls = 10_000

export interface LoadedTree {
  readonly module: ModuleTree
  readonly diagnostics: readonly Diagnostic[]
}

/** Reads a root module and, recursively, the modules that it calls; `undefined` when the directory does not exist. */
export const loadModuleTree = async (tree: SourceTree, root: string): Promise<LoadedTree | undefined> => {
  const config = await loadModule(tree, root)
  if (config === undefined) return undefined
  const loader = new Loader(tree, root)
  const files = moduleFiles(tree, root)
  if (files?.primary.length === 0 && files.overrides.length === 0)
    loader.diagnostics.push({
      severity: 'error',
      summary: 'No configuration files',
      detail: `The directory "${root || '.'}" contains no Terraform configuration files.`,
      at: startOf(root),
    })
  const module = await loader.withChildren(config, [], [root])
  return { module, diagnostics: [...loader.diagnostics, ...loader.ofConfigs()] }
}

class Loader {
  readonly diagnostics: Diagnostic[] = []
  private readonly tree: SourceTree
  private readonly root: string
  private readonly manifest: ModuleManifest
  private readonly configs = new Map<string, ModuleConfig | undefined>()
  private calls = 0

  constructor(tree: SourceTree, root: string) {
    this.tree = tree
    this.root = root
    this.manifest = readModuleManifest(tree, root)
  }

  /** @param path names of the calls that lead here; @param above directories of the modules on the way, this one included */
  async withChildren(config: ModuleConfig, path: readonly string[], above: readonly string[]): Promise<ModuleTree> {
    this.configs.set(config.directory, config)
    const children = new Map<string, ModuleTree | ModuleGap>()
    for (const [name, call] of config.calls) children.set(name, await this.child(config, [...path, name], call, above))
    return { config, children }
  }

  /** A module that is called twice is told about once. */
  ofConfigs(): readonly Diagnostic[] {
    return [...this.configs.values()].flatMap(config => config?.diagnostics ?? [])
  }

  private async child(
    config: ModuleConfig,
    path: readonly string[],
    call: Block,
    above: readonly string[],
  ): Promise<ModuleTree | ModuleGap> {
    const name = path.join('.')
    const argument = call.body.attributes.get('source')
    const source = argument === undefined ? undefined : literalText(argument.expression)
    const at = argument?.expression.at ?? call.header
    const fail = (summary: string, detail: string): ModuleGap => {
      this.diagnostics.push({ severity: 'error', summary, detail, at })
      return { gap: 'invalid', source: source ?? '', at }
    }
    if (argument === undefined)
      return fail('Missing required argument', 'The argument "source" is required, but no definition was found.')
    if (source === undefined)
      return fail('Variables not allowed', 'The source of a module must be a literal text, without expressions.')
    if (!isModuleSource(source))
      return fail(
        'Invalid module source address',
        `"${source}" is no module source. A local directory must begin with ./ or ../, as in "./${source}".`,
      )
    const location = locateModule(source, config.directory, name, this.root, this.manifest, this.tree)
    if (location.kind === 'outside') {
      const sketch = sketchFor(source, call)
      const missing = `run terraform init to have its files below .terraform/modules`
      // What a sketch calls is part of the module that it stands for.
      if (config.isSketch !== true)
        this.diagnostics.push({
          severity: 'warning',
          summary: 'Module is not among the sources',
          detail:
            sketch === undefined
              ? `module "${path.at(-1)}" (${source}) was left out: ${location.why}. Its outputs are not known; ${missing}.`
              : `module "${path.at(-1)}" (${source}): ${location.why}. It is read from its arguments, as version ${sketch.major} documents them; to know the rest of it, ${missing}.`,
          at,
        })
      if (sketch === undefined || above.length > maximumDepth) return { gap: 'outside', source, at }
      const sketched = readSketch(sketch)
      return this.withChildren(sketched, path, [...above, sketched.directory])
    }
    const { directory } = location
    if (above.includes(directory))
      return fail(
        'Module cycle',
        `Module "${path.at(-1)}" calls itself: ${[...above.slice(above.indexOf(directory)), directory].map(step => step || '.').join(' → ')}.`,
      )
    this.calls += 1
    if (path.length > maximumDepth || this.calls > maximumCalls)
      return fail(
        'Too many modules',
        `Modules are followed ${maximumDepth} calls deep and ${maximumCalls} calls in all; this one was left out.`,
      )
    if (!this.configs.has(directory)) this.configs.set(directory, await loadModule(this.tree, directory))
    const child = this.configs.get(directory)
    if (child === undefined)
      return fail(
        'Unreadable module directory',
        `There is no directory "${directory}", which module "${path.at(-1)}" has as its source "${source}".`,
      )
    return this.withChildren(child, path, [...above, directory])
  }
}
