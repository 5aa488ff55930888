import type { HclValue } from '../hcl/value.ts'
import { nullOf, objectOf } from '../hcl/value-constructors.ts'
import { lazyObject } from '../terraform/lazy-object.ts'
import type { ConfigFile } from './config-file.ts'
import { dependencyLabels, dependencyValue } from './dependency-value.ts'
import { closed } from './open-map.ts'
import { inputsOf } from './unit-inputs.ts'

/** A whole configuration as another one sees it that reads it or includes it. */
export const configObject = (file: ConfigFile): HclValue => {
  const nested = (type: string): HclValue => {
    const block = file.blocks(type)[0]
    if (block === undefined) return nullOf()
    return lazyObject(block.body.attributes.keys(), name => file.argument(block.body, name))
  }
  const load = (name: string): HclValue | undefined => {
    switch (name) {
      case 'locals':
        return lazyObject(file.localNames(), local => file.local(local))
      case 'inputs':
        return closed(inputsOf(file))
      case 'dependency':
        return lazyObject(dependencyLabels(file), label => dependencyValue(file, label))
      case 'terraform':
      case 'remote_state':
        return nested(name)
      case 'generate':
        return objectOf([])
      default:
        return undefined
    }
  }
  return lazyObject(['locals', 'inputs', 'dependency', 'terraform', 'remote_state', 'generate'], load)
}
