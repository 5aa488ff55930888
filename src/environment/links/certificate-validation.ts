import type { LinkStrategy } from './link-strategy.ts'

/** The ARN of a validation is that of its certificate, once it is issued. */
export const certificateValidation: LinkStrategy = (value, environment) => {
  if (value.kind !== 'reference') return undefined
  const validation = environment.entityAt(value.to)
  if (validation?.kind !== 'certificate-validation') return undefined
  return {
    kind: 'meets',
    value: validation.certificate,
    owner: validation.address,
    reliability: 'exact',
    because: `validation ${validation.address.name}`,
    evidence: [validation.at],
    isInternal: true,
  }
}
