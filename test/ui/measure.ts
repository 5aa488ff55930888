// Entry of bench/ui.mjs: keypress to written frame on a long list, at 160x53, through a fake terminal.
import { spawnSync } from 'node:child_process'
import { fileLinks } from '../../src/commands/ui/hyperlinks.ts'
import { runUi } from '../../src/ui/run-ui.ts'
import { asStdin, asStdout, FakeStdin, FakeStdout } from './fake-terminal.ts'
import { manyFindings } from './fixture-analysis.ts'
import { fixtureHost } from './fixture-host.ts'

const findings = 10_000
let written = 0
let bytes = 0
const stdin = new FakeStdin()
const stdout = new FakeStdout({ columns: 160, rows: 53 }, text => {
  written = performance.now()
  bytes += text.length
})
const hasLinks = process.env.FORCE_HYPERLINK === '1'
const done = runUi(
  fixtureHost({
    stdin: asStdin(stdin),
    stdout: asStdout(stdout),
    analysis: manyFindings(findings),
    ...(hasLinks ? { linkTo: fileLinks('/home/aiko/shop', 'build-7', 'linux') } : {}),
  }),
)

const median = (numbers: readonly number[]): number =>
  numbers.toSorted((one, other) => one - other)[Math.floor(numbers.length / 2)] ?? 0

/** Milliseconds of the processor that Node takes to do nothing: what other figures are compared with. */
const emptyScript = (): number => {
  const script = 'const { user, system } = process.cpuUsage(); console.log((user + system) / 1000)'
  return median(
    Array.from({ length: 9 }, () => Number(spawnSync(process.execPath, ['-e', script], { encoding: 'utf8' }).stdout)),
  )
}
const empty = emptyScript()

const measure = (name: string, keys: readonly string[]): void => {
  const times: number[] = []
  bytes = 0
  const before = process.cpuUsage()
  for (const key of keys) {
    const start = performance.now()
    stdin.type(key)
    times.push(Math.max(0, written - start))
  }
  const used = process.cpuUsage(before)
  const processor = (used.user + used.system) / 1000 / keys.length
  times.sort((one, other) => one - other)
  const at = (share: number): string => (times[Math.floor(times.length * share)] ?? 0).toFixed(1)
  const average = Math.round(bytes / keys.length)
  console.log(
    `${name.padEnd(26)} min ${at(0)}  p50 ${at(0.5)}  p95 ${at(0.95)} ms  processor ${processor.toFixed(1)} ms, ${(processor / empty).toFixed(2)} x  ${average} bytes a frame`,
  )
}

const times = (key: string, number: number): readonly string[] => Array.from({ length: number }, () => key)
console.log(
  `keypress to frame, ${findings} findings, 160x53${hasLinks ? ', with links' : ''}, Node ${process.versions.node}; x: of an empty Node script`,
)
stdin.type('2')
measure('warm-up', times('j', 30))
measure('move down', times('j', 200))
measure('page down', times('\u001b[6~', 100))
stdin.type('g')
stdin.type('f')
measure('filter, as it is typed', [...'sev:error rule:dns* partner'])
stdin.type('\r')
stdin.type('\r')
measure('detail, next finding', times('n', 100))
stdin.type('t')
stdin.type('i')
measure('request, as it is typed', [...'/v1/statements/2026?format=pdf'])
// Before the end: what the screen holds is still held.
console.log(`memory ${Math.round(process.memoryUsage().rss / 2 ** 20)} MB resident`)
stdin.type('\u0003')
await done
