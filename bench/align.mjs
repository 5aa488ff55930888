// 500 entities against 500 that have the same part and other names. `node bench/align.mjs`
import { load } from './support/load.mjs'

const { alignEntities } = await load('src/align/align-entities.ts')
const { namingOf } = await load('src/align/naming.ts')
const { entityKinds } = await load('src/model/entity.ts')

const at = {
  file: 'main.tf',
  start: { line: 1, column: 1, offset: 0 },
  end: { line: 1, column: 2, offset: 1 },
  path: [],
}
const from = { at, origins: [] }
const text = value => ({ kind: 'known', value, from })
const ref = name => ({ kind: 'reference', to: { source: 'x', name }, attribute: ['arn'], from })

/** Rules that differ in host, path and target; nothing of their names is the same on both sides. */
const model = (name, count, nameOf) => {
  const rules = Array.from({ length: count }, (_, index) => ({
    kind: 'listener-rule',
    address: { source: 'x', name: `aws_lb_listener_rule.${nameOf(index)}` },
    at,
    exists: 'yes',
    listener: ref('aws_lb_listener.https'),
    priority: text(index + 1),
    conditions: [
      { at, field: 'host-header', values: [text(`s${index % 50}.${name}.example.com`)] },
      { at, field: 'path-pattern', values: [text(`/p${Math.floor(index / 50)}/*`), text(`/q${index}`)] },
    ],
    actions: [{ at, type: 'forward', targets: [{ targetGroup: ref(`aws_lb_target_group.t${index % 20}`) }] }],
    transforms: [],
  }))
  const entities = Object.fromEntries(
    entityKinds.map(kind => [kind, kind === 'listener-rule' ? rules.toReversed() : []]),
  )
  return {
    name,
    entities,
    apps: [],
    serviceOfApp: new Map(),
    sources: [],
    links: [],
    unmodelled: new Map(),
    diagnostics: [],
  }
}

const number = ({ priority }) => priority.value

for (const count of [125, 250, 500, 1000]) {
  const staging = model('staging', count, index => `a${index * 7}`)
  const production = model('production', count, index => `b${index * 13}`)
  const [start, used] = [performance.now(), process.cpuUsage()]
  const pairings = alignEntities({ staging, production, naming: namingOf(staging, production), declared: [] })[
    'listener-rule'
  ]
  const taken = performance.now() - start
  const processor = process.cpuUsage(used).user / 1000
  const right = pairings.filter(one => one.kind === 'paired' && number(one.staging) === number(one.production)).length
  console.log(
    `${String(count).padStart(5)} entities ${taken.toFixed(0).padStart(6)} ms (${processor.toFixed(0)} ms of the processor), ${right} paired as they should be`,
  )
}
