import { known, type Value } from '../../model/value.ts'

const environmentVariable =
  /(?:^|[._$\s{(-])(?:(?:app|deploy|target|stack|aws)?_?(?:env|environment|stage|stage_?name)(?:_?name)?|[1-9])$/i

/** Whether what a shell or workflow leaves open is the environment's name: `$environment`, `$1`, `inputs.stage`. */
export const isChoice = (names: string): boolean =>
  !/[/@:|]/.test(names) && environmentVariable.test(names.replace(/[})]+$/, ''))

/** What a text's unknown parts are called. */
export const openNames = (value: Value | undefined): readonly string[] => {
  if (value?.kind === 'unknown') return [value.why.names]
  return value?.kind === 'template' ? value.parts.flatMap(openNames) : []
}

/** The text with the environment's name in the places that stand for it. */
export const fillChoice = (value: Value, environment: string): Value => {
  const parts = value.kind === 'template' ? value.parts : [value]
  const filled = parts.map(part =>
    part.kind === 'unknown' && isChoice(part.why.names) ? known(environment, part.from) : part,
  )
  if (!filled.every(part => part.kind === 'known'))
    return value.kind === 'template' ? { ...value, parts: filled } : (filled[0] ?? value)
  return known(filled.map(part => (part.kind === 'known' ? String(part.value) : '')).join(''), value.from)
}

export const textIn = (value: Value | undefined, environment?: string): string | undefined => {
  const filled = value && environment !== undefined ? fillChoice(value, environment) : value
  return filled?.kind === 'known' ? String(filled.value) : undefined
}
