import type { Company } from './company/deployment.ts'
import { generateCompany } from './company/generate-company.ts'
import type { Fault } from './faults/fault.ts'
import { faults } from './faults/index.ts'
import { neutralEdits } from './neutral-edits.ts'
import { randomOf } from './random.ts'
import { findingsOf, fingerprintsOf, plainStyles, verdictOn } from './run.ts'
import { writeRepository } from './write/repository.ts'

/** What came of one run; `wrong` is empty where sotsu said what it should. */
export interface Run {
  readonly kind: string
  readonly about: 'healthy' | 'fault' | 'neutral'
  readonly wrong: readonly string[]
}

export const kinds = {
  fault: faults.map(({ name, owner }) => ({ name, owner })),
  neutral: neutralEdits.map(({ name }) => ({ name, owner: '' })),
}

/** From 4 services up to this many: most companies are small, so that many can be tried. */
const sizeOf = (seed: number, largest: number): number => 4 + (seed % 10 === 0 ? seed % (largest - 3) : seed % 5)

/** The company of a seed, and with a fault where it has what the fault needs. */
const injected = (fault: Fault, seed: number, largest: number): Company | undefined =>
  fault.inject(generateCompany(seed, sizeOf(seed, largest)), randomOf(seed))

/** The first seeds from one on at which a fault can be made. */
const seedsFor = (fault: Fault, from: number, count: number, largest: number): readonly number[] => {
  const found: number[] = []
  for (let seed = from; found.length < count && seed < from + 100 * count; seed++)
    if (injected(fault, seed, largest)) found.push(seed)
  return found
}

export interface Extent {
  readonly from: number
  /** Runs of each kind. */
  readonly each: number
  /** Services of the largest company. */
  readonly largest: number
  /** Only this kind, or every so manieth one. */
  readonly kind?: string | number
}

const chosen = <K extends { readonly name: string }>(all: readonly K[], kind: Extent['kind']): readonly K[] =>
  all.filter(({ name }, index) => (typeof kind === 'number' ? index % kind === 0 : kind === undefined || name === kind))

/** Companies in which nothing is wrong. */
export async function* healthyRuns({ from, each, largest }: Extent): AsyncGenerator<Run> {
  for (let seed = from; seed < from + each; seed++) {
    const company = generateCompany(seed, sizeOf(seed, largest))
    const findings = await findingsOf(writeRepository(company, plainStyles))
    yield {
      kind: 'healthy',
      about: 'healthy',
      wrong: findings.map(({ rule, subject }) => `seed ${seed}: ${rule}: ${subject}`),
    }
  }
}

/** Every kind of fault: its owner reports it, and nothing is reported that does not follow from it. */
export async function* faultRuns({ from, each, largest, kind }: Extent): AsyncGenerator<Run> {
  for (const fault of chosen(faults, kind)) {
    const seeds = seedsFor(fault, from, each, largest)
    if (seeds.length === 0) yield { kind: fault.name, about: 'fault', wrong: ['no company has what it needs'] }
    for (const seed of seeds) {
      const company = injected(fault, seed, largest)
      if (!company) continue
      const { isCaught, extra } = await verdictOn(company, fault)
      yield {
        kind: fault.name,
        about: 'fault',
        wrong: [
          ...(isCaught ? [] : [`seed ${seed}: not reported by ${fault.owner}`]),
          ...extra.map(each => `seed ${seed}: also ${each}`),
        ],
      }
    }
  }
}

/** Every kind of neutral edit, to companies with some fault or none: what is found stays the same. */
export async function* neutralRuns({ from, each, largest, kind }: Extent): AsyncGenerator<Run> {
  for (const [index, edit] of chosen(neutralEdits, kind).entries()) {
    for (let seed = from + index; seed < from + index + each; seed++) {
      const fault = faults[(seed * 31) % faults.length]
      const faulty = fault && injected(fault, seed, largest)
      const company = faulty && !edit.isMore?.(faulty) ? faulty : generateCompany(seed, sizeOf(seed, largest))
      const before = await fingerprintsOf(writeRepository(company, plainStyles))
      const after = await fingerprintsOf(edit.write(company))
      yield {
        kind: edit.name,
        about: 'neutral',
        wrong: [
          ...before.filter(one => !after.includes(one)).map(one => `seed ${seed}, ${fault?.name}: lost ${one}`),
          ...after.filter(one => !before.includes(one)).map(one => `seed ${seed}, ${fault?.name}: new ${one}`),
        ],
      }
    }
  }
}
