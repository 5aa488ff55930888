import type { Address, Provenance, Value } from '../../../model/value.ts'
import { unknown } from '../../../model/value.ts'
import type { JsonRecord } from './json-shape.ts'
import { isRecord, recordAt, recordsAt } from './json-shape.ts'

const maximumHops = 30

/** `module.edge["a.b"].aws_lb.main[0].arn` → its steps, each with its index. */
const stepsOf = (reference: string): readonly string[] =>
  reference.match(/[^.[\]]+(?:\[(?:\d+|"(?:[^"\\]|\\.)*")\])*/g) ?? []

const bare = (step: string): string => step.replace(/\[.*$/s, '')

/** A module as the plan's configuration has it, at one of its instances. */
interface Place {
  readonly config: JsonRecord
  readonly address: string
  readonly caller?: { readonly place: Place; readonly call: JsonRecord }
}

/** The configuration of the module instance at an address. */
const placeAt = (root: JsonRecord, module: string): Place | undefined => {
  let place: Place = { config: root, address: '' }
  const steps = stepsOf(module)
  for (let index = 1; index < steps.length; index += 2) {
    const step = steps[index] ?? ''
    const call = recordAt(place.config, 'module_calls', bare(step))
    const config = recordAt(call, 'module')
    if (call === undefined || config === undefined) return undefined
    place = { config, address: steps.slice(0, index + 1).join('.'), caller: { place, call } }
  }
  return place
}

interface Found {
  readonly to: string
  readonly attribute: readonly string[]
}

/** References to several things on the way to one another: `aws_lb.main.arn`, `aws_lb.main`. The longest says it all. */
const longest = (references: readonly string[]): readonly string[] =>
  references.filter(
    one => !references.some(other => other !== one && other.startsWith(one) && /^[.[]/.test(other.slice(one.length))),
  )

/** What a value that is only known once it is applied is a reference to, as the configuration inside a plan says. */
export class PlanReferences {
  private readonly root: JsonRecord | undefined
  private readonly source: string

  constructor(configuration: JsonRecord | undefined, source: string) {
    this.root = recordAt(configuration, 'root_module')
    this.source = source
  }

  /** A resource as it is configured: `expressions` of its arguments, `provider_config_key`. */
  configured(module: string, mode: string, type: string, name: string): JsonRecord | undefined {
    const place = this.root && placeAt(this.root, module)
    return recordsAt(place?.config, 'resources').find(
      each => each.mode === mode && each.type === type && each.name === name,
    )
  }

  /** `otherwise` where the expression is no plain reference; its references are then what decides. */
  valueOf(expression: unknown, module: string, from: Provenance, otherwise: Value): Value {
    const place = this.root && placeAt(this.root, module)
    const references = isRecord(expression) && Array.isArray(expression.references) ? expression.references : []
    const given = longest(references.filter(reference => typeof reference === 'string'))
    if (place === undefined || given.length === 0) return otherwise
    const found = given.flatMap(reference => this.follow(reference, place, 0) ?? [])
    const [only] = found
    if (given.length === 1 && only !== undefined && only.attribute.length > 0) {
      const to: Address = { source: this.source, name: only.to }
      return { kind: 'reference', to, attribute: only.attribute, from }
    }
    const names = found.length > 0 ? found.map(({ to, attribute }) => [to, ...attribute].join('.')) : given
    return unknown({ kind: 'computed', names: names.join(', ') }, from)
  }

  private follow(reference: string, place: Place, hops: number): Found | undefined {
    if (hops > maximumHops) return undefined
    const [root = '', first = '', second, ...rest] = stepsOf(reference)
    switch (bare(root)) {
      case 'var': {
        const { caller } = place
        const expression = recordAt(caller?.call, 'expressions', bare(first))
        return caller && this.followExpression(expression, caller.place, hops)
      }
      case 'module': {
        const call = recordAt(place.config, 'module_calls', bare(first))
        const config = recordAt(call, 'module')
        if (call === undefined || config === undefined || second === undefined) return undefined
        const address = `${place.address === '' ? '' : `${place.address}.`}module.${first}`
        const output = recordAt(config, 'outputs', bare(second), 'expression')
        return this.followExpression(output, { config, address, caller: { place, call } }, hops)
      }
      case 'local':
      case 'each':
      case 'count':
      case 'path':
      case 'self':
      case 'terraform':
        return undefined
      case 'data':
        return { to: qualify(place, `data.${first}.${second ?? ''}`), attribute: rest }
      default:
        return { to: qualify(place, `${root}.${first}`), attribute: second === undefined ? [] : [second, ...rest] }
    }
  }

  private followExpression(expression: unknown, place: Place, hops: number): Found | undefined {
    const references = isRecord(expression) && Array.isArray(expression.references) ? expression.references : []
    const [only, ...others] = longest(references.filter(reference => typeof reference === 'string'))
    return only === undefined || others.length > 0 ? undefined : this.follow(only, place, hops + 1)
  }
}

const qualify = ({ address }: Place, name: string): string => (address === '' ? name : `${address}.${name}`)
