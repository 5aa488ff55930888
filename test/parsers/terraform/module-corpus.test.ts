import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { diskTree } from '../../../src/io/disk-tree.ts'
import { startOf } from '../../../src/model/source-location.ts'
import { evaluateTerraform } from '../../../src/parsers/terraform/evaluate-terraform.ts'
import { inspectRoot } from '../../../src/parsers/terraform/inspect-root.ts'

const corpus = resolve('../shared/conformance/hcl/modules')
const names = existsSync(corpus) ? readdirSync(corpus).sort() : []

interface Case {
  readonly cmd: {
    readonly vars?: Record<string, string>
    readonly varFiles?: string[]
    readonly workspace?: string
    readonly env?: Record<string, string>
  }
  readonly expectedErrors?: readonly { readonly summary: string }[]
  readonly expectedPlanOutputs?: Record<string, { value?: unknown; unknown?: unknown }>
  readonly expectedResources?: readonly {
    readonly address: string
    readonly values?: Record<string, unknown>
    readonly unknown?: Record<string, unknown>
  }[]
}

type Json = Record<string, unknown>
const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value)

/** A planned value, with `unknown` in every place that Terraform does not know. */
const masked = (value: unknown, mask: unknown): unknown => {
  if (mask === true) return 'unknown'
  if (!isObject(mask) && !Array.isArray(mask)) return value
  if (Array.isArray(mask)) return mask.map((inner, index) => masked(Array.isArray(value) ? value[index] : null, inner))
  const merged: Json = { ...(isObject(value) ? value : {}) }
  for (const [key, inner] of Object.entries(mask)) merged[key] = masked(merged[key], inner)
  return merged
}

const isNotKnown = (value: unknown): boolean =>
  isObject(value) && ('$unknown' in value || '$ref' in value || '$template' in value)

const isSensitive = (value: unknown): boolean => isObject(value) && '$sensitive' in value

/** Our answer in the same form; what is sensitive is taken as expected. */
const comparable = (expected: unknown, actual: unknown): unknown => {
  if (isNotKnown(actual)) return 'unknown'
  if (isSensitive(actual)) return expected
  if (Array.isArray(actual))
    return actual.map((item, index) => comparable(Array.isArray(expected) ? expected[index] : undefined, item))
  if (!isObject(actual)) return actual ?? null
  return Object.fromEntries(
    Object.entries(actual).map(([key, item]) => [
      key,
      comparable(isObject(expected) ? expected[key] : undefined, item),
    ]),
  )
}

describe.skipIf(names.length === 0)(
  'module trees answered by the real Terraform (skipped: not beside this checkout)',
  () => {
    test.each(names)('%s', async name => {
      const {
        cmd,
        expectedErrors,
        expectedPlanOutputs = {},
        expectedResources = [],
      } = JSON.parse(readFileSync(resolve(corpus, name, 'case.json'), 'utf8')) as Case
      const evaluated = inspectRoot(
        await evaluateTerraform({
          tree: diskTree(resolve(corpus, name, 'tree')),
          dir: '',
          id: 'root',
          salt: 'salt',
          varFiles: cmd.varFiles ?? [],
          vars: new Map(Object.entries(cmd.vars ?? {})),
          workspace: cmd.workspace ?? 'default',
          environmentVariables: new Map(
            Object.entries(cmd.env ?? {}).map(([key, text]) => [key, { text, at: startOf('environment') }]),
          ),
        }),
      )
      const errors = evaluated.diagnostics.filter(({ severity }) => severity === 'error')
      if (expectedErrors !== undefined) {
        expect(errors.map(({ summary }) => summary)).not.toEqual([])
        return
      }
      expect(errors).toEqual([])
      for (const [output, { value, unknown }] of Object.entries(expectedPlanOutputs)) {
        const wanted = masked(value ?? null, unknown)
        expect({ [output]: comparable(wanted, evaluated.outputs[output]) }).toEqual({ [output]: wanted })
      }
      const resources = new Map(evaluated.resources.map(resource => [resource.address, resource]))
      expect([...resources.keys()].sort()).toEqual(expectedResources.map(({ address }) => address).sort())
      for (const { address, values = {}, unknown = {} } of expectedResources)
        for (const key of ['input', 'triggers_replace']) {
          const wanted = masked(values[key], unknown[key])
          if (wanted === undefined || wanted === null) continue
          const got = resources.get(address)?.values as Json
          expect({ [`${address}.${key}`]: comparable(wanted, got[key]) }).toEqual({ [`${address}.${key}`]: wanted })
        }
    })
  },
)
