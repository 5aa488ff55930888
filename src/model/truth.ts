/** The three answers. Every match and every comparison gives one of them; never a boolean. */
export type Truth = 'yes' | 'no' | 'undetermined'

/** `yes` when all are, `no` as soon as one is. Of no operands: `yes`. */
export const every = (truths: Iterable<Truth>): Truth => {
  let result: Truth = 'yes'
  for (const truth of truths) {
    if (truth === 'no') return 'no'
    if (truth === 'undetermined') result = 'undetermined'
  }
  return result
}

/** `yes` as soon as one is, `no` when all are. Of no operands: `no`. */
export const some = (truths: Iterable<Truth>): Truth => {
  let result: Truth = 'no'
  for (const truth of truths) {
    if (truth === 'yes') return 'yes'
    if (truth === 'undetermined') result = 'undetermined'
  }
  return result
}

export const not = (truth: Truth): Truth => (truth === 'yes' ? 'no' : truth === 'no' ? 'yes' : 'undetermined')

export const truthOf = (holds: boolean): Truth => (holds ? 'yes' : 'no')
