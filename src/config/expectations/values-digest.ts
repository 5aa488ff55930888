import { createHash } from 'node:crypto'
import type { Finding, UndeterminedFinding } from '../../model/finding.ts'

/**
 * What was looked at when a finding was accepted: the values on both sides. It is other once a value changes, and the same
 * after lines moved or files were renamed. A secret's value is not in it, only that it is one.
 */
export const valuesDigest = (accepted: Finding | UndeterminedFinding): string => {
  const { evidence, message } = accepted
  const severity = 'severity' in accepted ? accepted.severity : 'undetermined'
  const values = evidence.flatMap(({ environment, value }) =>
    value === undefined ? [] : [JSON.stringify([environment, value])],
  )
  const looked = values.length > 0 ? [...new Set(values)].sort() : [message]
  return createHash('sha256')
    .update(JSON.stringify([severity, ...looked]))
    .digest('hex')
    .slice(0, 16)
}
