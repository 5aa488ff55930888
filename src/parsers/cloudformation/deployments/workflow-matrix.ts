import { entryOf, type TemplateNode, textOf } from '../template-node.ts'

/** One of the ways in which a job runs, by `matrix.NAME`. */
export type Combination = ReadonlyMap<string, string>

/** More than GitHub itself allows a job. */
const maximumCombinations = 256

const literal = (node: TemplateNode): string | undefined => {
  const text = textOf(node)
  return text === undefined || text.includes('$') ? undefined : text
}

/** The scalars of a map, nothing that is decided when the job runs among them. */
const pairsOf = (node: TemplateNode): readonly (readonly [string, string])[] =>
  node.kind !== 'map'
    ? []
    : [...node.entries].flatMap(([name, entry]) => {
        const text = literal(entry.node)
        return text === undefined ? [] : [[`matrix.${name}`, text] as const]
      })

const itemsOf = (node: TemplateNode | undefined): readonly TemplateNode[] => (node?.kind === 'list' ? node.items : [])

/** Every list with every other; `undefined` where no job may have that many. */
const product = (matrix: TemplateNode): readonly Combination[] | undefined => {
  if (matrix.kind !== 'map') return []
  let combinations: readonly Combination[] = []
  for (const [name, { node }] of matrix.entries) {
    if (name === 'include' || name === 'exclude') continue
    const values = itemsOf(node).map(literal)
    const known = values.filter(value => value !== undefined)
    if (known.length === 0 || known.length < values.length) continue
    const before = combinations.length === 0 ? [new Map<string, string>()] : combinations
    if (before.length * known.length > maximumCombinations) return undefined
    combinations = before.flatMap(each => known.map(value => new Map([...each, [`matrix.${name}`, value]])))
  }
  return combinations
}

/**
 * The combinations of a job whose matrix has an `include`: its entries complete the combinations that they contradict in nothing, and are
 * one of their own where there is none. Without `include` there is nothing here: a matrix of plain lists leaves the environment open.
 * https://docs.github.com/actions/writing-workflows/choosing-what-your-workflow-does/running-variations-of-jobs-in-a-workflow
 */
export const matrixOf = (job: TemplateNode): readonly Combination[] => {
  const strategy = entryOf(job, 'strategy')
  const matrix = strategy && entryOf(strategy, 'matrix')
  const included = itemsOf(matrix && entryOf(matrix, 'include')).map(pairsOf)
  if (matrix === undefined || included.every(pairs => pairs.length === 0)) return []
  if (included.length > maximumCombinations) return []
  const excluded = itemsOf(entryOf(matrix, 'exclude')).map(pairsOf)
  const all = product(matrix)
  if (all === undefined) return []
  const axes = all.filter(
    each => !excluded.some(pairs => pairs.length > 0 && pairs.every(([name, value]) => each.get(name) === value)),
  )
  const completed = axes.map(each => new Map(each))
  const own: Combination[] = []
  for (const pairs of included) {
    const fitting = axes.flatMap((axis, index) =>
      pairs.every(([name, value]) => (axis.get(name) ?? value) === value) ? [index] : [],
    )
    if (fitting.length === 0) own.push(new Map(pairs))
    for (const index of fitting) for (const [name, value] of pairs) completed[index]?.set(name, value)
  }
  return [...completed, ...own]
}
