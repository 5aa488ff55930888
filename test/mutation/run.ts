import type { Finding } from '../../src/model/finding.ts'
import { analyzeFiles, type Files, onlyComparison } from '../helpers/example.ts'
import type { Company } from './company/deployment.ts'
import type { Fault } from './faults/fault.ts'
import { writeRepository } from './write/repository.ts'
import { plainStyle, type Style } from './write/style.ts'

export interface Styles {
  readonly staging: Style
  readonly production: Style
}

export const plainStyles: Styles = { staging: plainStyle, production: plainStyle }

export const findingsOf = async (files: Files): Promise<readonly Finding[]> =>
  onlyComparison(await analyzeFiles(files)).findings

/** What is found in a company with a fault: whether by the fault's owner, and what nobody expects of it. */
export interface Verdict {
  readonly isCaught: boolean
  readonly extra: readonly string[]
}

export const verdictOn = async (company: Company, fault: Fault, styles: Styles = plainStyles): Promise<Verdict> => {
  const findings = await findingsOf(writeRepository(company, styles))
  const expected = new Set([fault.owner, ...(fault.consequences ?? [])])
  return {
    isCaught: findings.some(({ rule }) => rule === fault.owner),
    extra: findings.filter(({ rule }) => !expected.has(rule)).map(({ rule, subject }) => `${rule}: ${subject}`),
  }
}

/** What is found, in a form that stays where only the writing changes. */
export const fingerprintsOf = async (files: Files): Promise<readonly string[]> =>
  (await findingsOf(files)).map(({ rule, subject, fingerprint }) => `${rule}: ${subject} ${fingerprint}`).toSorted()
