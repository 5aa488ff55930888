import type { ComparisonResult } from '../model/analysis.ts'
import type { Evidence, Finding, UndeterminedFinding } from '../model/finding.ts'
import type { SourceLocation } from '../model/source-location.ts'

/** The line to look at first: production's, since that is what fails. */
export const primaryPlace = (
  { evidence, fix }: Pick<Finding, 'evidence' | 'fix'>,
  { production }: Pick<ComparisonResult, 'production'>,
): SourceLocation | undefined =>
  (evidence.find(({ environment }) => environment === production) ?? evidence[0])?.at ?? fix?.at

export const primaryPlaceOfQuestion = (
  { evidence, decides }: UndeterminedFinding,
  comparison: Pick<ComparisonResult, 'production'>,
): SourceLocation | undefined => decides.find(({ at }) => at.file !== '')?.at ?? primaryPlace({ evidence }, comparison)

/** The other lines that prove it. */
export const otherEvidence = (
  evidence: readonly Evidence[],
  primary: SourceLocation | undefined,
): readonly Evidence[] => evidence.filter(({ at }) => at !== primary)
