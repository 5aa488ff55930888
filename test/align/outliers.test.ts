import { expect, test } from 'vitest'
import { outliersAmong } from '../../src/align/outliers.ts'
import { app, at, model, text } from '../helpers/model.ts'

const environment = (name: string, settings: Readonly<Record<string, string>>) =>
  model(name, [], {
    apps: [
      app('api', {
        settings: Object.entries(settings).map(([key, value]) => ({ key, value: text(value, at(`${name}.env`)) })),
      }),
    ],
  })

test('five of six environments agree', () => {
  const models = ['dev', 'qa', 'staging', 'prod-us', 'prod-eu', 'dr'].map(name =>
    environment(name, { TIMEOUT: name === 'prod-eu' ? '3' : '30', URL: `https://${name}.example.com` }),
  )
  expect(outliersAmong(models)).toEqual([
    {
      path: ['setting', 'api', 'TIMEOUT'],
      text: '30',
      agree: ['dev', 'qa', 'staging', 'prod-us', 'dr'],
      others: [{ environment: 'prod-eu', text: '3', at: at('prod-eu.env') }],
    },
  ])
})

test('a setting that one environment lacks', () => {
  const models = ['dev', 'staging', 'production'].map(name =>
    environment(name, name === 'production' ? { A: 'x' } : { A: 'x', B: 'y' }),
  )
  expect(outliersAmong(models)).toMatchObject([
    { path: ['setting', 'api', 'B'], others: [{ environment: 'production', text: '(nothing)' }] },
  ])
})

test('values that all environments have of their own are no outliers, and two environments have none', () => {
  const own = ['dev', 'staging', 'production'].map((name, index) =>
    environment(name, { A: ['red', 'green', 'blue'][index] ?? '' }),
  )
  expect(outliersAmong(own)).toEqual([])
  expect(outliersAmong([environment('staging', { A: '1' }), environment('production', { A: '2' })])).toEqual([])
})
