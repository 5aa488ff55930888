import fc from 'fast-check'
import type { Condition, ListenerRule } from '../../src/model/entity.ts'
import type { Request } from '../../src/model/trace.ts'
import { at, entity, ref, text } from '../helpers/model.ts'

/** Patterns over so few characters that every text they can tell apart is among a few hundred. */
const pattern = fc
  .array(fc.constantFrom('a', 'b', '*', '?'), { minLength: 1, maxLength: 3 })
  .map(tokens => tokens.join(''))

const patterns = (before: string) =>
  fc.array(pattern, { minLength: 1, maxLength: 2 }).map(list => list.map(each => text(`${before}${each}`)))

const conditions: fc.Arbitrary<readonly Condition[]> = fc
  .record({
    host: fc.option(patterns(''), { nil: undefined, freq: 1 }),
    path: fc.option(patterns('/'), { nil: undefined, freq: 3 }),
    method: fc.option(fc.constantFrom('GET', 'POST'), { nil: undefined, freq: 1 }),
    header: fc.option(patterns(''), { nil: undefined, freq: 1 }),
  })
  .map(({ host, path, method, header }): readonly Condition[] => [
    ...(host ? [{ at: at(), field: 'host-header' as const, values: host }] : []),
    ...(path ? [{ at: at(), field: 'path-pattern' as const, values: path }] : []),
    ...(method ? [{ at: at(), field: 'http-request-method' as const, values: [text(method)] }] : []),
    ...(header ? [{ at: at(), field: 'http-header' as const, name: text('x'), values: header }] : []),
  ])

/** Rules of a listener, in order. */
export const randomRules: fc.Arbitrary<readonly ListenerRule[]> = fc
  .array(conditions, { minLength: 1, maxLength: 5 })
  .map(lists =>
    lists.map((each, index) =>
      entity('listener-rule', `r${index + 1}`, {
        listener: ref('aws_lb_listener.https'),
        priority: text(index + 1),
        conditions: each,
        actions: [],
        transforms: [],
      }),
    ),
  )

/** Every text of up to so many of these characters. */
const textsUpTo = (length: number): readonly string[] =>
  length === 0 ? [''] : ['', ...textsUpTo(length - 1).flatMap(rest => ['a', 'b', 'c'].map(char => char + rest))]

/** Every request over few characters: each that the patterns above can tell from another is like one of these. */
export const smallRequests = (): readonly Request[] => {
  const few = [...new Set(textsUpTo(2))]
  const some = [...new Set(textsUpTo(3))]
  return few
    .filter(host => host !== '')
    .flatMap(host =>
      some.flatMap(path =>
        ['GET', 'POST', 'PUT'].flatMap(method =>
          [undefined, '', 'a', 'b', 'c', 'ab'].map(
            (header): Request => ({
              scheme: 'https',
              host,
              port: 443,
              path: `/${path}`,
              query: '',
              method,
              headers: new Map(header === undefined ? [] : [['x', [header]]]),
            }),
          ),
        ),
      ),
    )
}
