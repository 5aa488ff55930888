import type { Diagnostic } from '../../../model/diagnostic.ts'
import type { SourceLocation } from '../../../model/source-location.ts'
import type { KnownValue, MapValue, OriginKind, Provenance, Scalar, Value } from '../../../model/value.ts'
import type { TextSource } from './text-source.ts'

/**
 * What every format gives: its documents as ordered trees of located values (`from.at` is the value's range, `at.path` its keys),
 * and the troubles met on the way. Tags are kept for formats that have them.
 */
export interface ConfigDocuments {
  readonly documents: readonly Value[]
  readonly diagnostics: readonly Diagnostic[]
  readonly tags?: ReadonlyMap<Value, string>
}

/** The most nodes that one file may give, aliases expanded. */
export const nodeLimit = 200_000

export const writtenAt = (
  at: SourceLocation,
  name = at.path.join('.'),
  kind: OriginKind = 'config-file',
): Provenance => ({
  at,
  origins: [{ kind, name, at }],
})

export const scalarNode = (
  source: TextSource,
  value: Scalar,
  start: number,
  end: number,
  path: readonly string[],
): KnownValue => ({ kind: 'known', value, from: writtenAt(source.at(start, end, path)) })

export const mapNode = (entries: ReadonlyMap<string, Value>, at: SourceLocation): MapValue => ({
  kind: 'map',
  entries,
  from: { at, origins: [] },
})

export const emptyMap = (at: SourceLocation): MapValue => mapNode(new Map(), at)

/** "Cannot read this YAML file": never quotes the text, which may hold secrets. */
export const malformed = (format: string, at: SourceLocation, why: string): Diagnostic => ({
  severity: 'error',
  summary: `Invalid ${format}`,
  detail: `${why}. What could be read is used; fix the syntax at this line.`,
  at,
})
