// Bundles one source file and imports it: benches measure what users run, not a transpiler.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { build } from 'esbuild'

export const load = async path => {
  const directory = mkdtempSync(join(tmpdir(), 'sotsu-bench-'))
  const outfile = join(directory, 'bench.mjs')
  try {
    await build({
      entryPoints: [fileURLToPath(new URL(`../../${path}`, import.meta.url))],
      outfile,
      bundle: true,
      format: 'esm',
      platform: 'node',
      target: 'node20',
      mainFields: ['module', 'main'],
      loader: { '.generated.json': 'json' },
      external: ['@cdktf/hcl2json'],
      banner: {
        js: `import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(${JSON.stringify(import.meta.url)});`,
      },
      logLevel: 'error',
    })
    return await import(pathToFileURL(outfile).href)
  } finally {
    rmSync(directory, { recursive: true })
  }
}
