#!/usr/bin/env node
// node examples/replay.mjs <moment> [target directory]
//
// Copies the example to the target (a fresh temporary directory by default) as it was at one moment of its story.
// Each moment has the corrections of those before it; moments/<moment>.json holds its own.
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, relative, resolve, sep } from 'node:path'
import { fileURLToPath } from 'node:url'

const moments = ['as-it-was', 'routed', 'certified', 'corrected']

const example = dirname(fileURLToPath(import.meta.url))
const aboutTheExample = new Set(['README.md', 'moments', 'replay.mjs'])

const quit = message => {
  console.error(message)
  process.exit(2)
}

const applyEdit = (target, { file, replace, with: replacement }) => {
  const path = join(target, file)
  const parts = readFileSync(path, 'utf8').split(replace.join('\n'))
  if (parts.length !== 2) quit(`${file}: expected this text once, found it ${parts.length - 1} times:\n${replace.join('\n')}`)

  writeFileSync(path, parts.join(replacement.join('\n')))
}

const [moment, wanted] = process.argv.slice(2)
if (!moments.includes(moment)) quit(`Usage: node examples/replay.mjs ${moments.join('|')} [target directory]`)

const target = wanted === undefined ? mkdtempSync(join(tmpdir(), `kumo-card-${moment}-`)) : resolve(wanted)
if (target === example || target.startsWith(example + sep)) quit('The target must lie outside the example.')
if (existsSync(target) && readdirSync(target).length > 0) quit(`${target} is not empty.`)

mkdirSync(target, { recursive: true })
cpSync(example, target, {
  recursive: true,
  filter: source => !aboutTheExample.has(relative(example, source)),
})

console.log(`Kumo Card, ${moment}: ${target}`)
for (const passed of moments.slice(1, moments.indexOf(moment) + 1)) {
  const { mends, edits } = JSON.parse(readFileSync(join(example, 'moments', `${passed}.json`), 'utf8'))
  for (const edit of edits) applyEdit(target, edit)
  console.log(`  ${passed}: mends "${mends}"`)
}

const sotsu = `node ${resolve(example, '..', 'dist', 'cli.js')}`
console.log(`
Now run:
  cd ${target}
  ${sotsu} check
  ${sotsu} trace https://partner-api.kumocard.example/partner/v1/statements/2026-10 --env production`)
