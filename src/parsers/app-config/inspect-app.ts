import type { EvaluatedApp } from '../../model/evaluated.ts'
import { formatLocation } from '../../model/source-location.ts'
import type { Value } from '../../model/value.ts'
import { valueToJson } from '../../model/value-json.ts'

/** What is known of a list; the rest is named in `unresolved`. */
const knownItems = (values: readonly Value[]): readonly unknown[] =>
  values.filter(value => value.kind === 'known').map(valueToJson)

/** An app as `sotsu inspect --app` prints it. */
export const inspectApp = (app: EvaluatedApp): Readonly<Record<string, unknown>> => ({
  kind: 'app',
  framework: app.framework,
  profile: app.profile,
  issuersAccepted: knownItems(app.issuersAccepted),
  issuersMinted: knownItems(app.issuersMinted),
  audiences: knownItems(app.audiences),
  jwks: knownItems(app.jwks),
  algorithms: knownItems(app.algorithms),
  leeway: app.leeway.map(({ value, seconds }) => ({ value: valueToJson(value), seconds: seconds ?? null })),
  requiredClaims: knownItems(app.requiredClaims),
  domainTied: app.domainTied.map(({ role, key, value, hosts, confidence, because }) => ({
    role,
    key,
    value: valueToJson(value),
    hosts,
    confidence,
    because,
  })),
  settings: Object.fromEntries([...app.settings].sort(byKey).map(({ key, value }) => [key, valueToJson(value)])),
  unresolved: app.unresolved,
  diagnostics: app.diagnostics.map(({ severity, summary, detail, at }) => ({
    severity,
    summary,
    detail,
    at: formatLocation(at),
  })),
})

const byKey = (one: { readonly key: string }, other: { readonly key: string }): number =>
  one.key < other.key ? -1 : one.key > other.key ? 1 : 0
