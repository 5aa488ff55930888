import { readHcl } from '../../hcl/read-hcl.ts'
import type { ModuleConfig } from '../module-config.ts'
import { readModule } from '../read-module.ts'
import type { FoundSketch } from './find-sketch.ts'
import { sketchPrefix, sketchText } from './sketch.ts'

const read = new Map<string, ModuleConfig>()

/** A sketch as the module that it stands for. */
export const readSketch = ({ sketch, major, id }: FoundSketch): ModuleConfig => {
  const present = read.get(id)
  if (present !== undefined) return present
  const directory = `${sketchPrefix}${id}`
  const { body, diagnostics } = readHcl(`${directory}/main.tf`, sketchText(sketch, major))
  const config: ModuleConfig = { ...readModule(directory, [body], [], diagnostics), isSketch: true }
  read.set(id, config)
  return config
}
