import { describe, expect, test } from 'vitest'
import { mapTree } from '../../../src/io/map-tree.ts'
import { startOf } from '../../../src/model/source-location.ts'
import { evaluateApp } from '../../../src/parsers/app-config/evaluate-app.ts'

const settingsOf = (
  files: Readonly<Record<string, string>>,
  variables: Readonly<Record<string, string>> = {},
): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    evaluateApp({
      tree: mapTree(files),
      dir: 'app',
      name: 'app',
      framework: 'auto',
      profile: 'production',
      variables: new Map(Object.entries(variables).map(([key, value]) => [key, { text: value, at: startOf('env') }])),
      salt: 's',
    }).settings.map(({ key, value }) => [key, value.kind === 'known' ? value.value : value.kind]),
  )

const one = (text: string, variables?: Readonly<Record<string, string>>) =>
  settingsOf({ 'app/conf/application.hocon': text }, variables)

// https://github.com/lightbend/config/blob/main/HOCON.md
describe('HOCON', () => {
  test.each<[string, string, Readonly<Record<string, unknown>>]>([
    [
      'a key that names itself has what it had before',
      'src = ""\nsrc = ${src} "a.example.com"\nsrc = ${src} "b.example.com"\ncsp = ${src}',
      { src: ' a.example.com b.example.com', csp: ' a.example.com b.example.com' },
    ],
    ['what is named may come later', 'a = ${b.c}/x\nb { c = "y" }', { a: 'y/x', 'b.c': 'y' }],
    [
      'the last value of what is named counts',
      'host = one\nurl = "https://"${host}"/cb"\nhost = two',
      { host: 'two', url: 'https://two/cb' },
    ],
    [
      'objects beside each other merge',
      'base { host = a, port = 80 }\nmain = ${base} { host = b }',
      { 'base.host': 'a', 'base.port': 80, 'main.host': 'b', 'main.port': 80 },
    ],
    [
      'an object is added to what is named',
      'base { host = a, port = 80 }\nmain = ${base}\nmain { host = b }\nmain.name = c',
      { 'base.host': 'a', 'base.port': 80, 'main.host': 'b', 'main.port': 80, 'main.name': 'c' },
    ],
    ['lists follow each other', 'a = [x]\nb = ${a} [y]', { 'a.0': 'x', 'b.0': 'x', 'b.1': 'y' }],
    ['+= adds to a list', 'a = [x]\na += y\nn += z', { 'a.0': 'x', 'a.1': 'y', 'n.0': 'z' }],
    ['an object twice is one', 'a { b { c = 1 } }\na.b.d = 2\na { b { c = 3 } }', { 'a.b.c': 3, 'a.b.d': 2 }],
    ['no substitution in quotes', 'a = "x ${b}"\nb = y', { a: 'x ${b}', b: 'y' }],
    ['escapes, and three quotes as they are', 'a = "x\\ty"\nb = """c\\d"""', { a: 'x\ty', b: 'c\\d' }],
    ['a value after the line of its key', 'a =\n  "b"\nc : // why\n  d', { a: 'b', c: 'd' }],
    ['two that name each other are not known', 'a = ${b}\nb = ${a}', { a: 'unknown', b: 'unknown' }],
    ['an optional one that is not there leaves nothing', 'a = ${?NOPE}\nb = c', { b: 'c' }],
  ])('%s', (_, text, expected) => {
    expect(one(text)).toEqual(expected)
  })

  test('an optional variable over a default', () => {
    const text = 'issuer = "https://id.example.com"\nissuer = ${?JWT_ISSUER}'
    expect(one(text)).toEqual({ issuer: 'https://id.example.com' })
    expect(one(text, { JWT_ISSUER: 'https://id.example.org' })).toMatchObject({ issuer: 'https://id.example.org' })
    expect(one('a = ${NOT_SET}')).toEqual({ a: 'unknown' })
  })

  test('an included file lies under what follows, and names what the whole has', () => {
    const files = {
      'app/conf/application.conf': 'host = "base.example.com"\nurl = "https://"${host}\nonly = base\n{}',
      'app/conf/production.conf':
        'include "application"\nhost = "www.example.com"\ninner { include required(file("part.conf")) }',
      'app/conf/part.conf': 'name = n\nfull = ${name} ${host}',
    }
    expect(settingsOf(files)).toEqual({
      host: 'www.example.com',
      url: 'https://www.example.com',
      only: 'base',
      'inner.name': 'n',
      'inner.full': 'n www.example.com',
    })
  })

  test('a file over another adds to what that had', () => {
    const files = {
      'app/conf/application.conf': 'hosts = "a" {}\nallowed = [a]\nallowed += b\n',
      'app/conf/production.conf': 'allowed = ${allowed} [c]\n',
    }
    expect(settingsOf(files)).toMatchObject({ 'allowed.0': 'a', 'allowed.1': 'b', 'allowed.2': 'c' })
  })
})
