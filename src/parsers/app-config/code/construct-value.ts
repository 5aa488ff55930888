import type { SourceLocation } from '../../../model/source-location.ts'
import type { Value } from '../../../model/value.ts'
import { joinText, textOf, unresolved, withText } from '../read-value.ts'
import type { Evaluate } from './code-scope.ts'
import type { CallCode } from './expression.ts'
import { callMethod, format } from './methods.ts'

/** Calls that only wrap or join what they are given. */
export const constructValue = (
  code: CallCode,
  name: string,
  args: () => readonly Value[],
  evaluate: Evaluate,
): Value | undefined => {
  const at = code.source.at(code.start, code.end)
  if (/(^|\.)(URL|Url|URI|Uri)(\.(parse|create))?$/.test(name)) return joinUrl(args(), at)
  if (
    /^(String|Some|Ok|str|Array\.from|String\.from|Array|Arc\.new|Box\.new|Rc\.new|tuple|list|set|Set|HashSet\.from|Cow\.from|Url\.parse|SecretStr|List\.of|Set\.of|Arrays\.asList|Collections\.singletonList|listOf|setOf|Object\.freeze|Vec\.from|defineConfig|ref|unref|Optional\.of|static_cast|\[\]byte|string|List|Secret\.new|registerAs|array)$/.test(
      name,
    )
  ) {
    const values = args()
    if (/^(List|listOf|setOf|Set\.of|List\.of|Arrays\.asList|Collections\.singletonList)/.test(name))
      return { kind: 'list', items: values, from: { at, origins: [] } }
    if (name === 'array') return namedMap(code, evaluate)
    return values.at(-1)
  }
  if (/^(fmt\.Sprintf|format|String\.format|string\.Format|sprintf)$/.test(name)) {
    const [pattern, ...rest] = args()
    const text = textOf(pattern)
    if (pattern === undefined || text === undefined) return undefined
    const byName = (wanted: string): Value | undefined => {
      const { source, start, end } = code
      const given = code.named.find(argument => argument.name === wanted)?.value
      return evaluate(given ?? { kind: 'name', name: wanted, source, start, end })
    }
    return format(pattern, text, rest, at, name === 'format' ? byName : undefined)
  }
  if (/^strings\.(Split|TrimSpace|TrimSuffix|TrimRight|ToLower)$/.test(name)) {
    const [text, separator] = args()
    if (text === undefined) return undefined
    if (name === 'strings.Split') return callMethod(text, 'split', separator === undefined ? [] : [separator], at)
    return callMethod(
      text,
      name.startsWith('strings.TrimS') && separator === undefined ? 'trim' : 'rstrip',
      separator === undefined ? [] : [separator],
      at,
    )
  }
  if (/^(dict|Object\.assign|merge|HashMap\.from|array_merge)$/.test(name)) return namedMap(code, evaluate)
  return undefined
}

const joinUrl = (args: readonly Value[], at: SourceLocation): Value | undefined => {
  const [path, base] = args
  if (path === undefined) return undefined
  if (base === undefined) return path
  const [pathText, baseText] = [textOf(path), textOf(base)]
  if (pathText === undefined || baseText === undefined) return joinText([base, path], at)
  try {
    return withText(joinText([path, base], at), new URL(pathText, baseText).href)
  } catch {
    return unresolved('invalid', 'URL', at)
  }
}

const namedMap = (code: CallCode, evaluate: Evaluate): Value => {
  const entries = new Map<string, Value>()
  for (const arg of code.args) {
    const value = evaluate(arg.kind === 'spread' ? arg.of : arg)
    if (value?.kind === 'map') for (const [key, item] of value.entries) entries.set(key, item)
  }
  for (const { name, value } of code.named) {
    const read = evaluate(value)
    if (read !== undefined) entries.set(name, read)
  }
  return { kind: 'map', entries, from: { at: code.source.at(code.start, code.end), origins: [] } }
}
