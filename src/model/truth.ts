/** The three answers. Every match and every comparison gives one of them; never a boolean. */
export type Truth = 'yes' | 'no' | 'undetermined'

/** `yes` when each is, `no` as soon as one is: those after it are not asked for. Of no operands: `yes`. */
export const everyOf = <T>(operands: readonly T[], ask: (operand: T) => Truth): Truth => {
  let result: Truth = 'yes'
  for (const operand of operands) {
    const truth = ask(operand)
    if (truth === 'no') return 'no'
    if (truth === 'undetermined') result = 'undetermined'
  }
  return result
}

/** `yes` as soon as one is, and those after it are not asked for; `no` when none is. Of no operands: `no`. */
export const someOf = <T>(operands: readonly T[], ask: (operand: T) => Truth): Truth => {
  let result: Truth = 'no'
  for (const operand of operands) {
    const truth = ask(operand)
    if (truth === 'yes') return 'yes'
    if (truth === 'undetermined') result = 'undetermined'
  }
  return result
}

const asIs = (truth: Truth): Truth => truth

export const every = (truths: readonly Truth[]): Truth => everyOf(truths, asIs)
export const some = (truths: readonly Truth[]): Truth => someOf(truths, asIs)

export const not = (truth: Truth): Truth => (truth === 'yes' ? 'no' : truth === 'no' ? 'yes' : 'undetermined')

export const truthOf = (holds: boolean): Truth => (holds ? 'yes' : 'no')
