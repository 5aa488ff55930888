import { remembered } from './remembered.ts'

/** Common spellings of environment names, by what they stand for. */
const spellings: Readonly<Record<string, readonly string[]>> = {
  development: ['dev', 'develop', 'development', 'sandbox', 'sbx', 'local'],
  test: ['test', 'tst', 'testing', 'qa', 'e2e', 'integration', 'int', 'intg'],
  staging: [
    'stg',
    'stage',
    'staging',
    'preprod',
    'pre-prod',
    'preproduction',
    'uat',
    'acc',
    'acceptance',
    'preview',
    'demo',
  ],
  production: ['prd', 'prod', 'production', 'live'],
  'disaster-recovery': ['dr'],
}

const standsFor = new Map(
  Object.entries(spellings).flatMap(([role, names]) => names.map(name => [name, role] as const)),
)

/** What a name of an environment commonly stands for: `production` for prd, prod, live …; also with a suffix (`prod-eu`, `staging2`). */
export const environmentRole = remembered((name): string | undefined => {
  const lower = name.toLowerCase()
  const exact = standsFor.get(lower)
  if (exact) return exact
  if (/^non-?prod/.test(lower)) return 'staging'
  const [first = '', ...rest] = lower.replace(/\d+$/, '').split(/[-_.]/)
  return standsFor.get(first) ?? standsFor.get(rest.at(-1) ?? '')
})

/** Whether a word is a common spelling of an environment's name. */
export const isEnvironmentWord = (word: string): boolean => standsFor.has(word.toLowerCase())

/** Every common spelling, for discovery. */
export const environmentWords: readonly string[] = [...standsFor.keys()]
