import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { diskTree } from '../../src/io/disk-tree.ts'
import { gitTree } from '../../src/io/git-tree.ts'
import { mapTree } from '../../src/io/map-tree.ts'
import { GitError } from '../../src/io/run-git.ts'
import { unignoredTree } from '../../src/io/unignored-tree.ts'
import { readText, type SourceTree } from '../../src/model/source-tree.ts'

const files: Readonly<Record<string, string>> = {
  'main.tf': 'a',
  'env/prod/main.tf': 'prod',
  'env/prod/ünïcode name.tf': 'ü',
  'env/.terraform/modules/modules.json': '{}',
  'config/app.toml': '',
}

let outside = ''
let root = ''
const trees = new Map<string, SourceTree>()
const git = (...args: readonly string[]): void => {
  execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.com', '-C', root, ...args], { stdio: 'pipe' })
}

const write = (path: string, text: string): void => {
  mkdirSync(dirname(join(root, path)), { recursive: true })
  writeFileSync(join(root, path), text)
}

beforeAll(() => {
  outside = mkdtempSync(join(tmpdir(), 'sotsu-outside-'))
  writeFileSync(join(outside, 'secret.txt'), 'secret')
  root = mkdtempSync(join(tmpdir(), 'sotsu-tree-'))
  for (const [path, text] of Object.entries(files)) write(path, text)
  write('node_modules/x/index.js', 'x')
  write('env/.terraform/providers/p', 'x')
  symlinkSync('main.tf', join(root, 'link.tf'))
  symlinkSync('env/prod', join(root, 'current'))
  symlinkSync(join(outside, 'secret.txt'), join(root, 'leak.txt'))
  symlinkSync('loop', join(root, 'loop'))
  git('init', '-q')
  git('add', '-A', '-f')
  git('commit', '-q', '-m', 'first', '--no-verify')
  trees.set('disk', diskTree(root))
  trees.set('git', gitTree(root, 'HEAD'))
  trees.set('map', mapTree(files))
})

afterAll(() => {
  rmSync(root, { recursive: true })
  rmSync(outside, { recursive: true })
})

const tree = (kind: string): SourceTree => trees.get(kind) as SourceTree
const names = (kind: string, path: string): readonly string[] | undefined =>
  tree(kind)
    .list(path)
    ?.map(entry => `${entry.name}${entry.kind === 'directory' ? '/' : ''}`)

describe.each(['disk', 'git', 'map'])('a %s tree', kind => {
  test('gives the bytes of every file', () => {
    for (const [path, text] of Object.entries(files)) expect(readText(tree(kind), path)).toBe(text)
    expect(readText(tree(kind), './env/../main.tf')).toBe('a')
  })

  test('lists directories sorted, and undefined where there is none', () => {
    expect(names(kind, 'env/prod')).toEqual(['main.tf', 'ünïcode name.tf'])
    expect(names(kind, '')).toEqual(expect.arrayContaining(['config/', 'env/', 'main.tf']))
    expect(names(kind, 'nowhere')).toBeUndefined()
    expect(names(kind, 'main.tf')).toBeUndefined()
  })

  test.each(['nowhere', '../x', '..', 'env/../../x', '/etc/passwd', 'main.tf/x', 'a\0b'])('%j is missing', path => {
    expect(tree(kind).read(path)).toMatchObject({ failure: 'missing' })
  })

  test('does not read a directory', () => {
    expect(tree(kind).read('env')).toMatchObject({ failure: expect.stringMatching(/missing|unreadable/) })
  })
})

describe.each(['disk', 'git'])('a %s tree on real files', kind => {
  test('follows links inside and never leads outside', () => {
    expect(readText(tree(kind), 'link.tf')).toBe('a')
    expect(readText(tree(kind), 'current/main.tf')).toBe('prod')
    expect(names(kind, 'current')).toEqual(['main.tf', 'ünïcode name.tf'])
    expect(tree(kind).read('leak.txt')).toMatchObject({ failure: 'missing' })
    expect(tree(kind).read('loop')).not.toBeInstanceOf(Uint8Array)
    expect(names(kind, '')).toEqual(['config/', 'current/', 'env/', 'link.tf', 'main.tf'])
  })

  test('passes over dependencies and working files, but not downloaded modules', () => {
    expect(names(kind, 'env/.terraform')).toEqual(['modules/'])
  })
})

test('reasons hold no absolute path', () => {
  for (const path of ['env', 'loop', 'nowhere', 'leak.txt'])
    expect(JSON.stringify(tree('disk').read(path))).not.toContain(root)
})

test('a file above the limit is too large', () => {
  expect(diskTree(root, 3).read('env/prod/main.tf')).toMatchObject({ failure: 'too-large' })
  expect(gitTree(root, 'HEAD', 3).read('env/prod/main.tf')).toMatchObject({ failure: 'too-large' })
})

test('a revision is named, and cannot be an option', () => {
  for (const revision of ['nowhere', '--help', '-p']) expect(() => gitTree(root, revision)).toThrow(GitError)
})

test('a tree without what .gitignore files name', () => {
  const all = mapTree({
    '.gitignore': 'build/\n*.log\n!keep.log\n/top.txt\n',
    'build/a.tf': '',
    'x/build/b.tf': '',
    'x/a.log': '',
    'x/keep.log': '',
    'x/top.txt': '',
    'top.txt': '',
    'x/.gitignore': 'own.txt\n',
    'x/own.txt': '',
    'own.txt': '',
  })
  const left = unignoredTree(all)
  expect(left.list('')?.map(({ name }) => name)).toEqual(['.gitignore', 'own.txt', 'x'])
  expect(left.list('x')?.map(({ name }) => name)).toEqual(['.gitignore', 'keep.log', 'top.txt'])
  expect(readText(left, 'build/a.tf')).toBe('')
})
