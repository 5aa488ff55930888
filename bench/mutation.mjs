// Faults put into healthy companies, each to be reported by the rule that owns it, and neutral edits, after which nothing changes: 2,000 runs,
// with a table by kind. `node bench/mutation.mjs [RUNS] [FIRST SEED] [KIND]`
import { load } from './support/load.mjs'

const [wanted = 2000, from = 1, only] = process.argv.slice(2)
const { faultRuns, healthyRuns, kinds, neutralRuns } = await load('test/mutation/campaign.ts')

const each = Math.ceil(Number(wanted) / (kinds.fault.length + kinds.neutral.length + 1))
const extent = { from: Number(from), each, largest: 50, ...(only === undefined ? {} : { kind: only }) }
const owners = new Map(kinds.fault.map(({ name, owner }) => [name, owner]))
const table = new Map()
const wrong = []
const used = process.cpuUsage()
for (const runs of [healthyRuns(extent), faultRuns(extent), neutralRuns(extent)])
  for await (const run of runs) {
    const row = table.get(run.kind) ?? { about: run.about, runs: 0, right: 0 }
    row.runs++
    if (run.wrong.length === 0) row.right++
    else wrong.push(...run.wrong.map(text => `${run.kind}: ${text}`))
    table.set(run.kind, row)
  }
const rows = [...table.values()]
const total = rows.reduce((sum, { runs }) => sum + runs, 0)
for (const [kind, { about, runs, right }] of table)
  console.log(
    `${about.padEnd(8)} ${kind.padEnd(58)} ${(owners.get(kind) ?? '').padEnd(42)} ${String(runs).padStart(4)} runs ${String(right).padStart(4)} right`,
  )
console.log(
  `${total} runs of ${kinds.fault.length} faults and ${kinds.neutral.length} neutral edits, ${rows.reduce((sum, { right }) => sum + right, 0)} right, ${(process.cpuUsage(used).user / 1e6).toFixed(0)} s of the processor`,
)
for (const text of wrong) console.log(`  ${text}`)
if (wrong.length > 0) process.exitCode = 1
