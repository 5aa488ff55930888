import { actingEn } from './acting-en.ts'
import { namesEn } from './names-en.ts'
import { overviewEn } from './overview-en.ts'
import type { Phrases } from './phrases.ts'
import { readingEn } from './reading-en.ts'

export const phrasesEn: Phrases = { ...namesEn, ...overviewEn, ...readingEn, ...actingEn }
