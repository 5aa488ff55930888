import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { run } from './commands/fake-runtime.ts'

const root = join(import.meta.dirname, '..')
const read = (file: string): string => readFileSync(join(root, file), 'utf8')
const page = read('docs/ci.md')

interface Step {
  readonly uses?: string
  readonly run?: string
  readonly id?: string
  readonly with?: Readonly<Record<string, string>>
}
interface Workflow {
  readonly jobs?: Readonly<Record<string, { readonly steps: readonly Step[] }>>
}
const blocks = [...page.matchAll(/^```yaml\n([\s\S]*?)^```$/gm)].map(([, text = '']) => text)
const workflows = blocks.map(text => parse(text) as Workflow).filter(block => block?.jobs !== undefined)
const steps = [
  ...workflows.flatMap(({ jobs = {} }) => Object.values(jobs).flatMap(job => job.steps)),
  ...blocks.map(text => parse(text) as unknown).flatMap(block => (Array.isArray(block) ? (block as Step[]) : [])),
]
const action = parse(read('action.yml')) as Readonly<Record<'inputs' | 'outputs', Readonly<Record<string, unknown>>>>

/** What is asked of sotsu in a script, without what comes before and after it in a line. */
const commandsIn = (script: string): readonly (readonly string[])[] =>
  script
    .replace(/\\\n/g, ' ')
    .split(/\n|&&|\|\||;/)
    .flatMap(line => /(?:^|\s)sotsu ((?:check|comment|waive|plan|schema|explain)\b[^#`|>]*)/.exec(line)?.[1] ?? [])
    .map(line => [...line.matchAll(/"[^"]*"|\S+/g)].map(([word]) => word))

const optionsOf = async (command: string): Promise<string> => (await run([command, '--help'], { cwd: root })).out

const scripts: readonly (readonly [string, string])[] = [
  ['docs/ci.md', [...page.matchAll(/^```\w*\n([\s\S]*?)^```$/gm)].map(([, text = '']) => text).join('\n')],
  ['.gitlab/sotsu.yml', (parse(read('.gitlab/sotsu.yml')) as { sotsu: { script: string[] } }).sotsu.script.join('\n')],
  [
    '.pre-commit-hooks.yaml',
    (parse(read('.pre-commit-hooks.yaml')) as { entry: string }[]).map(one => one.entry).join('\n'),
  ],
  [
    'Dockerfile',
    [...read('Dockerfile').matchAll(/^(?:ENTRYPOINT|CMD) (.*)$/gm)]
      .flatMap(([, words = '']) => JSON.parse(words))
      .join(' '),
  ],
]

describe('docs/ci.md', () => {
  test('its workflows are YAML with steps', () => {
    expect(workflows).toHaveLength(2)
    expect(blocks.length).toBeGreaterThanOrEqual(5)
  })

  test('they give the action inputs that it has, and read outputs that it has', () => {
    const uses = steps.filter(({ uses = '' }) => uses.startsWith('OWNER/sotsu@'))
    expect(uses).toHaveLength(2)
    for (const name of uses.flatMap(step => Object.keys(step.with ?? {})))
      expect(Object.keys(action.inputs)).toContain(name)
    const outputs = [...page.matchAll(/steps\.sotsu\.outputs\.([\w-]+)/g)].map(([, name]) => name)
    expect(outputs).toContain('comment-json')
    for (const name of outputs) expect(Object.keys(action.outputs)).toContain(name)
  })

  test('names every input and output', () => {
    for (const name of [...Object.keys(action.inputs), ...Object.keys(action.outputs)])
      expect(page).toContain(`\`${name}\``)
  })

  test('the workflow that may write checks out nothing, and puts nothing of an event into a script', () => {
    const trusted = workflows.find(workflow => 'workflow_run' in ((workflow as { on?: object }).on ?? {}))
    const own = Object.values(trusted?.jobs ?? {}).flatMap(job => job.steps)
    expect(own.length).toBeGreaterThan(2)
    expect(own.filter(({ uses = '' }) => uses.startsWith('actions/checkout'))).toEqual([])
    for (const { run: script = '' } of own) expect(script).not.toContain('${{')
  })
})

describe.each(scripts)('what %s asks of sotsu', (_file, script) => {
  test('is there', async () => {
    const commands = commandsIn(script)
    expect(commands.length).toBeGreaterThan(0)
    for (const [command = '', ...words] of commands) {
      const help = await optionsOf(command)
      expect(help, command).toContain(`Usage: sotsu ${command}`)
      for (const word of words.filter(one => one.startsWith('--'))) expect(help, `${command} ${word}`).toContain(word)
    }
  })
})

test('a package that is made from the repository is built first, and has the types that it names', () => {
  const {
    scripts: own,
    bin,
    files,
    exports: entries,
  } = JSON.parse(read('package.json')) as Record<string, Record<string, string>> & {
    files: string[]
    exports: Record<string, { types: string }>
  }
  const { compilerOptions } = JSON.parse(read('tsconfig.build.json')) as { compilerOptions: { outDir: string } }
  expect(entries['.']?.types).toBe(`./${compilerOptions.outDir}/index.d.ts`)
  expect(own?.prepack).toBe(`${own?.build} && tsc -p tsconfig.build.json`)
  expect(Object.keys(bin ?? {})).toEqual(['sotsu'])
  expect(files).toContain('dist')
})
