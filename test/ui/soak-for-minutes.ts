// Entry of scripts/soak.mjs.
import { soak } from './soak.ts'

const minutes = Number(process.env.SOAK_MINUTES ?? 10)
const start = performance.now()
/** What the process has of the machine, and what is really in use. */
const memory = (): string => {
  const { rss } = process.memoryUsage()
  globalThis.gc?.()
  const { heapUsed, external } = process.memoryUsage()
  const megabytes = (bytes: number): number => Math.round(bytes / 2 ** 20)
  return `${megabytes(rss)} MB resident, ${megabytes(heapUsed + external)} MB in use`
}
const elapsed = (): number => (performance.now() - start) / 60_000
let next = 0
const keys = await soak({
  findings: 10_000,
  seed: Number(process.env.SOAK_SEED ?? 1),
  keysInRound: 20,
  goesOn: count => {
    if (elapsed() >= next) {
      console.log(`${elapsed().toFixed(1)} min  ${count} keys  ${memory()}`)
      next += minutes / 20
    }
    return elapsed() < minutes
  },
})
console.log(`${keys} keys, no crash, no broken border, ${memory()}`)
