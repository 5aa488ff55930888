// A pair of environments of 50,000 lines of Terraform each, end to end, in a process of its own; and how cost grows with size.
// `node bench/large.mjs [LINES…]`
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { load } from './support/load.mjs'

const cli = join(dirname(fileURLToPath(import.meta.url)), '..', 'dist', 'cli.js')
const sizes = process.argv.slice(2).map(Number)
const { largeRepository } = await load('test/mutation/large-repository.ts')

/** Prints, when the process ends, the processor time that it took and the most memory that it had. */
const meter = `data:text/javascript,${encodeURIComponent(`process.on('exit', () => {
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage()
  process.stderr.write('METER ' + JSON.stringify({ processor: (userCPUTime + systemCPUTime) / 1000, megabytes: maxRSS / 1024 }) + '\\n')
})`)}`

const measured = []
for (const lines of sizes.length > 0 ? sizes : [5_000, 50_000]) {
  const scratch = mkdtempSync(join(tmpdir(), 'sotsu-bench-large-'))
  try {
    const { files, linesEach } = largeRepository(lines)
    for (const [path, text] of files) {
      mkdirSync(dirname(join(scratch, path)), { recursive: true })
      writeFileSync(join(scratch, path), text)
    }
    const start = performance.now()
    const { status, stderr, stdout } = spawnSync(
      process.execPath,
      ['--import', meter, cli, 'check', '--fail-on', 'none'],
      { cwd: scratch, encoding: 'utf8', maxBuffer: 1 << 28 },
    )
    const milliseconds = performance.now() - start
    const meant = /METER (.*)/.exec(stderr)?.[1]
    if (status !== 0 || meant === undefined) throw new Error(`ended with ${status}\n${stderr}`)
    const { processor, megabytes } = JSON.parse(meant)
    measured.push({ lines: linesEach, processor })
    console.log(
      `${String(linesEach).padStart(7)} lines each: ${milliseconds.toFixed(0).padStart(6)} ms, ${processor.toFixed(0).padStart(6)} ms of the processor, ${megabytes.toFixed(0).padStart(4)} MB; ${stdout
        .split('\n')
        .slice(0, 4)
        .map(line => line.trim())
        .join('; ')}`,
    )
  } finally {
    rmSync(scratch, { recursive: true })
  }
}
const [small, large] = measured
if (small && large && sizes.length === 0)
  console.log(
    `${(large.lines / small.lines).toFixed(1)} x the lines take ${(large.processor / small.processor).toFixed(1)} x the time (<= 11 x); 50,000 lines: < 5,000 ms, < 500 MB`,
  )
