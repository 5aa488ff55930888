// Bundles sotsu: `cli.js` starts `program.cjs`, which lies compiled beside it; `ui.mjs` holds Ink and React, which only the terminal UI loads,
// `re2js.cjs` what only regular expressions of Terraform and of AWS need;
// `index.mjs` is the library, `action.mjs` the GitHub Action.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { build } from 'esbuild'
import { buildAction, version } from './action-bundle.mjs'

const shared = {
  outdir: 'dist',
  bundle: true,
  platform: 'node',
  target: 'node20',
  mainFields: ['module', 'main'],
  minify: true,
  legalComments: 'none',
  loader: { '.generated.json': 'json' },
  alias: { 'react-devtools-core': './scripts/no-devtools.mjs' },
  logLevel: 'warning',
}
// Without `fetch` Yoga takes its WebAssembly from the text it has, and Node need not load its HTTP client for that.
const constants = {
  'process.env.NODE_ENV': '"production"',
  'process.env.DEV': '"false"',
  ...version,
}

/** What is no part of the program comes through the loader that it is given: the terminal UI, a file of its own, and rules of a person's own. */
const loadedModules = {
  name: 'loaded-modules',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /\/ui\/run-ui\.ts$/ }, ({ kind }) =>
      kind === 'dynamic-import' ? { path: 'ui', namespace: 'loaded' } : undefined,
    )
    onResolve({ filter: /\/io\/import-module\.ts$/ }, () => ({ path: 'module', namespace: 'loaded' }))
    onLoad({ filter: /^ui$/, namespace: 'loaded' }, () => ({
      contents: "export const runUi = async host => (await loadModule('./ui.mjs')).runUi(host)",
    }))
    onLoad({ filter: /^module$/, namespace: 'loaded' }, () => ({
      contents: 'export const importModule = url => loadModule(url)',
    }))
  },
}

/** A package that few runs need is a file of its own, read when something of the package is first used. */
const readWhenUsed = name => ({
  name: `${name}-read-when-used`,
  setup({ onResolve, onLoad }) {
    const file = `./${name}.cjs`
    onResolve({ filter: new RegExp(`^${name}$`) }, () => ({ path: name, namespace: 'when-used' }))
    onResolve({ filter: /./, namespace: 'when-used' }, () => ({ path: file, external: true }))
    onLoad({ filter: new RegExp(`^${name}$`), namespace: 'when-used' }, async () => ({
      contents: `let used; exports.__esModule = true
for (const name of ${JSON.stringify(Object.keys(await import(name)))})
  Object.defineProperty(exports, name, { enumerable: true, get: () => (used ??= require('${file}'))[name] })`,
    }))
  },
})

/** commander starts commands that are programs of their own; sotsu has none, and the module takes a while to load. */
const withoutChildProcesses = {
  name: 'without-child-processes',
  setup({ onResolve }) {
    onResolve({ filter: /^node:child_process$/ }, ({ importer }) =>
      importer.includes('/node_modules/commander/') ? { path: resolve('scripts/no-child-process.mjs') } : undefined,
    )
  },
}

rmSync('dist', { recursive: true, force: true })
await Promise.all([
  build({
    ...shared,
    entryPoints: { cli: 'src/cli.ts', 'load-program': 'src/io/load-program.ts' },
    format: 'cjs',
    define: { ...constants, 'import.meta.dirname': '__dirname' },
  }),
  build({
    ...shared,
    entryPoints: { index: 'src/index.ts', ui: 'src/ui/run-ui.ts' },
    splitting: true,
    format: 'esm',
    outExtension: { '.js': '.mjs' },
    external: ['@cdktf/hcl2json'],
    define: { ...constants, fetch: 'undefined' },
    banner: {
      js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
    },
  }),
  build({
    ...shared,
    entryPoints: { program: 'src/program.ts' },
    format: 'cjs',
    outExtension: { '.js': '.cjs' },
    supported: { 'dynamic-import': false },
    external: ['@cdktf/hcl2json'],
    define: { ...constants, 'import.meta.url': 'moduleUrl' },
    plugins: [loadedModules, withoutChildProcesses, readWhenUsed('re2js')],
  }),
  build({ ...shared, entryPoints: ['re2js'], format: 'cjs', outExtension: { '.js': '.cjs' } }),
  buildAction('dist/action.mjs'),
])
// Node starts a CommonJS file sooner than an ES module; what is one of those says so by its name.
declareType('dist', 'commonjs')
declareType('dist/types', 'module')
wrap('dist/program.cjs')
await compile()

/** What files called `.js` or `.d.ts` are in a directory. */
function declareType(directory, type) {
  mkdirSync(directory, { recursive: true })
  writeFileSync(`${directory}/package.json`, `${JSON.stringify({ type })}\n`)
}

/** Makes the program the text of a function that takes what it needs, in ASCII alone: such a text is read and hashed as bytes. */
function wrap(file) {
  const text = readFileSync(file, 'utf8').replace(
    /[^\0-\x7f]/g,
    unit => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
  writeFileSync(file, `(function (exports, require, module, moduleUrl, loadModule) {${text}\n})`, 'latin1')
}

/** Runs the program once on the example, so that what a run needs is among the compiled code that is left for later runs. */
async function compile() {
  const { loadProgram } = await import('../dist/load-program.js')
  const { program, script } = loadProgram()
  const { cwd, stdout, exitCode } = { cwd: process.cwd(), stdout: process.stdout.write, exitCode: process.exitCode }
  process.chdir('examples')
  process.stdout.write = () => true
  try {
    await program.run(['check', '--fail-on', 'none'], '')
    await program.run(['trace', 'https://app.kumocard.example/'], '')
    writeFileSync('../dist/program.cache', script.createCachedData())
    // Not for the code cache: what is read when used is there.
    if ((await program.run(['eval', 'regex("b+", "abb")'], '')) !== 0)
      throw new Error('the program cannot read re2js.cjs')
  } finally {
    process.chdir(cwd)
    process.stdout.write = stdout
    process.exitCode = exitCode
  }
}
