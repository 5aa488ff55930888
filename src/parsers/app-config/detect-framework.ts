import { baseName, type SourceTree } from '../../model/source-tree.ts'
import { readAppFiles } from './app-files.ts'
import { serverlessFile } from './deployments/serverless.ts'
import { frameworks } from './frameworks/index.ts'
import { dotenvTool } from './layers/dotenv-tool.ts'
import { isEnvironmentName } from './layers/profile-names.ts'

export interface DetectedFramework {
  readonly framework: string
  /** Environments that have files of their own here, as the app spells them; sorted. */
  readonly profiles: readonly string[]
  /** The file that shows it. */
  readonly because: string
}

/** Where an environment's name stands in the name of a config file. */
const places: readonly RegExp[] = [
  /^\.env\.([\w-]+?)(?:\.local)?$/,
  /^([\w-]+)\.env$/,
  /^(?:application|bootstrap|appsettings|config|settings|values|compose|docker-compose|local)[-._]([\w-]+)\.\w+$/i,
  /^([\w-]+)\.(?:toml|json5?|ya?ml|py|rb|exs|properties|conf)$/,
]

const inConfigDirectory = /(^|\/)(config|conf|settings|configs|environments|env|overlays|resources)\//

/** Finds out how a directory is configured and for which environments; `undefined` when nothing in it looks like an app's configuration. */
export const detectFramework = (tree: SourceTree, dir: string): DetectedFramework | undefined => {
  const files = readAppFiles(tree, dir)
  const profiles = new Set<string>()
  for (const { path } of files.all) {
    const name = baseName(path)
    for (const [i, place] of places.entries()) {
      const found = place.exec(name)?.[1]
      const bare = i === places.length - 1
      if (
        found !== undefined &&
        isEnvironmentName(found) &&
        found !== 'local' &&
        (!bare || inConfigDirectory.test(path))
      )
        profiles.add(found)
    }
    const overlay = /(?:^|\/)overlays\/([\w-]+)\//.exec(path)?.[1]
    if (overlay !== undefined && isEnvironmentName(overlay)) profiles.add(overlay)
  }
  const sorted = [...profiles].sort()
  for (const framework of frameworks) {
    const because = framework.recognise(files)
    if (because !== undefined && !(['rails', 'elixir'].includes(framework.name) && sorted.length === 0))
      return { framework: framework.name, profiles: sorted, because }
  }
  const service = serverlessFile(files)
  if (service !== undefined) return { framework: 'serverless', profiles: sorted, because: service }
  const tool = dotenvTool(files)
  return tool && { framework: tool.name, profiles: sorted, because: tool.because }
}
