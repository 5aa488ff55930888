import { startOf } from '../../../model/source-location.ts'
import { baseName, directoryOf } from '../../../model/source-tree.ts'
import type { AppFile, AppFiles } from '../app-files.ts'
import { emptyMap } from '../formats/config-node.ts'
import { getPath, mapScalars, mergeLayers, replaceLists } from '../layers/merge.ts'
import { resolvePlaceholders, springPlaceholders } from '../layers/placeholders.ts'
import { isEnvironmentName, sameEnvironment } from '../layers/profile-names.ts'
import { textOf } from '../read-value.ts'
import type { Framework, FrameworkSettings } from './framework.ts'

const stemOf = (file: AppFile): string => baseName(file.path).replace(/\.\w+$/, '')
const isBase = (stem: string): boolean =>
  /^(default|base|common|shared|config|settings|application|app|configuration)$/.test(stem)

/** The environment that a file name ends in, or begins with: `production`, `config.production`, `settings-prod`. */
const environmentOf = (stem: string): string | undefined => {
  const part = stem.split(/[._-]/).find(word => isEnvironmentName(word))
  const rest = stem.split(/[._-]/).filter(word => word !== part)
  return part !== undefined && rest.every(word => isBase(word)) ? part : undefined
}

const candidates = (files: AppFiles): readonly AppFile[] =>
  files
    .matching(
      /^((config|conf|settings|configs|environments|env|etc|resources|src\/config|src\/main\/resources)\/)?[\w.-]+\.(ya?ml|toml|json5?|properties|ini|conf|hocon)$/,
    )
    .filter(
      file =>
        isBase(stemOf(file)) ||
        environmentOf(stemOf(file)) !== undefined ||
        isEnvironmentName(baseName(directoryOf(file.path))),
    )

/** No known framework: a shared file under the environment's own, as most home-made loaders do it. */
export const layeredFiles: Framework = {
  name: 'layered-files',
  aliases: [],
  recognise: files => candidates(files)[0]?.path,
  load: ({ files, profile, environment }): FrameworkSettings => {
    const found = candidates(files)
    const base = found.filter(file => isBase(stemOf(file)) && !isEnvironmentName(baseName(directoryOf(file.path))))
    const own = found.filter(
      file =>
        sameEnvironment(profile, environmentOf(stemOf(file)) ?? baseName(directoryOf(file.path))) &&
        !base.includes(file) &&
        stemOf(file) !== 'local',
    )
    const documents = [...base, ...own].flatMap(file => file.documents().slice(0, 1))
    const merged = documents.reduce(
      (under, over) => mergeLayers(under, over, replaceLists),
      emptyMap(startOf('config')),
    )
    const tree = mapScalars(merged, value =>
      resolvePlaceholders(value, springPlaceholders, name => environment.get(name)),
    )
    return {
      tree,
      call: (call, name, file, evaluate) => {
        // Ktor and Typesafe Config.
        const isReader = /(^|\.)(property|propertyOrNull|getString|getStringList)$/.test(name)
        if (!isReader || (file.language !== 'kotlin' && file.language !== 'java')) return undefined
        const key = textOf(evaluate(call.args[0]))
        return key === undefined ? undefined : getPath(tree, key.split('.'))
      },
    }
  },
}
