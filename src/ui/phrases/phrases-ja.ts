import { actingJa } from './acting-ja.ts'
import { namesJa } from './names-ja.ts'
import { overviewJa } from './overview-ja.ts'
import type { Phrases } from './phrases.ts'
import { readingJa } from './reading-ja.ts'

export const phrasesJa: Phrases = { ...namesJa, ...overviewJa, ...readingJa, ...actingJa }
