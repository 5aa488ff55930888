// Measures the terminal UI as it is built: keypress to written frame, and process start to first frame (in a terminal that `script` gives;
// needs the build). Processor time beside the clock, and as a ratio to an empty Node script: a busy machine moves it less. `node bench/ui.mjs`;
// with `FORCE_HYPERLINK=1` every place is a link.
import { spawn, spawnSync } from 'node:child_process'
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
/** Milliseconds from the start of the process to what is to be seen; `undefined` where there is no terminal to be had. */
const firstFrame = () =>
  new Promise(resolve => {
    const start = performance.now()
    const command = `stty cols 160 rows 53; exec '${process.execPath}' '${at('../dist/cli.js')}' ui --no-state`
    const { CI, NO_COLOR, ...env } = process.env
    const child = spawn('script', ['-qec', command, '/dev/null'], {
      cwd: at('../examples'),
      env: { ...env, TERM: 'xterm-256color' },
    })
    const times = {}
    let screen = ''
    child.stdout.setEncoding('utf8').on('data', text => {
      screen += text
      if (screen.includes('sotsu')) times.frame ??= performance.now() - start
      if (!screen.includes('Look at these first') || times.overview !== undefined) return
      times.overview = performance.now() - start
      child.stdin.write('q')
    })
    child.on('error', () => resolve(undefined))
    child.on('exit', () => resolve(times.overview === undefined ? undefined : times))
  })

const runs = Number(process.env.SOTSU_BENCH_RUNS ?? 9)

const emptyScript = () => {
  const start = performance.now()
  spawnSync(process.execPath, ['-e', '0'])
  return performance.now() - start
}

try {
  const times = []
  const empty = []
  for (let run = 0; run < runs; run++) {
    times.push(await firstFrame())
    empty.push(emptyScript())
  }
  const baseline = empty.sort((one, other) => one - other)[Math.floor(runs / 2)]
  const of = key => times.map(time => time?.[key] ?? Number.NaN).sort((one, other) => one - other)
  const said = key => {
    const median = of(key)[Math.floor(runs / 2)]
    return `min ${of(key)[0].toFixed(0)}  median ${median.toFixed(0)} ms, ${(median / baseline).toFixed(1)} x`
  }
  console.log(
    times.includes(undefined)
      ? 'first frame: not measured, needs the build, script(1) and stty(1)'
      : `x: of an empty Node script (${baseline.toFixed(0)} ms)\nstart to first frame ${said('frame')}; to the overview of examples/ ${said('overview')}`,
  )
  // In a process of its own, whose memory is the UI's.
  process.exitCode = spawnSync(process.execPath, [outfile], { stdio: 'inherit' }).status ?? 1
} finally {
  rmSync(directory, { recursive: true })
}
