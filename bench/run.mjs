// npm run bench: how long sotsu takes, as ratios to an empty Node script on the same machine, so that figures from different machines compare.
// Every other file of this folder is a bench of its own and is run after.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const here = dirname(fileURLToPath(import.meta.url))
const root = join(here, '..')
const cli = join(root, 'dist', 'cli.js')
// Medians of nine moved by a tenth from table to table.
const runs = Number(process.env.SOTSU_BENCH_RUNS ?? 31)

const scratch = mkdtempSync(join(tmpdir(), 'sotsu-bench-'))
const empty = join(scratch, 'empty.mjs')
writeFileSync(empty, '')

const time = args => {
  const start = performance.now()
  const { status, signal } = spawnSync(process.execPath, args, { cwd: join(root, 'examples'), stdio: 'ignore' })
  const taken = performance.now() - start
  if (status !== 0) throw new Error(`node ${args.join(' ')} ended with ${signal ?? status}`)
  return taken
}
const median = numbers => numbers.toSorted((one, other) => one - other)[Math.floor(numbers.length / 2)]

const cases = [
  ['empty Node script', [empty]],
  ['sotsu --version', [cli, '--version']],
  ['sotsu --help', [cli, '--help']],
  ['sotsu eval', [cli, 'eval', '1 + 1']],
  ['sotsu trace, 3 environments', [cli, 'trace', 'https://app.kumocard.example/cards']],
  ['sotsu check on examples/', [cli, 'check', '--fail-on', 'none']],
]

// In turns rather than one after the other: a busy moment of the machine then hits all alike.
const times = cases.map(() => [])
for (let run = 0; run < runs; run++) for (const [index, [, args]] of cases.entries()) times[index].push(time(args))
const baseline = median(times[0])
console.log(`medians of ${runs} runs; ratio to an empty Node script`)
for (const [index, [name]] of cases.entries()) {
  const taken = median(times[index])
  console.log(`${name.padEnd(30)} ${taken.toFixed(0).padStart(6)} ms ${(taken / baseline).toFixed(2).padStart(7)} x`)
}
rmSync(scratch, { recursive: true, force: true })

for (const file of readdirSync(here).filter(name => name.endsWith('.mjs') && name !== 'run.mjs')) {
  console.log(`\n${file}`)
  const { status } = spawnSync(process.execPath, [join(here, file)], { stdio: 'inherit' })
  if (status !== 0) process.exitCode = 1
}
