// The story of examples/, as sotsu tells it: in the terminal UI, or as a text report where there is no terminal. Findings are its point, so it
// always ends with 0.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const cli = join(root, 'dist', 'cli.js')
if (!existsSync(cli)) {
  console.error('sotsu is not built yet: run npm run build first.')
  process.exit(1)
}
const isTerminal = process.stdin.isTTY && process.stdout.isTTY
const args = isTerminal ? ['ui'] : ['check', '--fail-on', 'none']
spawnSync(process.execPath, [cli, ...args], { cwd: join(root, 'examples'), stdio: 'inherit' })
