import { readEntities } from '../aws/concepts.ts'
import type { Link } from '../model/environment-model.ts'
import type { EvaluatedSource } from '../model/evaluated.ts'
import type { Address, Value } from '../model/value.ts'
import { isString } from '../model/value.ts'

/** What a stack takes from outside itself, by name: exports, stored parameters, outputs of other stacks. */
export interface OutsideValues {
  readonly imports: ReadonlyMap<string, Value>
  readonly ssm: ReadonlyMap<string, Value>
  readonly stackOutputs: ReadonlyMap<string, Value>
}

export const nothingOutside: OutsideValues = { imports: new Map(), ssm: new Map(), stackOutputs: new Map() }

interface Offered {
  readonly value: Value
  readonly owner: Address
}

type Kind = keyof OutsideValues

/**
 * What is passed to the stacks themselves: text, which they may split, select from or compare. References and unknowns are left to be linked
 * where they arrive, which is the same and keeps each place as evidence.
 */
const isText = (value: Value): boolean =>
  (value.kind === 'known' && typeof value.value === 'string' && !value.names) ||
  (value.kind === 'template' && value.parts.length > 1) ||
  value.kind === 'list'

/** A name that two offer is nobody's: the link is ambiguous, and said to be so where it is needed. */
const collect = (sources: readonly EvaluatedSource[]): Readonly<Record<Kind, ReadonlyMap<string, Offered>>> => {
  const found: Record<Kind, Map<string, Offered | undefined>> = {
    imports: new Map(),
    ssm: new Map(),
    stackOutputs: new Map(),
  }
  const offer = (kind: Kind, name: string, offered: Offered): void => {
    found[kind].set(name, found[kind].has(name) ? undefined : offered)
  }
  for (const source of sources) {
    for (const resource of source.resources) {
      if (!/ssm_parameter|::SSM::Parameter$/.test(resource.type) || resource.mode === 'data') continue
      for (const entity of readEntities(resource, () => undefined) ?? [])
        if (entity.kind === 'stored-parameter' && entity.exists === 'yes' && isString(entity.name))
          offer('ssm', entity.name.value, { value: entity.value, owner: entity.address })
    }
    if (source.kind !== 'cloudformation') continue
    for (const [name, { value, exportName }] of source.outputs) {
      const owner = { source: source.id, name: `output.${name}` }
      offer('stackOutputs', `${source.id}.${name}`, { value, owner })
      if (isString(exportName)) offer('imports', exportName.value, { value, owner })
    }
  }
  const certain = (kind: Kind): ReadonlyMap<string, Offered> =>
    new Map(
      [...found[kind]].flatMap(([name, offered]) =>
        offered && isText(offered.value) ? [[name, offered] as const] : [],
      ),
    )
  return { imports: certain('imports'), ssm: certain('ssm'), stackOutputs: certain('stackOutputs') }
}

const prefixes: Readonly<Record<Kind, string>> = { imports: 'import', ssm: 'ssm', stackOutputs: 'stackoutput' }
const words: Readonly<Record<Kind, string>> = {
  imports: 'export',
  ssm: 'SSM parameter',
  stackOutputs: 'output',
}

/** The names of all that a source lacks: `ssm:/kumo/staging/hosts`, and the first place that lacks it. */
const lackedBy = (source: EvaluatedSource): ReadonlyMap<string, Value> => {
  const lacked = new Map<string, Value>()
  const visit = (value: Value): void => {
    if (value.kind === 'unknown') {
      if (value.why.kind === 'outside' && !lacked.has(value.why.names)) lacked.set(value.why.names, value)
    } else if (value.kind === 'list' || value.kind === 'set') value.items.forEach(visit)
    else if (value.kind === 'map') value.entries.forEach(visit)
    else if (value.kind === 'template') value.parts.forEach(visit)
  }
  source.inputs.forEach(visit)
  for (const { values, existsBecause } of source.resources) {
    visit(values)
    if (existsBecause) visit(existsBecause)
  }
  for (const { value } of source.outputs.values()) visit(value)
  return lacked
}

const kinds: readonly Kind[] = ['ssm', 'imports', 'stackOutputs']

/** A stack of an environment, evaluated with what others give it, and where they met. */
export interface MetStack {
  readonly source: EvaluatedSource
  readonly links: readonly Link[]
}

/** A chain of stacks that is longer than this is none that people make. */
const mostRounds = 8

/**
 * Stacks read what Terraform and other stacks have stored, exported or put out: they are evaluated again as long as that gives them something
 * new, in the end in the order in which they depend on each other.
 */
export const evaluateStacks = (
  others: readonly EvaluatedSource[],
  stacks: readonly { readonly evaluate: (outside: OutsideValues) => EvaluatedSource }[],
): readonly MetStack[] => {
  let met: readonly MetStack[] = stacks.map(({ evaluate }) => ({ source: evaluate(nothingOutside), links: [] }))
  for (let round = 0; round < mostRounds; round++) {
    const offers = collect([...others, ...met.map(({ source }) => source)])
    let isNew = false
    met = met.map((before, index) => {
      const lacked = lackedBy(before.source)
      const links = kinds.flatMap(kind =>
        [...offers[kind]].flatMap(([name, { value, owner }]): readonly Link[] => {
          const at = lacked.get(`${prefixes[kind]}:${name}`)
          if (!at || owner.source === before.source.id) return []
          const because = `${words[kind]} ${name}`
          const from = { source: before.source.id, name: at.from.at.path.at(-1) ?? name }
          return [{ reliability: 'exact', from, to: owner, because, evidence: [at.from.at, value.from.at] }]
        }),
      )
      const stack = stacks[index]
      if (links.length === 0 || !stack) return before
      isNew = true
      return { source: stack.evaluate(valuesOf(offers)), links: [...before.links, ...links] }
    })
    if (!isNew) break
  }
  return met
}

const valuesOf = (offers: ReturnType<typeof collect>): OutsideValues => {
  const values = (kind: Kind): ReadonlyMap<string, Value> =>
    new Map([...offers[kind]].map(([name, { value }]) => [name, value]))
  return { imports: values('imports'), ssm: values('ssm'), stackOutputs: values('stackOutputs') }
}
