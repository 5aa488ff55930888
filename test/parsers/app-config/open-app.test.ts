import { expect, test } from 'vitest'
import { mapTree } from '../../../src/io/map-tree.ts'
import { startOf } from '../../../src/model/source-location.ts'
import { known } from '../../../src/model/value.ts'
import { type AppVariable, loadApp, openApp } from '../../../src/parsers/app-config/evaluate-app.ts'

const tree = mapTree(
  new Map([
    ['api/package.json', '{ "name": "api" }'],
    ['api/compose.yaml', 'services:\n  api:\n    environment:\n      ISSUER: https://$' + '{STAGE}.shop.com\n'],
  ]),
)

const settings = (shell: Readonly<Record<string, string>>, told: Readonly<Record<string, string>>) => {
  const from = { at: startOf('main.tf'), origins: [] }
  const variables = new Map<string, AppVariable>(Object.entries(shell).map(([name, text]) => [name, known(text, from)]))
  const app = openApp({ tree, dir: 'api', name: 'api', framework: 'auto', profile: 'prod', variables, salt: 's' })
  const loaded = loadApp(app, new Map(Object.entries(told).map(([name, text]) => [name, known(text, from)])))
  const of = (wanted: string): unknown => {
    const value = loaded.settings.find(({ key }) => key === wanted)?.value
    return value?.kind === 'known' ? value.value : value?.kind
  }
  return { issuer: of('ISSUER'), stage: of('STAGE') }
}

test('what the shell is told is filled into a compose file, and is what the process is told', () => {
  expect(settings({ STAGE: 'eu' }, {})).toEqual({ issuer: 'https://eu.shop.com', stage: 'eu' })
})

test('what a container is told is set for the process, and not filled into a compose file', () => {
  const { issuer, stage } = settings({}, { STAGE: 'eu' })
  expect(stage).toBe('eu')
  expect(issuer).not.toBe('https://eu.shop.com')
})

test('what sotsu.yaml says of the process goes before what its container is told', () => {
  expect(settings({ STAGE: 'eu' }, { STAGE: 'us' })).toEqual({ issuer: 'https://eu.shop.com', stage: 'eu' })
})
