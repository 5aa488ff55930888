import { startOf } from '../../../model/source-location.ts'
import { baseName, directoryOf } from '../../../model/source-tree.ts'
import type { Value } from '../../../model/value.ts'
import type { AppFile, AppFiles } from '../app-files.ts'
import { emptyMap } from '../formats/config-node.ts'
import { layerHocon, resolveHocon } from '../formats/hocon-values.ts'
import { getPath, mapScalars } from '../layers/merge.ts'
import { resolvePlaceholders, springPlaceholders } from '../layers/placeholders.ts'
import { isEnvironmentName, sameEnvironment } from '../layers/profile-names.ts'
import { textOf } from '../read-value.ts'
import type { Framework, FrameworkSettings } from './framework.ts'

const stemOf = (file: AppFile): string => baseName(file.path).replace(/\.\w+$/, '')
const isBase = (stem: string): boolean =>
  /^(default|base|common|shared|config|settings|application|app|configuration)$/.test(stem)

/**
 * The environment that a file name ends in, or begins with: `production`, `config.production`, `settings-prod`, `PROD.public`. A name
 * that is no common one is an environment's where it is what was asked for.
 */
const environmentOf = (stem: string, profile?: string): string | undefined => {
  const isNamed = (word: string): boolean => word.toLowerCase() === profile?.toLowerCase() || isEnvironmentName(word)
  const part = stem.split(/[._-]/).find(isNamed)
  const rest = stem.split(/[._-]/).filter(word => word !== part)
  return part !== undefined && rest.every(word => isBase(word) || /^(public|private)$/.test(word)) ? part : undefined
}

/** `touchpoint.PROD` → the environment, and the name without it. */
const memberOf = (stem: string): { readonly environment: string; readonly family: string } | undefined => {
  const words = stem.split('.')
  const environment = words.at(-1)
  return environment !== undefined && words.length > 1 && isEnvironmentName(environment)
    ? { environment, family: words.slice(0, -1).join('.') }
    : undefined
}

/** Names of files that several environments have, each its own: `touchpoint.PROD.conf`, `touchpoint.UAT.conf`. */
const familiesOf = (files: readonly AppFile[]): ReadonlySet<string> => {
  const environments = new Map<string, Set<string>>()
  for (const file of files) {
    const member = memberOf(stemOf(file))
    if (!member) continue
    const known = environments.get(member.family) ?? new Set()
    environments.set(member.family, known.add(member.environment.toLowerCase()))
  }
  return new Set([...environments].flatMap(([family, { size }]) => (size > 1 ? [family] : [])))
}

const candidates = (files: AppFiles, profile?: string): readonly AppFile[] => {
  const found = files.matching(
    /^((config|conf|settings|configs|environments|env|etc|resources|src\/config|src\/main\/resources)\/)?[\w.-]+\.(ya?ml|toml|json5?|properties|ini|conf|hocon)$/,
  )
  const families = familiesOf(found)
  return found.filter(
    file =>
      isBase(stemOf(file)) ||
      environmentOf(stemOf(file), profile) !== undefined ||
      families.has(memberOf(stemOf(file))?.family ?? '') ||
      isEnvironmentName(baseName(directoryOf(file.path))),
  )
}

/** No known framework: a shared file under the environment's own, as most home-made loaders do it. */
export const layeredFiles: Framework = {
  name: 'layered-files',
  aliases: [],
  recognise: files => candidates(files)[0]?.path,
  load: ({ files, profile, environment }): FrameworkSettings => {
    const given = (name: string): Value | undefined => environment.get(name)
    const found = candidates(files, profile)
    const base = found.filter(file => isBase(stemOf(file)) && !isEnvironmentName(baseName(directoryOf(file.path))))
    const own = found.filter(
      file =>
        sameEnvironment(
          profile,
          environmentOf(stemOf(file), profile) ??
            memberOf(stemOf(file))?.environment ??
            baseName(directoryOf(file.path)),
        ) &&
        !base.includes(file) &&
        stemOf(file) !== 'local',
    )
    const documents = [...base, ...own].flatMap(file => {
      const [document] = file.documents()
      if (document === undefined) return []
      const isHocon = /\.(conf|hocon)$/.test(file.path)
      return isHocon
        ? [document]
        : [mapScalars(document, value => resolvePlaceholders(value, springPlaceholders, given))]
    })
    const tree = resolveHocon(documents.reduce(layerHocon, emptyMap(startOf('config'))), given)
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
