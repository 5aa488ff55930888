// Bundles the GitHub Action into one file: a runner starts it from a checkout without node_modules.
import { readFileSync } from 'node:fs'
import { build } from 'esbuild'

/** The version, put in wherever `SOTSU_VERSION` stands. */
export const version = { SOTSU_VERSION: JSON.stringify(JSON.parse(readFileSync('package.json', 'utf8')).version) }

/** The terminal UI is no part of it. */
const withoutInterface = {
  name: 'without-interface',
  setup({ onResolve }) {
    onResolve({ filter: /\/ui\/run-ui\.ts$/ }, () => ({ path: './ui.mjs', external: true }))
  },
}

export const buildAction = outfile =>
  build({
    entryPoints: ['src/action.ts'],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    mainFields: ['module', 'main'],
    minify: true,
    legalComments: 'none',
    loader: { '.generated.json': 'json' },
    alias: { '@cdktf/hcl2json': './scripts/no-referee.mjs' },
    define: {
      'process.env.NODE_ENV': '"production"',
      ...version,
    },
    banner: {
      js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
    },
    plugins: [withoutInterface],
    logLevel: 'warning',
  })
