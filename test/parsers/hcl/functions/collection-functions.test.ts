import { describe, expect, it, test } from 'vitest'
import { answer, evaluateText, typeOf } from './evaluate-text.ts'

const error = (what: string) => ({ error: what })
const failed = (name: string, what: string) => error(`Call to function "${name}" failed: ${what}.`)
const refused = (name: string, what: string) => error(`Invalid value for "${name}" parameter: ${what}.`)

describe('numbers', () => {
  test.each<[string, unknown]>([
    [
      '[abs(-2.5), abs(-0), ceil(-2.5), ceil(1e20), floor(-0.5), floor(1/3)]',
      ['2.5n', 0, -2, '100000000000000000000n', -1, 0],
    ],
    ['[signum(-5), signum("7")]', [-1, 1]],
    ['[pow(3, 100) % 10, pow(10, 20) % 7, 1e30 % 7]', [0, 0, 1]],
    [
      'signum(0.5)',
      failed('signum', 'value must be a whole number, between -9223372036854775808 and 9223372036854775807'),
    ],
    ['[max(1, 2.5), min(1, -1/0)]', ['2.5n', '-Infn']],
    ['max()', failed('max', 'must pass at least one number')],
    ['max([]...)', failed('max', 'must pass at least one number')],
    ['abs("x")', refused('num', 'a number is required')],
    [
      '[pow(2, 64), pow(10, -5), pow(3, 2.5), pow(0, 0), pow(-8, 3)]',
      ['18446744073709550000n', '0.00001n', '15.588457268119894n', 1, -512],
    ],
    ['pow(-2, 0.5)', failed('pow', 'the result is not a number')],
    ['[log(8, 2), log(1000, 10), log(10, 1)]', [3, '2.9999999999999996n', '+Infn']],
    [
      '[parseint("ff", 16), parseint("-10", 2), parseint("zZ", 62), parseint("99999999999999999999", 10)]',
      [255, -2, 2231, '99999999999999999999n'],
    ],
    ['parseint("8", 8)', refused('number', 'cannot parse "8" as a base 8 integer')],
    ['parseint("1_0", 10)', refused('number', 'cannot parse "1_0" as a base 10 integer')],
    ['parseint("1", 63)', refused('base', 'base must be a whole number between 2 and 62 inclusive')],
    ['parseint(1, 10)', refused('number', 'first argument must be a string, not number')],
    ['sum([0.1, "0.2", 1e20])', '100000000000000000000.3n'],
    ['sum([])', refused('list', 'cannot sum an empty list')],
    ['sum([null, 1])', refused('list', 'argument must be list, set, or tuple of number values')],
    ['sum({a = 1})', refused('list', 'argument must be list, set, or tuple. Received object')],
    ['sum([1/0, -1/0])', failed('sum', "can't compute sum of opposing infinities")],
    ['sum([var.number, 1])', '?'],
    ['[range(3), range(4, 1), range(0, 1, 0.5), range(1, 1)]', [[0, 1, 2], [4, 3, 2], [0, '0.5n'], []]],
    ['range(5, 1, 1)', refused('params', 'end must be greater than start when step is positive')],
    ['range(1, 5, 0)', refused('params', 'step must not be zero')],
    ['range()', failed('range', 'must have one, two, or three arguments')],
  ])('%s', (text, expected) => {
    expect(answer(text)).toEqual(expected)
  })
})

describe('lists', () => {
  test.each<[string, unknown]>([
    ['[element(["a", "b"], 3), element(tolist(["a"]), "5")]', ['b', 'a']],
    ['element([], 0)', failed('element', 'cannot use element function with an empty list')],
    ['[element(["a"], -1), element([1, "b"], -2), element(tolist(["a", "b", "c"]), -4)]', ['a', 1, 'c']],
    ['element(["a", "b"], -1)', failed('element', 'invalid index: must not be negative')],
    ['element(toset(["a"]), 0)', failed('element', 'cannot read elements from set of string')],
    ['element([var.text, "b"], 1)', 'b'],
    ['element(["a", "b"], var.number)', '?'],
    ['coalescelist([], ["a"])', ['a']],
    ['coalescelist([], var.list)', '?'],
    ['coalescelist([])', failed('coalescelist', 'no non-null arguments')],
    ['coalescelist()', failed('coalescelist', 'at least one argument is required')],
    ['compact(["a", "", null, 1])', ['a', '1']],
    ['distinct([1, "1", 2])', ['1', '2']],
    [
      'distinct([[1, 2], [1, 2], [2, 1]])',
      [
        [1, 2],
        [2, 1],
      ],
    ],
    ['chunklist([1, 2, 3], 2)', [[1, 2], [3]]],
    ['chunklist([1, 2], 0)', [[1, 2]]],
    ['chunklist([1], -1)', failed('chunklist', 'the size argument must be positive')],
    ['flatten([[1, [2, []]], toset(["a"]), null])', [1, 2, 'a', null]],
    ['flatten([[var.text], ["a"]])', ['?', 'a']],
    ['flatten([var.list])', '?'],
    ['flatten("a")', failed('flatten', 'can only flatten lists, sets and tuples')],
    ['reverse([1, "a"])', ['a', 1]],
    ['reverse("a")', refused('list', 'can only reverse list or tuple values, not string')],
    ['slice([1, 2, 3], 1, 3)', [2, 3]],
    ['slice([1], 1, 1)', []],
    ['slice([1], 0, 2)', refused('end_index', 'end index must not be greater than the length of the list')],
    ['slice([1, 2], 2, 1)', refused('start_index', 'start index must not be greater than end index')],
    [
      'slice(toset([1]), 0, 1)',
      refused(
        'list',
        'cannot slice a set, because its elements do not have indices; explicitly convert to a list if the ordering of the result is not important',
      ),
    ],
    ['concat([1], ["a"])', [1, 'a']],
    ['concat(toset([1]))', refused('seqs', 'all arguments must be lists or tuples; got set of number')],
    ['concat(var.list, ["a"])', '?'],
    ['[contains(["1"], 1), contains([var.text, "a"], "a"), contains(toset(["a"]), "b")]', [false, true, false]],
    ['contains(["a", var.text], "z")', '?'],
    ['contains({a = 1}, 1)', failed('contains', 'argument must be list, tuple, or set')],
    ['index(["a", "b"], "b")', 1],
    ['index(["a"], "b")', failed('index', 'item not found')],
    [
      '[alltrue([]), alltrue([true, null]), alltrue(["true"]), anytrue([]), anytrue([var.bool, true])]',
      [true, false, true, false, true],
    ],
    ['alltrue([var.bool, false])', '?'],
    ['[one([]), one(["a"]), one(toset([]))]', [null, 'a', null]],
    ['one(["a", "b"])', refused('list', 'must be a list, set, or tuple value with either zero or one elements')],
    ['matchkeys(["a", "b", "c"], ["1", "2", "1"], ["1"])', ['a', 'c']],
    ['matchkeys(["a"], [], ["1"])', failed('matchkeys', 'length of keys and values should be equal')],
    ['reverse([sensitive(1), 2])[0]', 2],
    ['distinct([sensitive("a"), "a"])', { sensitive: ['a'] }],
    ['length([sensitive(1)])', 1],
    ['length(sensitive([1]))', { sensitive: 1 }],
    ['length(var.list)', '?'],
    ['length(5)', failed('length', 'argument must be a string, a collection type, or a structural type')],
  ])('%s', (text, expected) => {
    expect(answer(text)).toEqual(expected)
  })

  test.each([
    ['distinct([1, "1"])', 'list(string)'],
    ['flatten(tolist([tolist([1])]))', 'tuple([number])'],
    ['concat(tolist(["a"]), tolist([1]))', 'list(string)'],
    ['concat(tolist(["a"]), ["b"])', 'tuple([string,string])'],
    ['reverse(toset(["a"]))', 'list(string)'],
    ['chunklist(["a"], 1)', 'list(list(string))'],
    ['tolist([[1], ["a"]])', 'list(tuple([string]))'],
    ['tomap({a = null, b = []})', 'map(tuple([]))'],
    ['setproduct(toset(["a"]), [1])', 'set(tuple([string,number]))'],
    ['setproduct(["a"], [])', 'list(tuple([string,dynamic]))'],
    ['keys({a = 1})', 'tuple([string])'],
    ['keys(tomap({a = 1}))', 'list(string)'],
    ['merge(tomap({a = 1}), tomap({b = "x"}))', 'object({a=number,b=string})'],
    ['merge(tomap({a = 1}), tomap({b = 2}))', 'map(number)'],
    ['zipmap(["a"], tolist([1]))', 'map(number)'],
    ['toset(var.list)', 'set(string)'],
    ['tolist(var.set)', 'list(string)'],
    ['toset(split(",", var.text))', 'set(string)'],
  ])('%s is a %s', (text, expected) => {
    expect(typeOf(text)).toBe(expected)
  })

  it('pass the identity of their elements on', () => {
    expect(evaluateText('element(concat(["x"], reverse([var.text, "y"])), 2)')).toMatchObject({
      cause: { why: { names: 'var.text' } },
    })
  })
})

describe('maps and sets', () => {
  test.each<[string, unknown]>([
    ['keys({b = 1, a = 2, A = 3, "1" = 4})', ['1', 'A', 'a', 'b']],
    ['keys({a = var.text})', ['a']],
    ['keys(var.map)', '?'],
    ['keys([1])', refused('inputMap', 'must have map or object type')],
    ['values({b = 1, a = "x"})', ['x', 1]],
    ['values(1)', failed('values', 'values() requires a map as the first argument')],
    ['lookup({a = 1}, "b", "z")', 'z'],
    ['lookup(tomap({a = "x"}), "b", 1)', '1'],
    ['lookup({a = null}, "a", 1)', null],
    ['lookup({a = var.text}, "b", "z")', 'z'],
    ['lookup({a = 1}, var.text, 2)', '?'],
    ['lookup({a = 1}, "b")', refused('inputMap', 'the given object has no attribute "b"')],
    ['lookup(tomap({a = 1}), "b")', failed('lookup', 'lookup failed to find key "b"')],
    [
      'lookup(tomap({a = 1}), "b", "x")',
      refused('default', 'the default value must have the same type as the map elements'),
    ],
    ['lookup([1], "a")', refused('inputMap', 'lookup() requires a map as the first argument')],
    ['lookup({a = 1}, "a", 2, 3)', failed('lookup', 'lookup() takes two or three arguments, got 4')],
    ['lookup({a = 1}, sensitive("a"), 3)', { sensitive: 1 }],
    ['merge({a = 1, b = {x = 1}}, null, {b = {y = 2}})', { a: 1, b: { y: 2 } }],
    ['merge()', {}],
    ['merge({a = var.text}, {a = 1})', { a: 1 }],
    ['merge({a = 1}, var.map)', '?'],
    ['merge(null, toset(["a"]), [])', { a: 'a' }],
    ['merge(null, ["a"])', failed('merge', 'arguments must be maps or objects, got "tuple"')],
    ['merge({a = 1}, [1])', failed('merge', 'arguments must be maps or objects, got "tuple"')],
    ['zipmap(["a", "b"], [1, var.text])', { a: 1, b: '?' }],
    ['zipmap([var.text], [1])', '?'],
    ['zipmap(["a"], [1, 2])', failed('zipmap', 'number of keys (1) does not match number of values (2)')],
    ['zipmap([null], [1])', failed('zipmap', 'keys list has null value at index 0')],
    ['zipmap([sensitive("a")], [1])', { sensitive: { a: 1 } }],
    ['transpose({a = ["x"], b = ["x", "y"]})', { x: ['a', 'b'], y: ['b'] }],
    ['transpose({a = "x"})', refused('values', 'element "a": list of string required')],
    ['[coalesce("", 1), coalesce(null, false), coalesce("a", var.text)]', ['1', false, 'a']],
    ['coalesce("", var.text)', '?'],
    ['coalesce(null, "")', failed('coalesce', 'no non-null, non-empty-string arguments')],
    ['coalesce(1, [1])', failed('coalesce', 'all arguments must have the same type')],
    ['setunion(["b"], ["a"], [1])', ['1', 'a', 'b']],
    ['setintersection(["a", "b"], ["b", "c"])', ['b']],
    ['setsubtract(["a", "b"], ["b"])', ['a']],
    ['setintersection([{a = 1}, {a = 2}], [{a = 2}])', [{ a: 2 }]],
    ['setunion([1], [[1]])', failed('setunion', 'given sets must all have compatible element types')],
    ['setunion([var.text], ["a"])', ['a', '?']],
    ['setintersection([var.text], ["a"])', '?'],
    ['setsubtract([{a = 1}], [null])', failed('setsubtract', 'given sets must all have compatible element types')],
    [
      'setproduct(["a", "b"], [1, 2])',
      [
        ['a', 1],
        ['a', 2],
        ['b', 1],
        ['b', 2],
      ],
    ],
    ['setproduct([var.text], ["a"])', [['?', 'a']]],
    ['setproduct(["a"])', failed('setproduct', 'at least two arguments are required')],
    ['setproduct({a = 1}, [1])', refused('sets', 'a set or a list is required')],
    [
      '[tolist([["a"], toset([])]), toset([["a"], toset([])])]',
      refused('v', 'cannot convert tuple to set of any single type'),
    ],
    ['tolist([[["a"], ["b", "c"]], [null]])', refused('v', 'cannot convert tuple to list of any single type')],
    ['tomap({a = null, b = []})', { a: null, b: [] }],
    ['toset([1, [2]])', refused('v', 'cannot convert tuple to set of any single type')],
    [
      'tonumber("x")',
      refused('v', 'cannot convert "x" to number; given string must be a decimal representation of a number'),
    ],
    ['tobool("yes")', refused('v', 'cannot convert "yes" to bool; only the strings "true" or "false" are allowed')],
    ['tostring({})', refused('v', 'cannot convert object to string')],
    ['[tostring(1/0), tonumber("1p3"), tobool("0")]', ['+Inf', 8, false]],
    ['[issensitive(sensitive(1)), issensitive([sensitive(1)]), nonsensitive(sensitive(1))]', [true, false, 1]],
    [
      'list(1)',
      failed(
        'list',
        'the "list" function was deprecated in Terraform v0.12 and is no longer available; use tolist([ ... ]) syntax to write a literal list',
      ),
    ],
  ])('%s', (text, expected) => {
    expect(answer(text)).toEqual(expected)
  })
})
