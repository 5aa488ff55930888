/** `prod & eu`, `!dev`, `(a | b) & c`: whether a profile expression holds. Text that is no expression matches nothing. */
export const matchesProfiles = (expression: string, active: readonly string[]): boolean => {
  const tokens = expression.match(/[()!&|]|[^\s()!&|]+/g) ?? []
  let position = 0
  const take = (token: string): boolean => {
    if (tokens[position] !== token) return false
    position += 1
    return true
  }
  const unit = (depth: number): boolean => {
    if (depth > 50) return false
    if (take('!')) return !unit(depth + 1)
    if (take('(')) {
      const inside = either(depth + 1)
      take(')')
      return inside
    }
    const name = tokens[position]
    position += 1
    return name !== undefined && active.includes(name)
  }
  const both = (depth: number): boolean => {
    let holds = unit(depth)
    while (take('&')) holds = unit(depth) && holds
    return holds
  }
  const either = (depth: number): boolean => {
    let holds = both(depth)
    while (take('|')) holds = both(depth) || holds
    return holds
  }
  return either(0)
}
