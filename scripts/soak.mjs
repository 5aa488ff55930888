// Random keys on the terminal UI, on 10,000 findings: memory, crashes, broken borders. SOAK_MINUTES=10 SOAK_SEED=1 node scripts/soak.mjs
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { build } from 'esbuild'

const at = path => fileURLToPath(new URL(path, import.meta.url))
const entry = at('../test/ui/soak-for-minutes.ts')
const directory = mkdtempSync(join(tmpdir(), 'sotsu-soak-'))
const outfile = join(directory, 'soak.mjs')
await build({
  entryPoints: [entry],
  outfile,
  bundle: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  mainFields: ['module', 'main'],
  alias: { 'react-devtools-core': at('./no-devtools.mjs') },
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
  // In a process of its own, whose memory is the UI's and the emulated terminal's.
  process.exitCode = spawnSync(process.execPath, ['--expose-gc', outfile], { stdio: 'inherit' }).status ?? 1
} finally {
  rmSync(directory, { recursive: true })
}
