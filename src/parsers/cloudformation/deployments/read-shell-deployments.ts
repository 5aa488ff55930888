import type { SourceLocation } from '../../../model/source-location.ts'
import type { Value } from '../../../model/value.ts'
import { type ParameterEntry, readAssignment, shellWords } from '../parameters/parameter-entries.ts'
import type { StackDeployment } from './deployment.ts'
import { expandVariables, holesOf, wordValue } from './shell-variables.ts'

const commands: readonly { tool: StackDeployment['tool']; pattern: RegExp }[] = [
  {
    tool: 'aws cloudformation',
    pattern:
      /\baws\s+(?:--?[\w-]+[ =]\S+\s+)*cloudformation\s+(?:deploy|create-stack|update-stack|create-change-set)\b/g,
  },
  { tool: 'sam', pattern: /\bsam\s+deploy\b/g },
  { tool: 'rain', pattern: /\brain\s+deploy\b/g },
]

/** Where a word of a command is written: the first place of it after the command starts. */
export type Place = (word: string, commandStart: number) => SourceLocation

/** The deployments that a shell text runs. Nothing is run: loops and functions of the shell are not followed. */
export const readShellDeployments = (
  text: string,
  variables: ReadonlyMap<string, string>,
  place: Place,
): readonly StackDeployment[] => {
  const joined = text.replace(/\\\r?\n/g, continuation => ' '.repeat(continuation.length))
  return commands.flatMap(({ tool, pattern }) =>
    [...joined.matchAll(pattern)].flatMap(({ index, 0: start }) => {
      const before = joined.slice(joined.lastIndexOf('\n', index) + 1, index)
      if (/^\s*#/.test(before)) return []
      const tail = commandEnd(joined.slice(index + start.length))
      const words = shellWords(expandVariables(tail, variables))
      return words === undefined
        ? []
        : [
            readCommand(
              tool,
              start,
              words.map(({ word }) => word),
              word => place(word, index),
            ),
          ]
    }),
  )
}

/** A command ends with its line, or where the next one begins. */
const commandEnd = (text: string): string => {
  let quote: string | undefined
  let depth = 0
  for (let at = 0; at < text.length; at += 1) {
    const char = text.charAt(at)
    if (quote !== undefined) {
      if (char === quote) quote = undefined
    } else if (char === '"' || char === "'") quote = char
    else if (char === '(') depth += 1
    else if (char === ')') depth -= 1
    else if (depth <= 0 && /[\n;&|]/.test(char)) return text.slice(0, at)
  }
  return text
}

const readCommand = (
  tool: StackDeployment['tool'],
  start: string,
  words: readonly string[],
  place: (word: string) => SourceLocation,
): StackDeployment => {
  const at = place(start)
  const options = optionsOf(words)
  const option = (...names: readonly string[]): Value | undefined => {
    const word = names.map(name => options.get(name)?.[0]).find(found => found !== undefined)
    return word === undefined ? undefined : wordValue(word.replace(/^file:\/\//, ''), at)
  }
  const parameters = new Map<string, ParameterEntry>()
  const parameterFiles: string[] = []
  for (const word of [
    ...(options.get('parameter-overrides') ?? []),
    ...(options.get('parameters') ?? []),
    ...(options.get('params') ?? []),
  ]) {
    for (const { name, value } of assignmentsIn(word, tool)) {
      const entryAt = {
        ...place(word.startsWith('ParameterKey=') ? `ParameterKey=${name},` : `${name}=`),
        path: [name],
      }
      const parsed = wordValue(value, entryAt)
      parameters.set(name, { value: parsed.kind === 'known' ? String(parsed.value) : parsed, at: entryAt })
    }
    parameterFiles.push(...filesIn(word))
  }
  if (tool === 'rain') parameterFiles.push(...(options.get('config') ?? []))
  const positional = tool === 'rain' ? (options.get('') ?? []) : []
  const [template, stackName] = [
    option('template-file', 'template-body', 'template', 't') ??
      (positional[0] === undefined ? undefined : wordValue(positional[0], at)),
    option('stack-name') ?? (positional[1] === undefined ? undefined : wordValue(positional[1], at)),
  ]
  const [region, configEnvironment] = [option('region'), option('config-env')]
  return {
    tool,
    ...(stackName && { stackName }),
    ...(template && { template }),
    ...(region && { region }),
    ...(configEnvironment && { configEnvironment }),
    parameters,
    parameterFiles,
    at,
  }
}

/** `--name value…` and `--name=value`; words before the first option have the name ''. */
const optionsOf = (words: readonly string[]): ReadonlyMap<string, readonly string[]> => {
  const options = new Map<string, string[]>()
  let name = ''
  for (const word of words) {
    const [, option, value] = /^--?([A-Za-z][\w-]*)(?:=([\s\S]*))?$/.exec(word) ?? []
    if (option === undefined) options.set(name, [...(options.get(name) ?? []), word])
    else {
      name = option
      options.set(name, [...(options.get(name) ?? []), ...(value === undefined ? [] : [value])])
    }
  }
  return options
}

/** One assignment, or several in one quoted word; rain puts commas between them. */
const assignmentsIn = (word: string, tool: StackDeployment['tool']): readonly { name: string; value: string }[] => {
  const several = tool === 'rain' ? /,(?=\w+=)/ : /^\w+=\S*(\s+\w+=\S*)+$/.test(word) ? /\s+/ : undefined
  return (several ? word.split(several) : [word]).flatMap(part => readAssignment(part) ?? [])
}

/** `file://params.json`, or a file that a command in the place of the parameters prints. */
const filesIn = (word: string): readonly string[] => {
  if (word.startsWith('file://')) return [word.slice('file://'.length)]
  return holesOf(word).flatMap(what =>
    [...what.matchAll(/[\w./${}-]+\.(?:json|ya?ml|ini|env|params|properties|txt)\b/g)].map(([file]) => file),
  )
}
