import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, normalize, relative } from 'node:path'
import { describe, expect, test } from 'vitest'

const source = join(import.meta.dirname, '../src')

/** Who may import whom, beside their own folder. `*`: everything. */
const mayImport: Readonly<Record<string, readonly string[]>> = {
  model: [],
  parsers: ['model'],
  align: ['model'],
  io: ['model'],
  config: ['model'],
  aws: ['model'],
  environment: ['parsers', 'aws', 'model', 'config'],
  trace: ['model', 'align'],
  rules: ['model', 'align', 'trace'],
  report: ['model', 'align', 'trace', 'rules'],
  ui: ['model', 'align', 'trace', 'rules', 'report'],
  'analyze.ts': ['model', 'parsers', 'aws', 'environment', 'align', 'trace', 'rules', 'config'],
  'index.ts': ['*'],
  commands: ['*'],
  'action.ts': ['*'],
  'cli.ts': ['io'],
  'program.ts': ['*'],
}

/** Packages that only one place may import, so that they can be replaced there. `node:fs` stays at the edge. */
const onlyIn: readonly (readonly [string, RegExp])[] = [
  ['node:fs', /^io\//],
  ['node:fs/promises', /^io\//],
  ['ink', /^ui\//],
  ['react', /^ui\//],
  ['@cdktf/hcl2json', /^parsers\/hcl\/referee\.ts$/],
  ['deep-diff', /^align\//],
  ['node:http', /^commands\/(comment|probe)/],
  ['node:https', /^commands\/(comment|probe)/],
  ['node:tls', /^commands\/(comment|probe)/],
  ['node:child_process', /^(io|ui)\//],
]

const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter(file => /\.tsx?$/.test(file))

const importsOf = (file: string): readonly string[] =>
  [
    ...readFileSync(join(source, file), 'utf8').matchAll(
      /(?:^|\n)\s*(?:import|export)\s[^'"]*?from\s+['"]([^'"]+)['"]|import\(\s*['"]([^'"]+)['"]\s*\)|(?:^|\n)import\s+['"]([^'"]+)['"]/g,
    ),
  ].map(([, from, dynamic, bare]) => from ?? dynamic ?? bare ?? '')

const folderOf = (file: string): string => file.split('/')[0] ?? file

describe('the house', () => {
  test('has source files to look at', () => {
    expect(files.length).toBeGreaterThan(50)
  })

  test.each(files)('%s imports only what its layer may', file => {
    const own = folderOf(file)
    const allowed = mayImport[own]
    expect(allowed, `${own} is not in the table of layers`).toBeDefined()
    for (const specifier of importsOf(file)) {
      if (!specifier.startsWith('.')) {
        const rule = onlyIn.find(([name]) => name === specifier || specifier.startsWith(`${name}/`))
        if (rule) expect(file, `${specifier} may be imported only where ${rule[1]} matches`).toMatch(rule[1])
        continue
      }
      const target = folderOf(relative(source, normalize(join(source, dirname(file), specifier))))
      if (target === own || allowed?.includes('*')) continue
      expect(allowed, `${file} imports ${specifier}`).toContain(target)
    }
  })

  test('has no folder or file for odds and ends', () => {
    expect(files.filter(file => /(^|\/)(utils?|helpers?|common|misc)(\/|\.tsx?$)/.test(file))).toEqual([])
  })

  test('imports nothing in a circle between folders of the core', () => {
    const edges = new Map<string, Set<string>>()
    for (const file of files)
      for (const specifier of importsOf(file).filter(name => name.startsWith('.'))) {
        const [from, to] = [
          folderOf(file),
          folderOf(relative(source, normalize(join(source, dirname(file), specifier)))),
        ]
        if (from !== to) edges.set(from, (edges.get(from) ?? new Set()).add(to))
      }
    const reaches = (from: string, wanted: string, seen = new Set<string>()): boolean => {
      if (seen.has(from)) return false
      seen.add(from)
      return [...(edges.get(from) ?? [])].some(next => next === wanted || reaches(next, wanted, seen))
    }
    expect([...edges.keys()].filter(folder => reaches(folder, folder))).toEqual([])
  })
})
