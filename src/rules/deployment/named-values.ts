import type { SourceLocation } from '../../model/source-location.ts'
import { isString, type Value } from '../../model/value.ts'
import { isStagingOnly } from '../foreign-hosts.ts'
import type { RuleContext } from '../rule.ts'
import { hostsIn } from '../settings/hosts-in.ts'
import { isTokenSetting, pairedSettings } from '../settings/paired-settings.ts'
import { type EnvironmentPair, namesOwn } from './foreign-words.ts'
import { type PairedInput, pairedInputs } from './paired-inputs.ts'

export interface NamedValue {
  readonly name: string
  readonly owner: string
  readonly staging: Value
  readonly production: Value
  readonly input?: PairedInput
}

/** What no rule about hosts, records or tokens speaks of. */
export const namedValues = (context: RuleContext): readonly NamedValue[] => {
  const isForeign = isStagingOnly(context)
  const isToken = isTokenSetting(context.production)
  return allOf(context).filter(({ production }) => !isToken(production) && !hostsIn(production).some(isForeign))
}

const allOf = (context: RuleContext): readonly NamedValue[] => [
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
