import { acmSketch } from './acm.ts'
import { albSketch } from './alb.ts'
import { cloudfrontSketch } from './cloudfront.ts'
import { ecsServiceSketch, ecsSketch } from './ecs.ts'
import { oldAlbSketch } from './old-alb.ts'
import { recordsSketch, zoneSketch, zonesSketch } from './route53.ts'
import type { Sketch } from './sketch.ts'

const sketches: readonly Sketch[] = [
  albSketch,
  oldAlbSketch,
  acmSketch,
  zonesSketch,
  recordsSketch,
  zoneSketch,
  ecsSketch,
  ecsServiceSketch,
  cloudfrontSketch,
]

const registry =
  /^(?:registry\.(?:terraform\.io|opentofu\.org)\/)?terraform-aws-modules\/([\w-]+)\/aws((?:\/\/[\w/-]+)?)$/
const repository =
  /^(?:git::)?(?:https?:\/\/|ssh:\/\/git@|git@)?github\.com[/:]terraform-aws-modules\/terraform-aws-([\w-]+?)(?:\.git)?((?:\/\/[\w/-]+)?)(?:\?(?:.*&)?ref=v?([\w.-]+).*)?$/

/** `terraform-aws-modules/alb/aws` and its git repository are one module. */
const nameOf = (source: string): { readonly module: string; readonly ref?: string } | undefined => {
  const [, name, below] = registry.exec(source) ?? []
  if (name !== undefined) return { module: `${name}${below ?? ''}` }
  const [, repo, path, ref] = repository.exec(source) ?? []
  return repo === undefined ? undefined : { module: `${repo}${path ?? ''}`, ...(ref === undefined ? {} : { ref }) }
}

/**
 * The major versions that a constraint lets through, of those that are asked for. Terraform takes the newest one that fits, so that an open
 * end decides nothing: `>= 8.0` may be any.
 */
const allowedMajors = (constraint: string, majors: readonly number[]): readonly number[] =>
  majors.filter(major =>
    constraint.split(',').every(part => {
      const [, operator = '=', version = ''] = /^\s*(=|!=|>=?|<=?|~>)?\s*v?([\d.]+)/.exec(part) ?? []
      const numbers = version.split('.').filter(Boolean).map(Number)
      const [first = Number.NaN, ...rest] = numbers
      const isRound = rest.every(number => number === 0)
      switch (operator) {
        case '=':
          return major === first
        case '~>':
          return rest.length === 0 ? major >= first : major === first
        case '>=':
        case '>':
          return major >= first
        case '<':
          return isRound ? major < first : major <= first
        case '<=':
          return major <= first
        default:
          return true
      }
    }),
  )

const isOpenEnded = (constraint: string): boolean => !/(^|,)\s*(=|~>\s*v?\d+\.|<|v?\d)/.test(constraint)

export interface FoundSketch {
  readonly sketch: Sketch
  readonly major: number
  /** `alb/9`: one of these for one text. */
  readonly id: string
}

/** The sketch for a module call; `undefined` where neither its version nor its arguments tell which one reads it. */
export const findSketch = (
  source: string,
  version: string | undefined,
  given: ReadonlySet<string>,
): FoundSketch | undefined => {
  const name = nameOf(source)
  if (name === undefined) return undefined
  const candidates = sketches.filter(({ module }) => module === name.module)
  const constraint = version ?? name.ref
  const fitting = candidates.flatMap(sketch => {
    const isTold = sketch.telling.some(argument => given.has(argument))
    const majors = constraint === undefined ? sketch.majors : allowedMajors(constraint, sketch.majors)
    const isOpen = constraint === undefined || isOpenEnded(constraint)
    return majors.length > 0 && (!isOpen || isTold) ? [{ sketch, majors, isTold }] : []
  })
  const [found] = fitting.length > 1 ? fitting.filter(({ isTold }) => isTold) : fitting
  const major = found && Math.max(...found.majors)
  return found === undefined || major === undefined
    ? undefined
    : { sketch: found.sketch, major, id: `${found.sketch.module.replaceAll('//', '/')}/${major}` }
}
