import { type ConfigDocuments, malformed } from './config-node.ts'
import { type OpenIncluded, readHocon } from './hocon.ts'
import { readIni } from './ini.ts'
import { readJson } from './json.ts'
import { readJson5 } from './json5.ts'
import { readProperties } from './properties.ts'
import type { TextSource } from './text-source.ts'
import { readToml } from './toml.ts'
import { readYaml } from './yaml.ts'

/** Reads a config file by its name. Formats that are programs (`.js`, `.py`) are not read here. */
export const readConfig = (path: string, source: TextSource, open?: OpenIncluded): ConfigDocuments => {
  const extension = /\.([a-z0-9]+)$/i.exec(path)?.[1]?.toLowerCase() ?? ''
  switch (extension) {
    case 'yaml':
    case 'yml':
      return readYaml(source)
    case 'json':
    case 'jsonc':
      return readJson(source)
    case 'json5':
      return readJson5(source)
    case 'toml':
      return readToml(source)
    case 'properties':
      return readProperties(source)
    case 'hocon':
      return readHocon(source, open)
    case 'conf':
      return /[{]|^\s*include\s+["\w]/m.test(source.text) ? readHocon(source, open) : readIni(source)
    case 'ini':
      return readIni(source)
    case 'cfg': {
      const toml = readToml(source)
      return toml.diagnostics.length === 0 ? toml : readIni(source)
    }
    default:
      return {
        documents: [],
        diagnostics: [malformed('configuration', source.at(0, 0), 'The format of this file is not known')],
      }
  }
}
