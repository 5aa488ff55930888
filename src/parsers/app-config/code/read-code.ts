import type { AppFile } from '../app-files.ts'
import type { TextSource } from '../formats/text-source.ts'
import {
  type AssignCode,
  type CallCode,
  type ClassCode,
  type Code,
  type CodeFile,
  everyCode,
  type Language,
} from './expression.ts'
import { ExpressionReader } from './expression-reader.ts'
import { readJavaScript } from './read-javascript.ts'

const languages: Readonly<Record<string, Language>> = {
  js: 'javascript',
  mjs: 'javascript',
  cjs: 'javascript',
  jsx: 'javascript',
  ts: 'javascript',
  mts: 'javascript',
  cts: 'javascript',
  tsx: 'javascript',
  py: 'python',
  rb: 'ruby',
  ex: 'elixir',
  exs: 'elixir',
  go: 'go',
  rs: 'rust',
  cs: 'csharp',
  java: 'java',
  kt: 'kotlin',
  kts: 'kotlin',
  php: 'php',
}

export const languageOf = (file: string): Language | undefined => languages[/\.([a-z]+)$/.exec(file)?.[1] ?? '']

const aboutTokens =
  /jwt|jws|jwk|jose\b|oidc|openid|oauth|issuer|\biss\b|audience|next-?auth|verifyIdToken|cognito|firebase|okta|keycloak|guardian|doorkeeper|knock|devise|dotenv|viper|figment|add_source|BaseSettings|dynaconf|config_for|ConfigModule|SIMPLE_JWT|app\.config/i
const namedConfig =
  /(config|settings|env|environ|constants|options|auth|security|token|program|startup|initializers|environments)/i

const speaksOfTokens = new WeakMap<TextSource, boolean>()

const isAboutTokens = (source: TextSource): boolean => {
  const found = speaksOfTokens.get(source) ?? aboutTokens.test(source.text)
  speaksOfTokens.set(source, found)
  return found
}

/**
 * The files whose code may matter: those that speak of tokens or load settings, and those that are named after configuration.
 * Of a large program the rest is not parsed.
 */
export const relevantCode = (files: readonly AppFile[]): readonly AppFile[] => {
  const code = files.filter(file => languageOf(file.path) !== undefined)
  if (code.length <= 60) return code
  return code.filter(file => namedConfig.test(file.path) || isAboutTokens(file.source)).slice(0, mostCodeFiles)
}

const mostCodeFiles = 1_000

const readAlready = new WeakMap<TextSource, CodeFile>()

/** What a source file binds, calls and assigns. It is parsed, never run; and only once, whoever asks. */
export const readCode = (source: TextSource): CodeFile | undefined => {
  const language = languageOf(source.file)
  if (language === undefined) return undefined
  const present = readAlready.get(source)
  if (present !== undefined) return present
  const read = (language === 'javascript' ? readJavaScript(source) : undefined) ?? scan(source, language)
  readAlready.set(source, read)
  return read
}

/** Every expression of a file in order, whatever statements they stand in. */
const scan = (source: TextSource, language: Language): CodeFile => {
  const reader = new ExpressionReader(source, language)
  const bindings = new Map<string, Code>()
  const calls: CallCode[] = []
  const assignments: AssignCode[] = []
  const classes: ClassCode[] = []
  const keep = (code: Code): void => {
    for (const inner of everyCode(code)) {
      if (inner.kind === 'call') calls.push(inner)
      if (inner.kind !== 'assign') continue
      assignments.push(inner)
      if (inner.target.kind === 'name' && !bindings.has(inner.target.name)) bindings.set(inner.target.name, inner.value)
    }
  }
  let returned: Code | undefined
  while (reader.peek() !== undefined) {
    const token = reader.peek()
    if (token?.kind === 'name' && token.text === 'class' && language === 'python') {
      const read = pythonClass(reader)
      if (read !== undefined) classes.push(read.read)
      for (const code of read?.values ?? []) keep(code)
      continue
    }
    const before = reader.position
    const code = reader.statement()
    if (code === undefined || reader.position === before) {
      reader.position += 1
      continue
    }
    keep(code)
    if (token?.kind === 'name' && token.text === 'return' && code.kind === 'object') returned = code
  }
  bindInjected(source, language, bindings)
  const base = {
    file: source.file,
    language,
    text: source.text,
    bindings,
    calls,
    assignments,
    classes,
    imports: new Map(),
    modules: new Set<string>(),
  }
  return returned === undefined ? base : { ...base, defaultExport: returned }
}

/** `@Value("${jwt.issuer}") private String issuer;` binds `issuer`. */
const bindInjected = (source: TextSource, language: Language, bindings: Map<string, Code>): void => {
  if (language !== 'java' && language !== 'kotlin') return
  for (const match of source.text.matchAll(
    /(@Value\("(?:\\.|[^"\\])*"\))\s*(?:(?:private|public|protected|final|lateinit|val|var)\s+)*(?:[\w.<>]+\s+)?(\w+)\s*[;:,)=]/g,
  )) {
    const reader = new ExpressionReader(source, language, match.index, match.index + (match[1] ?? '').length)
    const code = reader.expression()
    if (code !== undefined && match[2] !== undefined) bindings.set(match[2], code)
  }
}

const column = (reader: ExpressionReader, offset: number): number =>
  offset - (reader.source.text.lastIndexOf('\n', offset - 1) + 1)

/** `class Settings(BaseSettings):` with its fields; nested definitions are passed over. */
const pythonClass = (reader: ExpressionReader): { read: ClassCode; values: readonly Code[] } | undefined => {
  const indent = column(reader, reader.peek()?.start ?? 0)
  reader.position += 1
  const head = reader.expression()
  if (head === undefined) return undefined
  const callee = head.kind === 'call' ? head.callee : head
  const name = callee.kind === 'name' ? callee.name : ''
  const bases =
    head.kind === 'call'
      ? head.args.flatMap(arg => (arg.kind === 'name' || arg.kind === 'member' ? [arg.name] : []))
      : []
  const fields: { name: string; type: string; value?: Code }[] = []
  const values: Code[] = []
  reader.take(':')
  let level: number | undefined
  while (reader.peek() !== undefined) {
    const token = reader.peek()
    if (token === undefined) break
    if (reader.onNewLine()) {
      const at = column(reader, token.start)
      if (at <= indent) break
      level ??= at
    }
    const atField = token.kind === 'name' && (level === undefined || column(reader, token.start) === level)
    if (!atField || !(reader.is(':', 1) || reader.is('=', 1))) {
      reader.position += 1
      continue
    }
    reader.position += 1
    const typeStart = reader.peek()?.end ?? token.end
    if (reader.take(':'))
      while (reader.peek() !== undefined && !reader.is('=') && !reader.onNewLine()) reader.position += 1
    const type = reader.source.text.slice(typeStart, reader.peek(-1)?.end ?? typeStart).trim()
    const value = reader.take('=') ? reader.expression() : undefined
    if (value !== undefined) values.push(value)
    fields.push(value === undefined ? { name: token.text, type } : { name: token.text, type, value })
  }
  return { read: { name, bases, fields }, values }
}
