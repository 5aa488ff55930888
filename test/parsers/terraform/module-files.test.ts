import { expect, test } from 'vitest'
import { mapTree } from '../../../src/io/map-tree.ts'
import { moduleFiles } from '../../../src/parsers/terraform/module-files.ts'
import { automaticVariableFiles } from '../../../src/parsers/terraform/variable-files.ts'

const filesOf = (...names: readonly string[]) => {
  const tree = mapTree(Object.fromEntries(names.map(name => [`m/${name}`, ''])))
  const { primary = [], overrides = [] } = moduleFiles(tree, 'm') ?? {}
  return { primary, overrides }
}

test.each([
  { name: 'native and JSON', given: ['b.tf', 'a.tf.json'], primary: ['m/a.tf.json', 'm/b.tf'] },
  {
    name: 'hidden files, leftovers of editors, other extensions and capitals are left alone',
    given: ['.x.tf', 'y.tf~', '#z.tf#', 'notes.txt', 'A.TF', 'terraform.tfvars', 'ok.tf'],
    primary: ['m/ok.tf'],
  },
  {
    name: 'overrides come apart, in order',
    given: ['override.tf', 'b_override.tf', 'a_override.tf.json', 'main.tf', 'overrides.tf', 'my-override.tf'],
    primary: ['m/main.tf', 'm/my-override.tf', 'm/overrides.tf'],
    overrides: ['m/a_override.tf.json', 'm/b_override.tf', 'm/override.tf'],
  },
  {
    name: 'OpenTofu files stand in for those of the same name',
    given: ['a.tf', 'a.tofu', 'b.tf.json', 'b.tofu.json', 'c.tf', 'd.tofu', 'e.tf.json', 'e.tofu'],
    primary: ['m/a.tofu', 'm/b.tofu.json', 'm/c.tf', 'm/d.tofu', 'm/e.tf.json', 'm/e.tofu'],
  },
])('$name', ({ given, primary, overrides = [] }) => {
  expect(filesOf(...given)).toEqual({ primary, overrides })
})

test('a directory that does not exist has none', () => {
  expect(moduleFiles(mapTree({}), 'nowhere')).toBeUndefined()
})

test('variable files that are read by themselves: usual ones first, then bytewise by name', () => {
  const names = ['a.auto.tfvars', 'B.auto.tfvars.json', '10.auto.tfvars', '9.auto.tfvars', 'é.auto.tfvars', 'x.tfvars']
  const tree = mapTree(
    Object.fromEntries([...names, 'terraform.tfvars.json', 'terraform.tfvars', 'sub/b.auto.tfvars'].map(n => [n, ''])),
  )
  expect(automaticVariableFiles(tree, '')).toEqual([
    'terraform.tfvars',
    'terraform.tfvars.json',
    '10.auto.tfvars',
    '9.auto.tfvars',
    'B.auto.tfvars.json',
    'a.auto.tfvars',
    'é.auto.tfvars',
  ])
})
