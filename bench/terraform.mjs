// How fast Terraform is read and evaluated: beside hcl2json (HashiCorp's parser in WebAssembly), by how cost grows, and with input made to
// take forever. Each case is a process of its own. `node bench/terraform.mjs [REPOSITORY]` reads that repository's files instead of made ones.
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { build } from 'esbuild'

const here = dirname(fileURLToPath(import.meta.url))
const root = join(here, '..')
const cli = join(root, 'dist', 'cli.js')
const hcl2json = pathToFileURL(join(root, 'node_modules', '@cdktf', 'hcl2json', 'lib', 'index.js')).href
const runs = Number(process.env.SOTSU_BENCH_RUNS ?? 5)
const limits = { milliseconds: 2000, megabytes: 512 }

const scratch = mkdtempSync(join(tmpdir(), 'sotsu-bench-terraform-'))
const reader = join(scratch, 'reader.mjs')
await build({
  entryPoints: [join(root, 'src', 'parsers', 'hcl', 'read-hcl.ts')],
  outfile: reader,
  bundle: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  minify: true,
  logLevel: 'error',
})
const median = numbers => numbers.toSorted((one, other) => one - other)[Math.floor(numbers.length / 2)]
const times = (count, make) => Array.from({ length: count }, (_, index) => make(index))

/** Milliseconds of a process, and the most memory that it had. */
const measure = (args, options = {}) => {
  const start = performance.now()
  const { status, signal, stdout } = spawnSync(process.execPath, args, {
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    timeout: 60_000,
    ...options,
  })
  const milliseconds = performance.now() - start
  return { milliseconds, status: signal ?? status, stdout: stdout ?? '' }
}
const write = (path, text) => {
  mkdirSync(dirname(join(scratch, path)), { recursive: true })
  writeFileSync(join(scratch, path), text)
  return join(scratch, path)
}
const directory = (name, files) => {
  for (const [file, text] of Object.entries(files)) write(join(name, file), text)
  return join(scratch, name)
}
const row = (name, ...cells) => console.log(name.padEnd(44), ...cells.map(cell => cell.padStart(12)))
const ms = value => `${value.toFixed(0)} ms`

// 1. Reading

const filesOf = repository => {
  const found = []
  const visit = path => {
    for (const entry of readdirSync(path, { withFileTypes: true })) {
      if (entry.name === '.git' || entry.name === 'node_modules') continue
      const below = join(path, entry.name)
      if (entry.isDirectory()) visit(below)
      else if (/\.tf$/.test(entry.name)) found.push(below)
    }
  }
  visit(repository)
  return found
}

const service = index => `
variable "size_${index}" {
  type    = object({ cpu = number, memory = optional(number, 512) })
  default = { cpu = 256 }
}
resource "aws_lb_listener_rule" "service_${index}" {
  listener_arn = aws_lb_listener.https.arn
  priority     = ${100 + index}
  action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.service["${index}"].arn
  }
  condition {
    host_header {
      values = [for host in var.hosts : "service-${index}.\${host}" if host != ""]
    }
  }
  tags = merge(var.tags, { Name = "\${var.name}-${index}" }) # one for each
}
`
const made = () => {
  const repository = join(scratch, 'made')
  for (const index of times(200, each => each))
    write(join('made', `service-${index}`, 'main.tf'), times(10, each => service(index * 10 + each)).join(''))
  return repository
}

const readers = {
  sotsu: `import { readHcl } from ${JSON.stringify(pathToFileURL(reader).href)}
for (const file of files) readHcl(file, readFileSync(file, 'utf8'))`,
  hcl2json: `import hcl from ${JSON.stringify(hcl2json)}
for (const file of files) await hcl.parse(file, readFileSync(file, 'utf8')).catch(() => undefined)`,
}
const repository = process.argv[2] ?? made()
const files = filesOf(repository)
const list = write('files.json', JSON.stringify(files))
const scripts = Object.entries(readers).map(([name, body]) => [
  name,
  write(
    `read-${name}.mjs`,
    `import { readFileSync } from 'node:fs'\nconst files = JSON.parse(readFileSync(${JSON.stringify(list)}, 'utf8'))\n${body}\n`,
  ),
])
const empty = write('empty.mjs', '')
const taken = Object.fromEntries([...scripts, ['empty', empty]].map(([name]) => [name, []]))
for (let run = 0; run < runs; run++)
  for (const [name, script] of [...scripts, ['empty', empty]]) taken[name].push(measure([script]).milliseconds)
const reading = Object.fromEntries(Object.entries(taken).map(([name, all]) => [name, median(all)]))
const bytes = files.reduce((sum, file) => sum + readFileSync(file).length, 0)
console.log(`reading ${files.length} files, ${(bytes / 1e6).toFixed(2)} MB, cold, medians of ${runs}`)
row('an empty Node script', ms(reading.empty))
row('hcl2json', ms(reading.hcl2json))
row('sotsu', ms(reading.sotsu), `${(reading.sotsu / reading.hcl2json).toFixed(3)} x`)

// 2. Evaluating

const expressions = times(10_000, index => ({
  id: index,
  expr: [
    'upper("a${}")',
    'join(",", [for x in range(5) : x * ${}])',
    'merge({ a = ${} }, { b = "x" })',
    'cidrsubnet("10.0.0.0/8", 8, ${} % 200)',
  ][index % 4].replaceAll('${}', String(index)),
}))
const batch = expressions.map(line => JSON.stringify(line)).join('\n')
const batchTime = median(times(runs, () => measure([cli, 'eval', '--batch'], { input: batch }).milliseconds))
row('10,000 expressions through eval --batch', ms(batchTime), `< 1500 ms`)

const locals = count =>
  `variable "name" { default = "kumo" }\nlocals {\n${times(count, index => `  l${index} = jsonencode({ name = "\${var.name}-${index}", items = [for i in range(3) : "\${i}-${index}"] })`).join('\n')}\n}\n`
const rootTime = count => {
  const dir = directory(`locals-${count}`, { 'main.tf': locals(count) })
  return median(times(runs, () => measure([cli, 'inspect', dir, '--format', 'json'], { cwd: scratch }).milliseconds))
}
const thousand = rootTime(1000)
row('a root with 1,000 locals', ms(thousand), '< 650 ms')
const tenThousand = rootTime(10_000)
row(
  '… with 10,000',
  ms(tenThousand),
  `${((tenThousand - reading.empty) / (thousand - reading.empty)).toFixed(1)} x`,
  '<= 11 x',
)

// 3. Hostile input

const inRoot = text => [
  cli,
  'inspect',
  directory(`hostile-${Math.random().toString(36).slice(2)}`, { 'main.tf': text }),
  '--format',
  'json',
]
const nested = (count, open, inner, close) => open.repeat(count) + inner + close.repeat(count)
const output = text => `output "o" {\n  value = ${text}\n}\n`
const hostile = {
  '10,000 brackets': output(nested(10_000, '[', '1', ']')),
  '10,000 parentheses': output(nested(10_000, '(', '1', ')')),
  '10,000 blocks': nested(10_000, 'a {\n', '', '}\n'),
  '10,000 templates': output(nested(10_000, '"${', '1', '}"')),
  'operators in a row': output(times(50_000, () => '1').join(' + ')),
  'a huge range': output('range(100000000)'),
  'a long format': output('format("%1000000000d", 1)'),
  'setproduct of six ranges': output(`setproduct(${times(6, () => 'range(100)').join(', ')})`),
  'nested loops': output('[for a in range(1000) : [for b in range(1000) : [for c in range(1000) : 1]]]'),
  'text that doubles sixty times': `locals {\n  l0 = "aaaaaaaaaa"\n${times(60, index => `  l${index + 1} = "\${local.l${index}}\${local.l${index}}"`).join('\n')}\n}\n`,
  'partly known text that doubles': `variable "x" {}\nlocals {\n  l0 = "\${var.x}a"\n${times(60, index => `  l${index + 1} = "\${local.l${index}}\${local.l${index}}"`).join('\n')}\n}\n`,
  'a circle of 5,000 locals': `locals {\n${times(5000, index => `  l${index} = local.l${(index + 1) % 5000}`).join('\n')}\n}\n`,
  'a module that calls itself': 'module "m" {\n  source = "./"\n}\n',
  'a billion instances': 'resource "aws_lb" "x" {\n  count = 1000000000\n}\n',
  'deep YAML': `output "o" {\n  value = yamldecode("${'['.repeat(20_000)}")\n}\n`,
  'deep JSON': `output "o" {\n  value = jsondecode("${'['.repeat(20_000)}")\n}\n`,
  'a regular expression': output(`regexall("(a*)*b", "${'a'.repeat(5000)}")`),
  'a 50 MB comment': `# ${'x'.repeat(50_000_000)}\n`,
  '50 MB of locals': `locals {\n${times(1_250_000, index => `  local_${index} = "value of ${index}"`).join('\n')}\n}\n`,
  '50 MB of brackets': '['.repeat(50_000_000),
  '50 MB in one text': output(`"${'x'.repeat(50_000_000)}"`),
}
console.log(`hostile input, each within ${limits.milliseconds} ms of processor time and ${limits.megabytes} MB`)
const probe = write(
  'probe.cjs',
  `process.on('exit', () => {
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage()
  require('node:fs').writeSync(2, 'used ' + Math.round((userCPUTime + systemCPUTime) / 1000) + ' ' + Math.round(maxRSS / 1024) + '\\n')
})\n`,
)
for (const [name, text] of Object.entries(hostile)) {
  const start = performance.now()
  const { status, signal, stderr, stdout } = spawnSync(process.execPath, ['--require', probe, ...inRoot(text)], {
    cwd: scratch,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    timeout: 30_000,
  })
  const milliseconds = performance.now() - start
  const [, cpu, megabytes] = (/^used (\d+) (\d+)$/m.exec(stderr ?? '') ?? []).map(Number)
  const isTold = /"diagnostics": \[\s*\{/.test(stdout ?? '')
  const isWithin = cpu <= limits.milliseconds && megabytes <= limits.megabytes && status === 0
  if (!isWithin) process.exitCode = 1
  row(
    name,
    ms(milliseconds),
    `${cpu} ms CPU`,
    `${megabytes} MB`,
    isTold ? 'diagnostic' : 'no trouble',
    isWithin ? 'ok' : `NOT ok${(signal ?? status) ? ` (${signal ?? status})` : ''}`,
  )
}
rmSync(scratch, { recursive: true, force: true })
