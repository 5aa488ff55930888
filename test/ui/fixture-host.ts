import type { Request } from '../../src/model/trace.ts'
import type { UiContext } from '../../src/ui/context.ts'
import { contextFor } from '../../src/ui/context.ts'
import { topologyOf } from '../../src/ui/topology/rows-of.ts'
import type { TypedRequest, UiHost } from '../../src/ui/ui-host.ts'
import { fixtureAnalysis, readFixture, request, traceFixture } from './fixture-analysis.ts'

const parse = (typed: TypedRequest): Request | string => {
  try {
    return { ...request(typed.url), method: typed.method }
  } catch {
    return `not a URL: ${typed.url}`
  }
}

/** A host over the fixture; what a test changes it gives. */
export const fixtureHost = (given: Partial<UiHost> & Pick<UiHost, 'stdin' | 'stdout'>): UiHost => ({
  analysis: fixtureAnalysis,
  readSource: readFixture,
  trace: traceFixture,
  topology: topologyOf,
  parseRequest: parse,
  explainRule: id =>
    id === 'dns-record-missing' ? 'A name that clients use must resolve.\n\nSee docs/rules.' : undefined,
  exitCode: () => 1,
  env: {},
  run: async () => 0,
  lang: 'en',
  color: true,
  ...given,
})

/** What reducers and frames look things up in, over the fixture. */
export const fixtureContext = (given: Partial<UiHost> = {}): UiContext =>
  contextFor(fixtureHost({ stdin: process.stdin, stdout: process.stdout, ...given }))
