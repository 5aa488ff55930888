import { mentionedHosts } from '../../align/hosts.ts'
import type { EnvironmentModel } from '../../model/environment-model.ts'
import type { SourceLocation } from '../../model/source-location.ts'
import { isString, type Value } from '../../model/value.ts'
import { decisiveLine } from '../evidence.ts'
import { isStagingOnly } from '../foreign-hosts.ts'
import type { RuleContext } from '../rule.ts'
import { hostsIn } from '../settings/hosts-in.ts'
import { isTokenSetting, pairedSettings } from '../settings/paired-settings.ts'
import { presentedCertificates } from '../tls/presented-certificates.ts'
import { type EnvironmentPair, namesOwn } from './foreign-words.ts'
import { type PairedInput, pairedInputs } from './paired-inputs.ts'

export interface NamedValue {
  readonly name: string
  readonly owner: string
  readonly staging: Value
  readonly production: Value
  readonly input?: PairedInput
}

/** The lines whose hosts records, rules, distributions, certificates or settings of an environment have. */
const linesOfHosts = (model: EnvironmentModel): ReadonlySet<string> =>
  new Set([
    ...mentionedHosts(model).flatMap(({ role, at }) => (role.startsWith('input ') ? [] : [lineOf(at)])),
    // Whether certificates are for the hosts that present them has rules of its own.
    ...presentedCertificates(model).flatMap(({ certificate }) =>
      certificate.names.map(name => lineOf(decisiveLine(name))),
    ),
    ...model.apps.flatMap(({ settings }) => settings.map(({ value }) => lineOf(decisiveLine(value)))),
  ])

/** What rules about hosts, records or tokens speak of. */
export const spokenOf = (context: RuleContext): ((value: NamedValue) => boolean) => {
  const isForeign = isStagingOnly(context)
  const isToken = isTokenSetting(context.production)
  let told: ReadonlySet<string> | undefined
  const isTold = (value: Value): boolean => {
    told ??= linesOfHosts(context.production)
    return told.has(lineOf(decisiveLine(value)))
  }
  return ({ input, production }) =>
    isToken(production) || (hostsIn(production).some(isForeign) && (input === undefined || isTold(production)))
}

/** The inputs and settings of both environments. */
export const namedValues = (context: RuleContext): readonly NamedValue[] => [
  ...pairedInputs(context.staging, context.production).map(input => ({ ...input, owner: input.source, input })),
  ...pairedSettings(context).flatMap(({ app, key, staging, production }) =>
    staging && production ? [{ name: key.replace(/^secret /, ''), owner: app, staging, production }] : [],
  ),
]

export const lineOf = ({ file, start }: SourceLocation): string => `${file}:${start.line}`

/** A default names some environment on purpose, unless production's own inputs show that each has its own. */
export const hasSiblings = (
  { sources }: PairedInput,
  text: string,
  word: string,
  { production }: EnvironmentPair,
): boolean => {
  const before = text.toLowerCase().slice(0, text.toLowerCase().indexOf(word))
  return [...sources.production.inputs.values()].some(
    value =>
      isString(value) &&
      !value.sensitive &&
      before.length > 2 &&
      value.value.toLowerCase().startsWith(before) &&
      namesOwn(value.value.slice(before.length), production),
  )
}
