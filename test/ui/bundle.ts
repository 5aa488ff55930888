import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

/** The UI over the fixture as one file that Node 20 runs, built as the product is. */
export const bundlePlay = async (outfile: string, entry = './play.ts'): Promise<void> => {
  await build({
    entryPoints: [at(entry)],
    outfile,
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    alias: { 'react-devtools-core': at('../../scripts/no-devtools.mjs') },
    define: {
      'process.env.NODE_ENV': '"production"',
      'process.env.DEV': '"false"',
      'import.meta.url': JSON.stringify(new URL('./play.ts', import.meta.url).href),
    },
    banner: {
      js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire('file:///');",
    },
    logLevel: 'error',
  })
}
