import type { Analysis } from '../../model/analysis.ts'
import type { Language } from '../phrases.ts'

export const renderHtml = (_analysis: Analysis, _options: { readonly language?: Language } = {}): string => ''
