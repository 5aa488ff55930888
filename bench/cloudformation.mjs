// How long templates take that are hard on the evaluator: many conditions, deep functions, and texts that are made to grow. `node bench/cloudformation.mjs`
// Each is read and evaluated in a process that has read none before, and then again in the same one.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { build } from 'esbuild'

const at = path => fileURLToPath(new URL(path, import.meta.url))
const directory = mkdtempSync(join(tmpdir(), 'sotsu-cloudformation-'))
const outfile = join(directory, 'cloudformation.mjs')
await build({
  stdin: {
    contents: `export { evaluateTemplate } from './parsers/cloudformation/evaluate-template.ts'
export { templateReader } from './parsers/cloudformation/template-reader.ts'
export { mapTree } from './io/map-tree.ts'`,
    resolveDir: at('../src'),
    loader: 'ts',
  },
  outfile,
  bundle: true,
  format: 'esm',
  platform: 'node',
  mainFields: ['module', 'main'],
  target: 'node20',
  logLevel: 'error',
  banner: {
    js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire('file:///');",
  },
})
const { evaluateTemplate, mapTree, templateReader } = await import(pathToFileURL(outfile).href)
rmSync(directory, { recursive: true })

const lines = (count, make) => Array.from({ length: count }, (_, index) => make(index)).join('')
const nested = (depth, make, inner) =>
  Array.from({ length: depth }, (_, index) => index).reduce((text, index) => make(index, text), inner)

const conditions = lines(
  100,
  index =>
    `  C${index}: ${index === 0 ? '!Equals [!Ref Env, prod]' : `!Or [!Condition C${index - 1}, !Not [!Equals [!Ref P${index}, x]]]`}\n`,
)
const many = `Parameters:
  Env: { Type: String, Default: staging }
${lines(100, index => `  P${index}: { Type: String, Default: x }\n`)}Conditions:
${conditions}Resources:
${lines(
  100,
  index => `  R${index}:
    Type: AWS::SNS::Topic
    Condition: C${index}
    Properties:
      TopicName: ${nested(40, (depth, text) => `!If [C${depth}, a${depth}, ${text}]`, 'x')}\n`,
)}  Always:
    Type: AWS::SNS::Topic
    Properties:
      TopicName: ${nested(90, (depth, text) => `!If [C${depth}, a${depth}, ${text}]`, 'x')}
`
const topic = value => `Resources:\n  A:\n    Type: AWS::SNS::Topic\n    Properties:\n      TopicName: ${value}\n`
const bomb = `Metadata:\n  a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n${lines(11, index => `  a${index + 1}: &a${index + 1} [${lines(9, () => `*a${index}, `)}*a${index}]\n`)}${topic('*a11')}`
const circle = `Conditions:\n${lines(1000, index => `  C${index}: !Not [!Condition C${(index + 1) % 1000}]\n`)}${topic('!If [C0, a, b]')}`
const itself =
  'Resources:\n  A:\n    Type: AWS::CloudFormation::Stack\n    Properties: { TemplateURL: template.yaml }\n'

const evaluate = tree =>
  evaluateTemplate({
    tree,
    file: 'template.yaml',
    stack: 'bench',
    parameters: new Map(),
    imports: new Map(),
    ssm: new Map(),
    secrets: 'shown',
  })

const cases = [
  ['100 conditions, deep Fn::If', many, { evaluating: 50 }],
  ['aliases that multiply', bomb, { both: 2000 }],
  ['1000 conditions in a circle', circle, { both: 2000 }],
  ['a nested stack of itself', itself, { both: 2000 }],
  ['20 MB of text', 'x'.repeat(20 * 1024 * 1024), { both: 2000 }],
  ['20 MB of JSON', `{"Resources":{${'"A":{},'.repeat(2_900_000)}"B":{}}}`, { both: 2000 }],
]

/** Milliseconds of processor time: the wall clock also counts what else the machine does. */
const timed = work => {
  const before = process.cpuUsage()
  const result = work()
  const { user, system } = process.cpuUsage(before)
  return { taken: (user + system) / 1000, result }
}
const once = text => {
  const tree = mapTree(new Map([['template.yaml', text]]))
  const reading = timed(() => templateReader({ tree, file: 'template.yaml' })('template.yaml'))
  const evaluating = timed(() => evaluate(tree))
  return { reading: reading.taken, evaluating: evaluating.taken, ...evaluating.result }
}
const median = numbers => numbers.toSorted((one, other) => one - other)[Math.floor(numbers.length / 2)]
const cells = (...values) => values.map(value => `${value.toFixed(1).padStart(9)} ms`).join('')

const chosen = process.argv[2]
if (chosen === undefined) {
  console.log(`${''.padEnd(30)}${'  read first'}${'   evaluated'}${'  read again'}${'   evaluated'}`)
  for (const index of cases.keys())
    spawnSync(process.execPath, [fileURLToPath(import.meta.url), String(index)], { stdio: 'inherit' })
} else {
  const [name, text, limit] = cases[Number(chosen)]
  const first = once(text)
  const others = Array.from({ length: 9 }, () => once(text))
  const again = ['reading', 'evaluating'].map(what => median(others.map(each => each[what])))
  const measured = limit.evaluating === undefined ? first.reading + first.evaluating : first.evaluating
  const bound = limit.evaluating ?? limit.both
  const end =
    first.diagnostics.find(({ severity }) => severity === 'error')?.summary ?? `${first.resources.length} resources`
  const verdict = measured <= bound ? 'ok' : `over ${bound} ms`
  console.log(`${name.padEnd(30)}${cells(first.reading, first.evaluating, ...again)}  ${verdict}  ${end}`)
}
