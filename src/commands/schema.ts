import * as z from 'zod'
import { suggestName } from '../config/closest-name.ts'
import { UsageError } from '../config/config-error.ts'
import { expectFile } from '../config/expectations/expect-file.ts'
import { sotsuYaml } from '../config/sotsu-yaml.ts'
import { changesSchema } from '../report/comment/change-json.ts'
import { diffSchema } from '../report/diff-json.ts'
import { planSchema } from '../report/plan/plan-json.ts'
import { checkSchema, traceSchema } from '../report/schemas.ts'
import { exitCodes } from './exit-code.ts'
import type { Runtime } from './runtime.ts'

const schemas: Readonly<Record<string, z.core.$ZodType>> = {
  config: sotsuYaml,
  check: checkSchema,
  diff: diffSchema,
  trace: traceSchema,
  expect: expectFile,
  plan: planSchema,
  comment: changesSchema,
}

/** `sotsu schema NAME`: the JSON Schema of a configuration file or an output. */
export const schema = (runtime: Runtime, name: string): number => {
  const found = Object.hasOwn(schemas, name) ? schemas[name] : undefined
  if (found === undefined)
    throw new UsageError(`there is no schema ${name}. ${suggestName(name, Object.keys(schemas))}`)
  const title = `sotsu/${name}/1`
  const json = { ...z.toJSONSchema(found, { io: name === 'config' || name === 'expect' ? 'input' : 'output' }), title }
  runtime.stdout.write(`${JSON.stringify(json, null, 2)}\n`)
  return exitCodes.ok
}
