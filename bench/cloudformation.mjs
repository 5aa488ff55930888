// How long templates take that are hard on the evaluator: many conditions, deep functions, and texts that are made to grow. `node bench/cloudformation.mjs`
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
    contents: `export { evaluateTemplate, parameterInput } from './parsers/cloudformation/evaluate-template.ts'
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
const { evaluateTemplate, mapTree } = await import(pathToFileURL(outfile).href)
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
  ['100 conditions, deep Fn::If', many, 'again'],
  ['aliases that multiply', bomb, 2000],
  ['1000 conditions in a circle', circle, 2000],
  ['a nested stack of itself', itself, 2000],
  ['20 MB of text', 'x'.repeat(20 * 1024 * 1024), 2000],
  ['20 MB of JSON', `{"Resources":{${'"A":{},'.repeat(2_900_000)}"B":{}}}`, 2000],
]
console.log('one template: read and evaluated, then evaluated again for other environments (median of 9)')
for (const [name, text, bounded] of cases) {
  const tree = mapTree(new Map([['template.yaml', text]]))
  const times = Array.from({ length: 10 }, () => {
    const start = performance.now()
    const { diagnostics, resources } = evaluate(tree)
    return { taken: performance.now() - start, diagnostics, resources }
  })
  const [first, ...others] = times
  const median = others.map(({ taken }) => taken).toSorted((one, other) => one - other)[4]
  const end =
    first.diagnostics.find(({ severity }) => severity === 'error')?.summary ?? `${first.resources.length} resources`
  const [measured, bound] = bounded === 'again' ? [median, 50] : [first.taken, bounded]
  const verdict = measured <= bound ? 'ok' : `over ${bound} ms`
  console.log(
    `${name.padEnd(30)} ${first.taken.toFixed(0).padStart(6)} ms ${median.toFixed(1).padStart(8)} ms  ${verdict}  ${end}`,
  )
}
