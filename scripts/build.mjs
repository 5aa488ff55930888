// Bundles sotsu: `cli.js` starts `program.cjs`, which lies compiled beside it; `ui.js` holds Ink and React, which only the terminal UI loads;
// `index.js` is the library, `action.js` the GitHub Action.
import { rmSync, writeFileSync } from 'node:fs'
import { build } from 'esbuild'
import { buildAction } from './action-bundle.mjs'

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
const constants = { 'process.env.NODE_ENV': '"production"', 'process.env.DEV': '"false"' }

/** The terminal UI stays a file of its own, loaded when it is asked for, through the loader that the program is given. */
const userInterface = {
  name: 'user-interface',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /\/ui\/run-ui\.ts$/ }, ({ kind }) =>
      kind === 'dynamic-import' ? { path: 'ui', namespace: 'user-interface' } : undefined,
    )
    onLoad({ filter: /.*/, namespace: 'user-interface' }, () => ({
      contents: "export const runUi = async host => (await loadModule('./ui.js')).runUi(host)",
    }))
  },
}

rmSync('dist', { recursive: true, force: true })
await Promise.all([
  build({
    ...shared,
    entryPoints: {
      cli: 'src/cli.ts',
      index: 'src/index.ts',
      ui: 'src/ui/run-ui.ts',
      'load-program': 'src/io/load-program.ts',
    },
    splitting: true,
    format: 'esm',
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
    plugins: [userInterface],
  }),
  buildAction('dist/action.js'),
])
await compile()

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
  } finally {
    process.chdir(cwd)
    process.stdout.write = stdout
    process.exitCode = exitCode
  }
  writeFileSync('dist/program.cache', script.createCachedData())
}
