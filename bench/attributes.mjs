// What evaluation leaves open: for each repository the shares of the attributes of routing, TLS, DNS and authentication resources that are
// known, references, unknown for a named input, and neither. `node bench/attributes.mjs REPOSITORY…`; the environments are those that
// sotsu.yaml names or discovery finds. `--why` lists what is neither.
import { existsSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { load } from './support/load.mjs'

const { diskTree } = await load('src/io/disk-tree.ts')
const { detectors, dotenvVariables } = await load('src/commands/detect/detectors.ts')
const { resolveConfig } = await load('src/config/resolve-config.ts')
const { readSotsuYaml } = await load('src/config/read-sotsu-yaml.ts')
const { evaluateSources } = await load('src/environment/evaluate-sources.ts')
const { isRequestRelated } = await load('src/aws/unmodelled.ts')

/** Everything in a value that is no list and no map. */
const leaves = value => {
  if (value.kind === 'list' || value.kind === 'set') return value.items.flatMap(leaves)
  return value.kind === 'map' ? [...value.entries.values()].flatMap(leaves) : [value]
}
const shareOf = value => {
  if (value.kind === 'known' || value.kind === 'reference') return value.kind
  if (value.kind === 'unknown') return value.why.kind === 'invalid' || value.why.names === '' ? 'neither' : 'unknown'
  // A text made of a reference is as much a reference; one unknown in it makes it unknown.
  const shares = value.parts.flatMap(leaves).map(shareOf)
  return ['neither', 'unknown', 'reference'].find(share => shares.includes(share)) ?? 'known'
}
const percent = (part, whole) => `${((100 * part) / Math.max(1, whole)).toFixed(1)} %`.padStart(9)

const given = process.argv.slice(2).filter(argument => argument !== '--why')
const repositories = given.length > 0 ? given : [fileURLToPath(new URL('../examples', import.meta.url))]
console.log(
  `${''.padEnd(26)}environments   resources  attributes     known reference   unknown   neither   errors in files`,
)
for (const repository of repositories) {
  const tree = diskTree(repository)
  const file = join(repository, 'sotsu.yaml')
  const document = existsSync(file) ? readSotsuYaml('sotsu.yaml', readFileSync(file, 'utf8')) : undefined
  const { config } = await resolveConfig(tree, document, { detectors, readDotenv: dotenvVariables })
  const counts = { known: 0, reference: 0, unknown: 0, neither: 0 }
  const reasons = new Map()
  const files = new Set()
  let resources = 0
  for (const environment of config.environments) {
    const { sources } = await evaluateSources(tree, environment, 'bench')
    for (const { diagnostics } of sources)
      for (const { severity, at } of diagnostics) if (severity === 'error') files.add(at.file)
    for (const resource of sources.flatMap(source => source.resources)) {
      if (!isRequestRelated(resource)) continue
      resources += 1
      for (const leaf of leaves(resource.values)) {
        const share = shareOf(leaf)
        counts[share] += 1
        if (share !== 'neither') continue
        const why = leaf.kind === 'unknown' ? leaf.why.names : 'inside a text'
        const where = `${environment.name} ${resource.address.source} ${resource.address.name}: ${why}`
        reasons.set(where, (reasons.get(where) ?? 0) + 1)
      }
    }
  }
  const whole = Object.values(counts).reduce((sum, count) => sum + count, 0)
  const shares = Object.values(counts).map(count => percent(count, whole))
  console.log(
    `${basename(repository).padEnd(26)}${String(config.environments.length).padStart(12)}${String(resources).padStart(12)}${String(whole).padStart(12)} ${shares.join(' ')}${String(files.size).padStart(10)}`,
  )
  if (process.argv.includes('--why')) for (const [where, count] of reasons) console.log(`  ${count} × ${where}`)
}
