import { directoryOf } from '../../model/source-tree.ts'
import type { Block } from '../hcl/ast.ts'
import { dynamicType } from '../hcl/type.ts'
import type { HclValue } from '../hcl/value.ts'
import { boolOf, entriesOf, stringOf } from '../hcl/value-access.ts'
import { nullOf, objectOf, unknownBecause } from '../hcl/value-constructors.ts'
import { fromModelValue } from '../terraform/from-model-value.ts'
import { lazyObject } from '../terraform/lazy-object.ts'
import { pathInTree } from './checkout-path.ts'
import type { ConfigFile } from './config-file.ts'

interface Written {
  readonly file: ConfigFile
  readonly block: Block
}

/** The unit's own blocks first: they override what it includes. */
const dependencyBlocks = (file: ConfigFile, label?: string): readonly Written[] => {
  const main = file.child ?? file
  const merged = main.includes().flatMap(include => (include.strategy === 'no_merge' ? [] : [include.file]))
  const files = [main, ...merged.toReversed()]
  return (files.includes(file) ? files : [file, ...files]).flatMap(each =>
    each
      .blocks('dependency')
      .filter(({ labels }) => label === undefined || labels[0] === label)
      .map(block => ({ file: each, block })),
  )
}

export const dependencyLabels = (file: ConfigFile): readonly string[] => [
  ...new Set(dependencyBlocks(file).flatMap(({ block }) => block.labels[0] ?? [])),
]

/** `dependency.name`: another unit's outputs, as they were evaluated for this environment. */
export const dependencyValue = (file: ConfigFile, label: string): HclValue | undefined => {
  const blocks = dependencyBlocks(file, label)
  const [first] = blocks
  if (first === undefined) return undefined
  const argument = (name: string): HclValue | undefined => {
    const holder = blocks.find(({ block }) => block.body.attributes.has(name))
    return holder?.file.argument(holder.block.body, name)
  }
  const unknownObject = (names: string, kind: 'outside' | 'invalid'): HclValue =>
    objectOf([
      ['outputs', unknownBecause(dynamicType, { kind, names })],
      ['inputs', unknownBecause(dynamicType, { kind, names })],
    ])
  const path = argument('config_path')
  if (path?.state === 'unknown')
    return objectOf([
      ['outputs', path],
      ['inputs', path],
    ])
  const text = stringOf(path)
  const where = text === undefined ? undefined : pathInTree(text, directoryOf(file.from))
  if (where === undefined) return unknownObject(`dependency "${label}"`, 'invalid')
  const directory = /\.hcl(\.json)?$/.test(where) ? directoryOf(where) : where
  const mocks = (): ReadonlyMap<string, HclValue> => entriesOf(argument('mock_outputs')) ?? new Map()
  if (boolOf(argument('skip_outputs')) === true || boolOf(argument('enabled')) === false)
    return objectOf([
      ['outputs', objectOf(mocks())],
      ['inputs', nullOf()],
    ])
  const found = file.unit.outputsOf(directory)
  switch (found.kind) {
    case 'wanted':
      return unknownObject(`outputs of ${directory}`, 'outside')
    case 'cycle':
      file.unit.report({
        severity: 'error',
        summary: 'Dependency cycle',
        detail: `The unit ${directory} depends on this one, directly or through others. Break the circle at one of them.`,
        at: first.block.header,
      })
      return unknownObject(`outputs of ${directory}`, 'invalid')
    case 'missing':
      file.unit.report({
        severity: 'error',
        summary: 'No such unit',
        detail: `dependency "${label}" has its configuration in ${directory}, where there is none. Correct config_path.`,
        at: first.block.header,
      })
      return unknownObject(`outputs of ${directory}`, 'outside')
    case 'evaluated': {
      const { source, isGap } = found
      /** A mock says what type an output has; the value that it makes up is not the output's. */
      const mocked = (name: string): HclValue | undefined => {
        const mock = mocks().get(name)
        const names = `output ${name} of ${directory}${mock === undefined ? '' : ', of which only a mock is given'}`
        if (mock === undefined && !isGap) return undefined
        return unknownBecause(mock?.type ?? dynamicType, { kind: 'outside', names })
      }
      const outputs = lazyObject([...source.outputs.keys(), ...(isGap ? mocks().keys() : [])], name => {
        const output = source.outputs.get(name)
        return output === undefined ? mocked(name) : fromModelValue(output.value)
      })
      const inputs = lazyObject(source.inputs.keys(), name => {
        const input = source.inputs.get(name)
        return input && fromModelValue(input)
      })
      return objectOf([
        ['outputs', outputs],
        ['inputs', inputs],
      ])
    }
  }
}
