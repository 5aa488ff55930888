import { expect, test } from 'vitest'
import { defaultComparisons } from '../../src/config/default-comparisons.ts'

test.each<readonly [readonly string[], readonly string[]]>([
  [['dev', 'staging', 'production'], ['staging>production']],
  [
    ['dev', 'stg', 'prd-eu', 'prd-us'],
    ['stg>prd-eu', 'stg>prd-us'],
  ],
  [
    ['uat', 'staging', 'prod'],
    ['staging>prod', 'uat>prod'],
  ],
  [['demo', 'preproduction', 'production'], ['preproduction>production']],
  [['dev', 'qa', 'prod'], ['qa>prod']],
  [['dev', 'prod'], ['dev>prod']],
  [['demo', 'prod'], ['demo>prod']],
  [['prod'], []],
  [['blue', 'green'], []],
])('%j', (names, pairs) => {
  expect(defaultComparisons(names).map(({ staging, production }) => `${staging}>${production}`)).toEqual(pairs)
})

test('a name that says nothing rehearses where it is known to lie between', () => {
  expect(defaultComparisons(['DEV', 'PROD', 'BETA'], new Set(['BETA']))).toEqual([
    { staging: 'BETA', production: 'PROD' },
  ])
})
