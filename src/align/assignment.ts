/**
 * The assignment of least total cost: for each row the column it gets, or -1 where there are more rows than columns.
 * Shortest augmenting paths with potentials (Jonker and Volgenant 1987), O(n² m); among equal optima the first columns win, so it is stable.
 */
export const assign = (costs: readonly (readonly number[])[]): readonly number[] => {
  const rows = costs.length
  const columns = costs[0]?.length ?? 0
  if (columns === 0) return costs.map(() => -1)
  if (rows > columns) {
    const flipped = Array.from({ length: columns }, (_, column) => costs.map(row => row[column] ?? 0))
    const result = new Array<number>(rows).fill(-1)
    assign(flipped).forEach((row, column) => {
      if (row >= 0) result[row] = column
    })
    return result
  }
  const matrix = Float64Array.from(costs.flat())
  const rowPotential = new Float64Array(rows + 1)
  const columnPotential = new Float64Array(columns + 1)
  const ownerOf = new Int32Array(columns + 1)
  const cameFrom = new Int32Array(columns + 1)
  for (let row = 1; row <= rows; row++) {
    const reach = new Float64Array(columns + 1).fill(Number.POSITIVE_INFINITY)
    const isDone = new Uint8Array(columns + 1)
    let column = 0
    ownerOf[0] = row
    do {
      isDone[column] = 1
      const owner = at(ownerOf, column)
      const base = (owner - 1) * columns - 1
      const potential = at(rowPotential, owner)
      let least = Number.POSITIVE_INFINITY
      let next = 0
      for (let other = 1; other <= columns; other++) {
        if (isDone[other]) continue
        const reduced = at(matrix, base + other) - potential - at(columnPotential, other)
        if (reduced < at(reach, other)) {
          reach[other] = reduced
          cameFrom[other] = column
        }
        if (at(reach, other) < least) {
          least = at(reach, other)
          next = other
        }
      }
      for (let other = 0; other <= columns; other++) {
        if (isDone[other]) {
          rowPotential[at(ownerOf, other)] = at(rowPotential, at(ownerOf, other)) + least
          columnPotential[other] = at(columnPotential, other) - least
        } else reach[other] = at(reach, other) - least
      }
      column = next
    } while (ownerOf[column] !== 0)
    for (; column !== 0; column = at(cameFrom, column)) ownerOf[column] = at(ownerOf, at(cameFrom, column))
  }
  const result = new Array<number>(rows).fill(-1)
  for (let column = 1; column <= columns; column++) {
    const owner = at(ownerOf, column)
    if (owner > 0) result[owner - 1] = column - 1
  }
  return result
}

/** Indices here are never out of range; the type does not know it. */
const at = (numbers: Float64Array | Int32Array, index: number): number => numbers[index] as number
