import type { Value } from '../../model/value.ts'

/** The name of something that a source takes from outside itself, where its unknown says so: `import:NAME`, `ssm:NAME`. */
export const outsideName = (
  value: Value,
  kind: 'import' | 'ssm' | 'stackoutput' | 'terraform-output',
): string | undefined => {
  if (value.kind !== 'unknown' || value.why.kind !== 'outside') return undefined
  const prefix = `${kind}:`
  return value.why.names.startsWith(prefix) ? value.why.names.slice(prefix.length) : undefined
}
