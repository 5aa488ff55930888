import type { Detectors } from '../../config/discover/detectors.ts'
import type { ReadDotenv } from '../../config/variable-files.ts'
import { startOf } from '../../model/source-location.ts'
import { readText } from '../../model/source-tree.ts'
import { isKnown } from '../../model/value.ts'
import { detectFramework } from '../../parsers/app-config/detect-framework.ts'
import { readDotenv } from '../../parsers/app-config/formats/dotenv.ts'
import { textSource } from '../../parsers/app-config/formats/text-source.ts'
import { readAssembly } from '../../parsers/cloudformation/cdk/read-assembly.ts'
import { readParameterFile } from '../../parsers/cloudformation/parameters/read-parameter-file.ts'
import { readSamConfig } from '../../parsers/cloudformation/parameters/read-samconfig.ts'
import { unitFacts } from '../../parsers/terragrunt/unit-facts.ts'
import { deployCommands } from './deploy-commands.ts'
import { templateFacts } from './template-facts.ts'
import { terraformFacts, variableFileValues } from './terraform-facts.ts'

const largestParameterFile = 256 * 1024

/** What the parsers can tell discovery about contents. */
export const detectors: Detectors = {
  terraform: terraformFacts,
  terragrunt: unitFacts,
  variableFile: variableFileValues,
  template: templateFacts,
  parameterKeys: (tree, file) => {
    const text = readText(tree, file)
    if (typeof text !== 'string' || text.length > largestParameterFile) return undefined
    const { form, values } = readParameterFile(file, text)
    return form === undefined || values.size === 0 ? undefined : [...values.keys()]
  },
  samConfig: (tree, file) => {
    const text = readText(tree, file)
    if (typeof text !== 'string') return []
    return [...readSamConfig(file, text).environments].map(([environment, { values, template, stackName }]) => ({
      environment,
      parameters: new Map(
        [...values].flatMap(([name, { value, at }]) =>
          typeof value === 'string' ? [[name, { value, at }] as const] : [],
        ),
      ),
      ...(template === undefined ? {} : { template }),
      ...(stackName === undefined ? {} : { stackName }),
    }))
  },
  deployments: deployCommands,
  assembly: (tree, directory) => readAssembly(tree, directory)?.stacks,
  framework: (tree, directory) => detectFramework(tree, directory)?.framework,
}

export const dotenvVariables: ReadDotenv = (file, text) =>
  readDotenv(textSource(file, text)).entries.flatMap(({ name, value }) =>
    isKnown(value) ? [{ name, text: String(value.value), at: value.from.at ?? startOf(file) }] : [],
  )
