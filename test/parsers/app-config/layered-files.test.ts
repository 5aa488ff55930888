import { expect, test } from 'vitest'
import { mapTree } from '../../../src/io/map-tree.ts'
import { isString } from '../../../src/model/value.ts'
import { evaluateApp } from '../../../src/parsers/app-config/evaluate-app.ts'

const settingsOf = (files: Readonly<Record<string, string>>, profile: string) =>
  Object.fromEntries(
    evaluateApp({
      tree: mapTree(files),
      dir: 'app',
      name: 'app',
      framework: 'auto',
      profile,
      variables: new Map(),
      salt: 's',
    }).settings.map(({ key, value }) => [key, isString(value) ? value.value : value.kind]),
  )

const resources = 'app/src/main/resources'

test('files of one name, each for an environment, belong together', () => {
  const files = {
    [`${resources}/payments.PROD.conf`]: 'payments { PROD { url = "https://pay.example.com" } }\n',
    [`${resources}/payments.UAT.conf`]: 'payments { UAT { url = "https://uat.example.com" } }\n',
    [`${resources}/notes.PROD.conf`]: 'notes = 1\n',
  }
  expect(settingsOf(files, 'PROD')).toEqual({ 'payments.PROD.url': 'https://pay.example.com' })
  expect(settingsOf(files, 'UAT')).toEqual({ 'payments.UAT.url': 'https://uat.example.com' })
})
