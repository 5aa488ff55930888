import type { DeployCommand } from '../../config/discover/detectors.ts'
import { readText, type SourceTree } from '../../model/source-tree.ts'
import { unknown, type Value } from '../../model/value.ts'
import { readDeployments } from '../../parsers/cloudformation/deployments/read-deployments.ts'
import { expandVariables, wordValue } from '../../parsers/cloudformation/deployments/shell-variables.ts'
import { outputAsked } from '../../parsers/cloudformation/deployments/terraform-output.ts'

/** Lists of words from which a file takes the environment: a shell's loop or case, a workflow's matrix or choice. */
const choiceLists: readonly RegExp[] = [
  /^[ \t]*for[ \t]+\w+[ \t]+in[ \t]+([^\n;]+)/gm,
  /^[ \t]*\(?([\w-]+(?:[ \t]*\|[ \t]*[\w-]+)*)\)[ \t]*(?:$|[^\s)])/gm,
  /^[ \t]*(?:options|environment|env|stage|environments|stages):[ \t]*\[([^\]\n]*)\]/gm,
  /^[ \t]*(?:options|environment|env|stage|environments|stages):[ \t]*\n((?:[ \t]*-[ \t]*[\w"'-]+[ \t]*\n)+)/gm,
]

const choicesIn = (text: string): readonly string[] => [
  ...new Set(
    choiceLists.flatMap(pattern =>
      [...text.matchAll(pattern)].flatMap(([, list = '']) =>
        list.split(/[\s,|]+/).flatMap(word => /^["']?([\w-]*[A-Za-z][\w-]*)["']?$/.exec(word)?.[1] ?? []),
      ),
    ),
  ),
]

/** What is asked of Terraform by the name under which it can be linked; its directory is still as the script writes it. */
const linkable = (value: Value): Value => {
  if (value.kind === 'template') return { ...value, parts: value.parts.map(linkable) }
  const asked = value.kind === 'unknown' ? outputAsked(value.why.names) : undefined
  if (asked === undefined) return value
  const names = `terraform-output:${asked.name}${asked.directory === undefined ? '' : `@${asked.directory}`}`
  return unknown({ kind: 'outside', names }, value.from)
}

/** The deploy commands of a file, and the environments that it offers to choose from. */
export const deployCommands = (tree: SourceTree, file: string): readonly DeployCommand[] => {
  const text = readText(tree, file)
  if (typeof text !== 'string') return []
  const deployments = readDeployments(file, text)
  const choices = deployments.length === 0 ? [] : choicesIn(text)
  return deployments.map(({ stackName, template, region, parameters, parameterFiles, at }) => ({
    ...(stackName ? { stackName } : {}),
    ...(template ? { template } : {}),
    ...(region ? { region } : {}),
    parameters: new Map(
      [...parameters].map(([name, { value, at: where }]) => [
        name,
        { value: typeof value === 'string' ? value : linkable(value), at: where },
      ]),
    ),
    parameterFiles: parameterFiles.map(written =>
      wordValue(written.includes('$') ? expandVariables(written, new Map()) : written, at),
    ),
    choices,
    at,
  }))
}
