// 1,000 rules of one listener: which of them no request reaches, by which earlier ones together. `node bench/routing.mjs`
import { load } from './support/load.mjs'

const { routingDecisions } = await load('src/trace/routing-decisions.ts')

const at = {
  file: 'main.tf',
  start: { line: 1, column: 1, offset: 0 },
  end: { line: 1, column: 2, offset: 1 },
  path: [],
}
const text = value => ({ kind: 'known', value, from: { at, origins: [] } })
const condition = (field, ...values) => ({ at, field, values: values.map(text) })

/** Hosts and paths of services; every tenth rule lies behind two that together take all of its requests. */
const rulesOf = count =>
  Array.from({ length: count }, (_, index) => {
    const [service, part] = [Math.floor(index / 10), index % 10]
    const host = condition('host-header', service % 7 === 0 ? `*.s${service}.example.com` : `s${service}.example.com`)
    const conditions =
      part === 9
        ? [host, condition('path-pattern', `/p0/deep/*`, '/p1/x')]
        : [
            host,
            condition('path-pattern', `/p${part}/*`),
            ...(part > 6 ? [condition('http-request-method', 'GET', 'POST')] : []),
          ]
    return {
      kind: 'listener-rule',
      address: { source: 'x', name: `r${index}` },
      at,
      exists: 'yes',
      conditions,
      actions: [],
      transforms: [],
    }
  })

for (const count of [250, 500, 1000, 2000]) {
  const rules = rulesOf(count)
  const [start, used] = [performance.now(), process.cpuUsage()]
  const decisions = routingDecisions(rules)
  const taken = performance.now() - start
  const processor = process.cpuUsage(used).user / 1000
  const dead = decisions.filter(({ isReached }) => isReached === 'no').length
  console.log(
    `${String(count).padStart(5)} rules ${taken.toFixed(0).padStart(6)} ms (${processor.toFixed(0)} ms of the processor), ${dead} never reached`,
  )
}
