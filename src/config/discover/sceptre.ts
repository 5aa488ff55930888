import { isMap, isScalar, isSeq, LineCounter, type Node, parseDocument } from 'yaml'
import type { SourceLocation } from '../../model/source-location.ts'
import { baseName, directoryOf, joinPath, readText, type SourceTree } from '../../model/source-tree.ts'
import { unknown, type Value } from '../../model/value.ts'
import type { FoundStack } from './cloudformation.ts'
import { environmentsAmong } from './names.ts'

/** One YAML file of Sceptre's `config/`, as text by key; what Jinja or a resolver decides is not known. */
interface StackConfig {
  readonly path: string
  readonly template: string | undefined
  readonly region: string | undefined
  readonly projectCode: string | undefined
  readonly stackName: string | undefined
  readonly parameters: ReadonlyMap<string, { readonly value: string | Value; readonly at: SourceLocation }>
}

const resolver = (tag: string) => ({ tag, resolve: (text: string) => `${tag} ${text}` })
const customTags = [
  '!stack_output',
  '!stack_output_external',
  '!ssm',
  '!environment_variable',
  '!file_contents',
  '!rcmd',
].map(resolver)

const textAt = (node: unknown): string | undefined =>
  isScalar(node) && node.value !== null ? String(node.source ?? node.value) : undefined

const readConfig = (tree: SourceTree, path: string): StackConfig | undefined => {
  const text = readText(tree, path)
  if (typeof text !== 'string' || text.length > 256 * 1024) return undefined
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, customTags, prettyErrors: false, uniqueKeys: false })
  const root = document.contents
  if (!isMap(root)) return undefined
  const member = (node: unknown, key: string): unknown => (isMap(node) ? node.get(key, true) : undefined)
  const locate = (node: Node, name: string): SourceLocation => {
    const place = (offset: number) => {
      const { line, col } = lines.linePos(offset)
      return { line: Math.max(1, line), column: Math.max(1, col), offset }
    }
    const [start, end] = node.range ?? [0, 0]
    return { file: path, start: place(start), end: place(end), path: ['parameters', name] }
  }
  const parameters = new Map<string, { value: string | Value; at: SourceLocation }>()
  const written = member(root, 'parameters')
  for (const { key, value } of isMap(written) ? written.items : []) {
    const name = textAt(key)
    if (name === undefined || (!isScalar(value) && !isSeq(value))) continue
    const at = locate(value, name)
    const items = isSeq(value) ? value.items.map(textAt) : [textAt(value)]
    const joined = items.every(item => item !== undefined) ? items.join(',') : undefined
    const decider = isScalar(value) && value.tag?.startsWith('!') ? outside(String(value.value)) : undefined
    const open = decider ?? (joined === undefined || /\{\{|\{%/.test(joined) ? `${name} of ${path}` : undefined)
    const value_ =
      open === undefined
        ? (joined ?? '')
        : unknown({ kind: 'outside', names: open }, { at, origins: [{ kind: 'parameter', name, at }] })
    parameters.set(name, { value: value_, at })
  }
  return {
    path,
    template: textAt(member(member(root, 'template'), 'path')) ?? textAt(member(root, 'template_path')),
    region: textAt(member(root, 'region')),
    projectCode: textAt(member(root, 'project_code')),
    stackName: textAt(member(root, 'stack_name')),
    parameters,
  }
}

/** `!stack_output prod/vpc.yaml::VpcId` by the name that the output of a stack is linked by; the stack's own name is put in later. */
const outside = (text: string): string => {
  const [, tag, rest = ''] = /^!(\w+) (.*)$/s.exec(text) ?? []
  if (tag === 'stack_output') return `sceptre:${rest}`
  if (tag === 'stack_output_external') return `stackoutput:${rest.replace('::', '.')}`
  if (tag === 'ssm') return `ssm:${rest}`
  return text.slice(1)
}

/** Sceptre calls a stack after its project and the path of its file (Sceptre documentation, "Stack config"). */
const nameOf = (path: string, projectCode: string | undefined): string =>
  [...(projectCode === undefined ? [] : [projectCode]), ...path.replace(/\.ya?ml$/, '').split('/')].join('-')

/** Stacks of a Sceptre project: `config/ENVIRONMENT/…/STACK.yaml`, templates in `templates/` beside it. */
export const findSceptreStacks = (
  tree: SourceTree,
  files: readonly string[],
  isTemplate: ReadonlySet<string>,
): ReadonlyMap<string, readonly FoundStack[]> => {
  const found = new Map<string, FoundStack[]>()
  const configs = files.filter(file => /(^|\/)config\/.+\.ya?ml$/.test(file) && !isTemplate.has(file))
  const projects = new Map<string, string[]>()
  for (const file of configs) {
    const root = /^(.*?)(?:^|\/)config\//.exec(file)?.[1] ?? ''
    projects.set(root, [...(projects.get(root) ?? []), file])
  }
  for (const [root, members] of projects) {
    const inConfig = (file: string): string =>
      file.slice(root === '' ? 'config/'.length : root.length + '/config/'.length)
    const read = new Map(
      members.flatMap(file => {
        const config = readConfig(tree, file)
        return config ? [[file, config] as const] : []
      }),
    )
    const environments = environmentsAmong([...new Set(members.map(file => inConfig(file).split('/')[0] ?? ''))])
    const inherited = (file: string, key: 'projectCode' | 'region'): string | undefined => {
      for (
        let directory = directoryOf(file);
        directory.length >= root.length && directory !== '';
        directory = directoryOf(directory)
      ) {
        const above = read.get(`${directory}/config.yaml`) ?? read.get(`${directory}/config.yml`)
        if (above?.[key] !== undefined) return above[key]
      }
      return undefined
    }
    for (const [file, config] of read) {
      if (/^config\.ya?ml$/.test(baseName(file)) || config.template === undefined) continue
      const environment = environments.get(inConfig(file).split('/')[0] ?? '')
      const written = config.template
      const template = [`templates/${written}`, written]
        .flatMap(path => joinPath(root, path) ?? [])
        .find(path => isTemplate.has(path))
      if (environment === undefined || template === undefined) continue
      const code = inherited(file, 'projectCode')
      const region = config.region ?? inherited(file, 'region')
      const parameters = [...config.parameters].map(
        ([name, { value, at }]) => [name, { value: withStackName(value, code), at }] as const,
      )
      const stack: FoundStack = {
        environment,
        group: `${root === '' ? '' : `${root}/`}config/`,
        config: {
          template,
          parameterFiles: [],
          parameters: new Map(parameters),
          stackName: config.stackName ?? nameOf(inConfig(file), code),
        },
        ...(region === undefined || region.includes('{{') ? {} : { region }),
        because: `${template}: Sceptre deploys it with ${file}`,
      }
      found.set(template, [...(found.get(template) ?? []), stack])
    }
  }
  return found
}

const withStackName = (value: string | Value, code: string | undefined): string | Value => {
  if (typeof value === 'string' || value.kind !== 'unknown') return value
  const [, path, output] = /^sceptre:(.*)::(.*)$/.exec(value.why.names) ?? []
  if (path === undefined || output === undefined) return value
  return { ...value, why: { ...value.why, names: `stackoutput:${nameOf(path, code)}.${output}` } }
}
