import { escapeLine, escapeText } from '../escape.ts'

const longestRun = (text: string, character: string): number => {
  let longest = 0
  let run = 0
  for (const one of text) {
    run = one === character ? run + 1 : 0
    longest = Math.max(longest, run)
  }
  return longest
}

/** Text in a code span: nothing in it is a link, a mention, an image or HTML (CommonMark 6.1). */
export const codeSpan = (text: string): string => {
  const content = escapeLine(text)
  if (content.trim() === '') return content === '' ? '``` ```' : `\`${content}\``
  const fence = '`'.repeat(longestRun(content, '`') + 1)
  const pad = content.startsWith('`') || content.endsWith('`') || (content.startsWith(' ') && content.endsWith(' '))
  return pad ? `${fence} ${content} ${fence}` : fence + content + fence
}

/** What Markdown, GitHub and GitLab give no meaning to: letters, or a short number. */
const plainWord = /^(?:\p{L}[\p{L}\p{M}'’]*(?:-\p{L}[\p{L}\p{M}'’]*)*|\d{1,6}|→|%|->)$/u
/** What could be the name of a commit, or begins a reference; also as a part of a word. */
const notPlain = /\b(?:[0-9a-f]{7,}|gh|www)\b/i
/** Quotes and brackets around a word, and the punctuation that ends it. */
const edges = /^(["'(]{0,2})(.*?)(["')]{0,2}[,:;.?!]?)$/su

const proseWord = (word: string, code: (text: string) => string): string => {
  if (word === '') return word
  const [, before = '', middle = '', after = ''] = edges.exec(word) ?? []
  const startsList = /^\d+$/.test(middle) && /^[.)]/.test(after)
  if (plainWord.test(middle) && !notPlain.test(middle) && !startsList) return word
  return middle === '' ? code(word) : before + code(middle) + after
}

const words = (text: string, code: (text: string) => string): string =>
  escapeLine(text)
    .trim()
    .split(/ +/)
    .map(word => proseWord(word, code))
    .join(' ')

/**
 * A sentence with words of others in it (host names, values, file names): every word that is more than letters is set in code,
 * so that no mention, reference, link, image, HTML or markup can come from it. One line.
 */
export const prose = (text: string): string => words(text, codeSpan)

const htmlEntities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** Text between tags, or in a quoted attribute. */
export const escapeHtml = (text: string): string =>
  escapeText(text).replace(/[&<>"']/g, character => htmlEntities[character] ?? character)

/** The same where Markdown is HTML already, in `<summary>`. */
export const htmlProse = (text: string): string => words(text, word => `<code>${escapeHtml(word)}</code>`)

/** A cell of a table: a pipe would end it, also inside code (GFM 4.10). */
export const inCell = (markdown: string): string => markdown.replaceAll('\\|', '\\x7c').replaceAll('|', '\\|')

/** A block of code, whatever is in it. */
export const codeBlock = (text: string, language = ''): readonly string[] => {
  const lines = escapeText(text).replace(/\n+$/, '').split('\n')
  const fence = '`'.repeat(Math.max(3, longestRun(text, '`') + 1))
  return [fence + language, ...lines, fence]
}

const uriComponent = (text: string): string =>
  encodeURIComponent(text.replace(/\p{Surrogate}/gu, '\ufffd')).replace(
    /[!'()*]/g,
    character => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  )

/** A path of the repository as it goes into an address: nothing in it ends the address or leads elsewhere. */
export const uriPath = (path: string): string =>
  path
    .split('/')
    .map(part => uriComponent(part === '.' || part === '..' ? `${part}_` : part))
    .join('/')
