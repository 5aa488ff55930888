import { describe, expect, it, test } from 'vitest'
import { answer, evaluateText, typeOf } from './evaluate-text.ts'

const error = (what: string) => ({ error: what })
const failed = (name: string, what: string) => error(`Call to function "${name}" failed: ${what}.`)
const refused = (name: string, what: string) => error(`Invalid value for "${name}" parameter: ${what}.`)

describe('strings', () => {
  test.each<[string, unknown]>([
    ['upper("ß é ŉ")', 'ß É ŉ'],
    ['lower("İ ΑΣ")', 'i ας'.replace('ς', 'σ')],
    ['title("it\'s o\'neil foo_bar élan ǆ")', "It'S O'Neil Foo_bar Élan ǅ"],
    ['strrev("☃e\\u0301x🇩🇪")', '🇩🇪xé☃'],
    ['chomp("a\\r\\n\\n")', 'a'],
    ['chomp("a \\n ")', 'a \n '],
    ['indent(2, "a\\nb\\n")', 'a\n  b\n  '],
    ['indent(-1, "a")', failed('indent', 'the number of spaces must not be negative')],
    [
      'indent(1.5, "a")',
      failed('indent', 'value must be a whole number, between -9223372036854775808 and 9223372036854775807'),
    ],
    ['trim("foobar", "far")', 'oob'],
    ['trimspace("\\u0085\\u00a0x\\u3000")', 'x'],
    ['trimprefix("--a", "-")', '-a'],
    ['trimsuffix("abc", "")', 'abc'],
    ['split(",", "")', ['']],
    ['split("", "hé👍")', ['h', 'é', '👍']],
    ['split(1, 213)', ['2', '3']],
    ['join(",", ["a"], [1, true])', 'a,1,true'],
    ['join(",", ["a", null])', refused('lists', 'element 1 is null; cannot concatenate null values')],
    ['join(",", ["a"], [null])', refused('lists', 'element 0 of list 2 is null; cannot concatenate null values')],
    ['join(",")', failed('join', 'at least one list is required')],
    ['join(",", [["a"]])', refused('lists', 'element 0: string required')],
    ['join(",", [var.text, "b"])', '?'],
    ['substr("hello", -3, 2)', 'll'],
    ['substr("hello", -10, 3)', 'hel'],
    ['substr("hello", 1, -3)', 'ello'],
    ['substr("hello", -2, 0)', 'lo'],
    ['substr("hello", 9, 1)', ''],
    ['substr("🤔e\\u0301a", 1, 1)', 'é'],
    ['startswith("pre-${var.text}", "pre")', true],
    ['startswith("pre-${var.text}", "xx")', false],
    ['startswith("pre-${var.text}", "pre-long")', '?'],
    ['startswith(var.text, "")', true],
    ['endswith("é", "\\u0301")', false],
    ['strcontains("hello", "ell")', true],
    ['sort([10, 9, "é", "Z"])', ['10', '9', 'Z', 'é']],
    ['sort([null])', failed('sort', 'given list element 0 is null; a null string cannot be sorted')],
    ['sort([var.text, "a"])', ['?', '?']],
    ['length("👨‍👩‍👧")', 1],
    ['length("\\r\\n")', 1],
    [`length("${'👨‍👩‍👧🇩🇪e\u0301'.repeat(1000)}")`, 3000],
    ['upper(sensitive("a"))', { sensitive: 'A' }],
    ['basename("a/b/")', 'b'],
    ['basename("/")', '/'],
    ['basename("")', '.'],
    ['dirname("a/b/")', 'a/b'],
    ['dirname("a/../b/c")', 'b'],
    ['dirname("/")', '/'],
    ['abspath("/a/./b/..")', '/a'],
    ['abspath("a")', '?'],
    ['pathexpand("~/a")', '?'],
    ['pathexpand("a/~")', 'a/~'],
  ])('%s', (text, expected) => {
    expect(answer(text)).toEqual(expected)
  })

  it('keep the parts of a joined text that are known', () => {
    expect(evaluateText('join("/", ["a", var.text, "b", "c"])')).toMatchObject({
      cause: { kind: 'template', parts: [{ data: 'a/' }, { state: 'unknown' }, { data: '/b/c' }] },
    })
  })
})

describe('patterns', () => {
  test.each<[string, unknown]>([
    ['regex("a{2,3}?", "aaaa")', 'aa'],
    ['regex("(a|ab)(c|bcd)", "abcd")', ['a', 'bcd']],
    ['regex("(a+)(b+)?", "aac")', ['aa', null]],
    ['regex("(?P<x>a)|(?<y>b)", "b")', { x: null, y: 'b' }],
    [
      'regex("(?P<x>a)(b)", "ab")',
      refused('pattern', 'invalid regexp pattern: cannot mix both named and unnamed capture groups'),
    ],
    ['regex("\\\\Qa.b\\\\E\\\\z", "xa.b")', 'a.b'],
    ['regex("[[:alpha:]]+\\\\pN", "-ab1")', 'ab1'],
    ['regex("(?i)ABC", "xabc")', 'abc'],
    ['regex("a", "b")', failed('regex', 'pattern did not match any part of the given string')],
    ['regex("(?=a)", "a")', refused('pattern', 'invalid regexp pattern: invalid or unsupported Perl syntax in (?=')],
    ['regex("(a)\\\\1", "aa")', refused('pattern', 'invalid regexp pattern: invalid escape sequence in \\1')],
    ['regex("(", "a")', refused('pattern', 'invalid regexp pattern: missing closing ) in (')],
    ['regex("x{2000}", "x")', refused('pattern', 'invalid regexp pattern: invalid repeat count in {2000}')],
    ['regex("a", var.text)', '?'],
    ['regexall("a*", "baac")', ['', 'aa', '']],
    ['regexall("x", "abc")', []],
    ['regexall("", "👍a")', ['', '', '']],
    ['regexall("\\\\b", "ab cd")', ['', '', '', '']],
    [
      'regexall("(a)|(b)", "ab")',
      [
        ['a', null],
        [null, 'b'],
      ],
    ],
    ['replace("hello", "l", "")', 'heo'],
    ['replace("hello", "/(l)(o)/", "$2$1")', 'helol'],
    ['replace("hello", "/(l)/", "$1x")', 'heo'],
    ['replace("hello", "/(?P<n>l+)/", "[$${n}$9]")', 'he[ll]o'],
    ['replace("abc", "//", "-")', '-a-b-c-'],
    ['replace("abc", "/", "-")', 'abc'],
    ['replace("👍a", "", "-")', '-👍-a-'],
    ['replace("abc", "/b/", "$$-$-$${}")', 'a$-$-${}c'],
    ['replace("abc", "b", "$$")', 'a$$c'],
    ['replace("a\\nb", "/(?m)^/", "> ")', '> a\n> b'],
    ['replace("abc", "/[/", "x")', failed('replace', 'error parsing regexp: missing closing ]: `[`')],
  ])('%s', (text, expected) => {
    expect(answer(text)).toEqual(expected)
  })

  it('have results whose type follows from the pattern', () => {
    expect(typeOf('regex("(a)(b)?", "a")')).toBe('tuple([string,string])')
    expect(typeOf('regexall("(?P<b>x)(?P<a>y)", "")')).toBe('list(object({a=string,b=string}))')
    expect(typeOf('regex("(a)(b)", var.text)')).toBe('tuple([string,string])')
  })

  it('take linear time', () => {
    expect(answer('regexall("(a+)+$", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!")')).toEqual([])
  })
})

describe('format', () => {
  test.each<[string, unknown]>([
    ['format("%v|%v|%v", 123456789, 100000, 0.00001)', '1.23456789e+08|100000|1e-05'],
    ['format("%v|%#v|%v", [1, null], "a<b", {a = true})', '[1,null]|"a\\u003cb"|{"a":true}'],
    ['format("%d|%5d|%-5d|%05d|%+d|% d", 42, 42, 42, -42, 42, 42)', '42|   42|42   |-0042|+42| 42'],
    ['format("%x|%X|%#x|%o|%#o|%#o|%b|%#b", 255, 255, 255, 8, 8, 0, 5, 5)', 'ff|FF|0xff|10|010|00|101|0b101'],
    ['format("%.3d|%8.4d|%.0d|", 5, 5, 0)', '005|    0005||'],
    [
      'format("%f|%.0f|%.2f|%08.3f|%+.1f|%-8.2f|", 1/3, 2.5, -0.5, -1.5, 0, 2.5)',
      '0.333333|2|-0.50|-001.500|+0.0|2.50    |',
    ],
    ['format("%e|%E|%.1e|%.0e", 0, 1e10, -0.5, 15)', '0.000000e+00|1.000000E+10|-5.0e-01|2e+01'],
    [
      'format("%g|%G|%.3g|%.10g|%10.3g|", 1e21, 1e-10, 1234567, 100000, 1234567)',
      '1e+21|1E-10|1.23e+06|100000|  1.23e+06|',
    ],
    ['format("%s|%5s|%-5s|%05s|%.2s|%.0s", 1.5, "é", "é", "ab", "e\\u0301xy", "ab")', '1.5|    é|é    |000ab|éx|ab'],
    ['format("%q|%5q|%.2q", "a\\"b", "", "abcd")', '"a\\"b"|   ""|"ab"'],
    ['format("%t|%5t|%s", "true", false, true)', 'true|false|true'],
    ['format("%[2]s %[1]s %s", "a", "b")', 'b a b'],
    ['format("%d%%", 5)', '5%'],
    ['format("%v", tostring(null))', 'null'],
    ['format("%s", null)', '?'],
    [
      'format("%s", tostring(null))',
      failed('format', 'unsupported value for "%s" at 0: null value cannot be formatted'),
    ],
    ['format("%d", 1.5)', failed('format', 'unsupported value for "%d" at 0: an integer is required')],
    ['format("%d", "x")', failed('format', 'unsupported value for "%d" at 0: a number is required')],
    ['format("%s", [])', failed('format', 'unsupported value for "%s" at 0: string required')],
    ['format("é%s %s", 1)', failed('format', 'not enough arguments for "%s" at 5: need index 2 but have 1 total')],
    ['format("%s", 1, 2)', refused('args', 'too many arguments; only 1 used by format string')],
    ['format("x", 1)', refused('args', 'too many arguments; no verbs in format string')],
    ['format("%z", 1)', failed('format', 'unsupported format verb \'z\' in "%z" at offset 0')],
    ['format("%*d", 1)', failed('format', "unrecognized format character '*' at offset 1")],
    ['format("%5", 1)', failed('format', 'invalid format string starting at offset 2')],
    ['format("%f|%v", 1/0, -1/0)', '+Inf|-Inf'],
    ['format("x-%s", var.text) == "y"', false],
    ['format("x%s", var.text) == "y"', '?'],
    ['format("%s-x", var.text)', '?'],
    ['formatlist("%s-%s", [var.text, "b"], "c")', ['?', 'b-c']],
    ['formatlist("%s", [])', []],
    ['formatlist("x")', ['x']],
    ['formatlist("%v", {a = 1})', ['{"a":1}']],
    ['formatlist("%s", var.list)', '?'],
    [
      'formatlist("%s-%s", ["a", "b"], ["c"])',
      refused('args', 'argument 2 has length 1, which is inconsistent with argument 1 of length 2'),
    ],
    [
      'formatlist("%d", [1, "x"])',
      failed('formatlist', 'error on format iteration 1: unsupported value for "%d" at 0: a number is required'),
    ],
  ])('%s', (text, expected) => {
    expect(answer(text)).toEqual(expected)
  })

  it('keeps the parts that are known', () => {
    expect(evaluateText('format("https://%s/%d", var.text, 5)')).toMatchObject({
      cause: { kind: 'template', parts: [{ data: 'https://' }, { state: 'unknown' }, { data: '/5' }] },
      refinement: { notNull: true, prefix: 'https://' },
    })
  })
})

describe('hostile input ends', () => {
  const nines = '9'.repeat(9)
  test.each([
    `format("%${nines}d", 1)`,
    `format("%.${nines}f", 1)`,
    `split("", "${'a'.repeat(200_000)}")`,
    `regexall("${'(a?)'.repeat(200)}", "${'a'.repeat(200)}")`,
    `[for l in [range(1000)] : [for i in range(1000) : reverse(l)]]`,
    `jsondecode("[${'[],'.repeat(100_000)}0]")`,
    `indent(${nines}, "a\\nb")`,
    `[for s in [join("", [for i in range(1000) : "${'a'.repeat(1000)}"])] : replace(s, "", s)]`,
    `setproduct(${Array.from({ length: 9 }, () => 'range(100)').join(', ')})`,
    `yamldecode("a: &a [x,x,x,x,x,x,x,x,x,x]\\n${Array.from({ length: 9 }, (_, i) => `${'bcdefghij'[i]}: &${'bcdefghij'[i]} [${Array.from({ length: 10 }, () => `*${'abcdefghi'[i]}`).join(',')}]`).join('\\n')}")`,
  ])('%.60s', text => {
    expect(evaluateText(text, undefined, 2_000_000)).toMatch(/more steps or gives a larger result/)
  })

  test.each([
    ['range(1025)', 'more than 1024 values were generated'],
    ['jsondecode(join("", [for i in range(1024) : "[[[["]))', 'nested too deeply'],
    ['yamldecode(join("", [for i in range(1000) : "["]))', 'did not find|nested|Flow'],
  ])('%s', (text, expected) => {
    expect(evaluateText(text)).toMatch(new RegExp(expected))
  })
})
