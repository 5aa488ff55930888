// Measures the terminal UI as it is built: keypress to written frame. `node bench/ui.mjs`
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { build } from 'esbuild'

const at = path => fileURLToPath(new URL(path, import.meta.url))
const entry = at('../test/ui/measure.ts')
const directory = mkdtempSync(join(tmpdir(), 'sotsu-ui-'))
const outfile = join(directory, 'measure.mjs')
await build({
  entryPoints: [entry],
  outfile,
  bundle: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  minify: true,
  alias: { 'react-devtools-core': at('../scripts/no-devtools.mjs') },
  define: {
    'process.env.NODE_ENV': '"production"',
    'process.env.DEV': '"false"',
    'import.meta.url': JSON.stringify(pathToFileURL(entry).href),
  },
  banner: {
    js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire('file:///');",
  },
  logLevel: 'error',
})
try {
  // In a process of its own, whose memory is the UI's.
  process.exitCode = spawnSync(process.execPath, [outfile], { stdio: 'inherit' }).status ?? 1
} finally {
  rmSync(directory, { recursive: true })
}
