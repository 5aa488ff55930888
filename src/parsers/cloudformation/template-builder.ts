import type { Diagnostic } from '../../model/diagnostic.ts'
import type { SourceLocation } from '../../model/source-location.ts'
import type { BrokenNode, MapEntry, TemplateNode } from './template-node.ts'

/** Deeper than any template that a person or generator writes, and still safe to walk recursively. */
const maximumDepth = 2500

/** What a template may hold once its aliases are expanded. */
const maximumNodes = 1_000_000

/** Checks that hold for YAML and JSON alike, and where their diagnostics go. */
export interface TemplateBuilder {
  readonly diagnostics: Diagnostic[]
  /** Nodes so far, those of expanded aliases included. */
  readonly count: () => number
  /** Counts nodes; false when there are too many, which has then been reported. */
  readonly spend: (nodes: number, at: SourceLocation) => boolean
  readonly tooDeep: (depth: number, at: SourceLocation) => BrokenNode | undefined
  readonly broken: (at: SourceLocation, summary: string, detail: string) => BrokenNode
  readonly nullValue: (at: SourceLocation) => BrokenNode
  /** Adds an entry to a map under construction; a repeated key is reported and the first one stays. */
  readonly addEntry: (
    entries: Map<string, MapEntry>,
    name: string,
    keyAt: SourceLocation,
    node: () => TemplateNode,
  ) => void
  readonly warn: (at: SourceLocation, summary: string, detail: string) => void
}

export const templateBuilder = (): TemplateBuilder => {
  const diagnostics: Diagnostic[] = []
  let nodes = 0
  let full = false
  const broken = (at: SourceLocation, summary: string, detail: string): BrokenNode => {
    diagnostics.push({ severity: 'error', summary, detail, at })
    return { kind: 'broken', why: summary, at }
  }
  return {
    diagnostics,
    count: () => nodes,
    spend: (more, at) => {
      nodes += more
      if (nodes > maximumNodes && !full) {
        full = true
        broken(
          at,
          'Template too large',
          `With its aliases expanded, the template has more than ${maximumNodes} values.`,
        )
      }
      return !full
    },
    tooDeep: (depth, at) =>
      depth > maximumDepth
        ? broken(
            at,
            'Template nested too deeply',
            `Values are nested deeper than ${maximumDepth} levels here. Flatten them.`,
          )
        : undefined,
    broken,
    nullValue: at =>
      broken(
        at,
        'Null value',
        'CloudFormation does not allow null values. Give a value, "" or AWS::NoValue, or leave the key out.',
      ),
    addEntry: (entries, name, keyAt, node) => {
      const first = entries.get(name)
      if (first === undefined) entries.set(name, { key: keyAt, node: node() })
      else
        broken(
          keyAt,
          'Duplicate key',
          `"${name}" is already set on line ${first.key.start.line}. Remove one of the two.`,
        )
    },
    warn: (at, summary, detail) => {
      diagnostics.push({ severity: 'warning', summary, detail, at })
    },
  }
}
