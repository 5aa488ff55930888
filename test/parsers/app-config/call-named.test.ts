import { expect, test } from 'vitest'
import { callNamed } from '../../../src/parsers/app-config/code/call-named.ts'

test.each([
  ['verify', true],
  ['jwt.verify', true],
  ['a.b.sign', true],
  ['.sign', true],
  ['reverify', false],
  ['verify.all', false],
  ['Verify', false],
  ['verify sign', false],
  ['', false],
])('%j: %j', (name, answer) => expect(callNamed('verify sign').test(name)).toBe(answer))
