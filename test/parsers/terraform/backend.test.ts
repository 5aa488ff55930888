import { expect, test } from 'vitest'
import { valueToJson } from '../../../src/model/value-json.ts'
import type { Files } from './evaluate-files.ts'
import { evaluateFiles, troubleOf } from './evaluate-files.ts'

const rows: readonly {
  readonly name: string
  readonly files: Files
  readonly workspace?: string
  readonly backend: unknown
  readonly trouble?: readonly string[]
}[] = [
  { name: 'none', files: { 'main.tf': 'terraform {\n  required_version = "> 1"\n}\n' }, backend: undefined },
  {
    name: 'a bucket',
    files: {
      'main.tf': 'terraform {\n  backend "s3" {\n    bucket = "b"\n    key    = "net/terraform.tfstate"\n  }\n}\n',
    },
    backend: { type: 's3', config: { bucket: 'b', key: 'net/terraform.tfstate' } },
  },
  {
    name: 'workspaces of the cloud, in a file of its own',
    files: {
      'main.tf': 'output "a" { value = 1 }\n',
      'versions.tf':
        'terraform {}\nterraform {\n  cloud {\n    organization = "kumo"\n    workspaces {\n      name = "net"\n    }\n  }\n}\n',
    },
    workspace: 'blue',
    backend: { type: 'cloud', config: { organization: 'kumo', workspaces: [{ name: 'net' }] }, workspace: 'blue' },
  },
  {
    name: 'an override file replaces it',
    files: {
      'main.tf': 'terraform {\n  backend "s3" {\n    key = "a"\n  }\n}\n',
      'z_override.tf': 'terraform {\n  backend "local" {\n    path = "x"\n  }\n}\n',
    },
    backend: { type: 'local', config: { path: 'x' } },
  },
  {
    name: 'OpenTofu evaluates it',
    files: { 'main.tofu': 'locals {\n  k = "a"\n}\nterraform {\n  backend "s3" {\n    key = "${local.k}/b"\n  }\n}\n' },
    backend: { type: 's3', config: { key: 'a/b' } },
  },
  {
    name: 'JSON',
    files: { 'main.tf.json': JSON.stringify({ terraform: { backend: { gcs: { prefix: 'p' } } } }) },
    backend: { type: 'gcs', config: { prefix: 'p' } },
  },
]

test.each(rows)('$name', async ({ files, workspace, backend, trouble = [] }) => {
  const source = await evaluateFiles(files, workspace === undefined ? {} : { workspace })
  expect(troubleOf(source)).toEqual(trouble)
  expect(source.backend && { ...source.backend, config: valueToJson(source.backend.config) }).toEqual(backend)
})
