import { expect, test } from 'vitest'
import { valueToJson } from '../../../src/model/value-json.ts'
import type { Files } from './evaluate-files.ts'
import { evaluateFiles, troubleOf } from './evaluate-files.ts'

const rows: readonly {
  readonly name: string
  readonly files: Files
  readonly workspace?: string
  readonly backendFiles?: readonly string[]
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
    name: 'files that are given besides, the later ones winning',
    files: {
      'main.tf': 'terraform {\n  backend "s3" {\n    key = "a"\n  }\n}\n',
      'common.s3.tfbackend': 'bucket = "b"\nkey = "common"\n',
      'backend/staging.hcl': 'key = "staging/${1 + 1}"\nkey2 = upper("x")\nextra {\n}\n',
    },
    backendFiles: ['common.s3.tfbackend', 'backend/staging.hcl', 'gone.tfbackend'],
    backend: {
      type: 's3',
      config: { bucket: 'b', key: 'staging/2', key2: { $unknown: 'Call to unknown function' } },
    },
    trouble: [
      'backend/staging.hcl:2 Function calls not allowed',
      'backend/staging.hcl:3 Unexpected block',
      'gone.tfbackend:1 Failed to read backend file',
    ],
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

test.each(rows)('$name', async ({ files, workspace, backendFiles = [], backend, trouble = [] }) => {
  const source = await evaluateFiles(files, workspace === undefined ? { backendFiles } : { workspace, backendFiles })
  expect(troubleOf(source)).toEqual(trouble)
  expect(source.backend && { ...source.backend, config: valueToJson(source.backend.config) }).toEqual(backend)
})
