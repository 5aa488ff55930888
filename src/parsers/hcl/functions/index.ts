import { chooseFunctions } from './choose.ts'
import { cidrFunctions } from './cidr.ts'
import { conversionFunctions } from './conversion.ts'
import { csvFunctions } from './csv.ts'
import { dateFunctions } from './date.ts'
import type { HclFunction } from './define-function.ts'
import { encodingFunctions } from './encoding.ts'
import { filesystemFunctions } from './filesystem.ts'
import { flattenFunctions } from './flatten.ts'
import { formatFunctions } from './format.ts'
import { hashFunctions } from './hash.ts'
import { impureFunctions } from './impure.ts'
import { listFunctions } from './list.ts'
import { mapFunctions } from './map.ts'
import { numberFunctions } from './number.ts'
import { pathFunctions } from './path.ts'
import { regexFunctions } from './regex.ts'
import { searchFunctions } from './search.ts'
import { setFunctions } from './set.ts'
import { stringFunctions } from './string.ts'
import { yamlFunctions } from './yaml.ts'

/** All functions of Terraform 1.11 but those that look at expressions instead of values: `try`, `can` and `type`. */
export const functionTable: ReadonlyMap<string, HclFunction> = new Map(
  [
    ...chooseFunctions,
    ...cidrFunctions,
    ...conversionFunctions,
    ...csvFunctions,
    ...dateFunctions,
    ...encodingFunctions,
    ...filesystemFunctions,
    ...flattenFunctions,
    ...formatFunctions,
    ...hashFunctions,
    ...impureFunctions,
    ...listFunctions,
    ...mapFunctions,
    ...numberFunctions,
    ...pathFunctions,
    ...regexFunctions,
    ...searchFunctions,
    ...setFunctions,
    ...stringFunctions,
    ...yamlFunctions,
  ].map(definition => [definition.name, definition]),
)
