import type { Diagnostic } from '../../model/diagnostic.ts'
import type { EvaluatedSource } from '../../model/evaluated.ts'
import { mapValues } from '../../model/map-values.ts'
import { type SourceLocation, startOf } from '../../model/source-location.ts'
import type { SourceTree } from '../../model/source-tree.ts'
import { known, type OriginKind, type Value } from '../../model/value.ts'
import { evaluateStack } from './evaluate-stack.ts'
import type { Deployment } from './pseudo-parameters.ts'
import type { TemplateFormat } from './read-template.ts'
import { type Secrets, sealOutput, sealResource, sealValue } from './seal-secrets.ts'
import type { Run } from './stack.ts'
import { templateReader } from './template-reader.ts'

export interface TemplateInput extends Deployment {
  /** Where nested templates are read from. */
  readonly tree: SourceTree
  /** The template's path in the tree; nested templates are relative to it. */
  readonly file: string
  /** The template itself, where it is not to be read from the tree. */
  readonly text?: string
  /** What stands at the holes of that text (see `holedText`). */
  readonly holes?: readonly Value[]
  readonly format?: TemplateFormat
  /** The id of the source: the stack's name in its environment. Resources of nested stacks have it too, their names start with `Child/`. */
  readonly stack: string
  /** What the deployment passes, by name (see `parameterInput`). Values may be known in part only: references into Terraform, for one. */
  readonly parameters: ReadonlyMap<string, Value>
  /** What any other parameter has, where not all that is passed is known by name: a map that is not known. */
  readonly otherParameters?: Value
  /** What to make of passed names that the template does not declare; `aws cloudformation deploy` ignores them. */
  readonly undeclaredParameters?: 'error' | 'ignore'
  /** Exports of the environment's stacks, by export name. */
  readonly imports: ReadonlyMap<string, Value>
  /** Values in SSM, by `name` and `name:version`. */
  readonly ssm: ReadonlyMap<string, Value>
  /** Outputs of stacks for Fn::GetStackOutput, by `Stack.Output`, in another Region by `Stack.Output@region`. */
  readonly stackOutputs?: ReadonlyMap<string, Value>
  readonly secrets: Secrets
}

/** A passed parameter: its text, with the place where it is written as its origin. */
export const parameterInput = (name: string, text: string, at: SourceLocation, kind: OriginKind = 'parameter'): Value =>
  known(text, { at, origins: [{ kind, name, at }] })

/** Steps of evaluation that a template and its nested stacks get: far more than any real one takes, and done within seconds. */
const maximumSteps = 500_000

/**
 * A template as it would be deployed to one environment. Pure: reads nothing but the tree, and never throws on what it reads.
 * Missing exports and SSM values are unknown under the names `import:NAME` and `ssm:NAME`.
 */
export const evaluateTemplate = (input: TemplateInput): EvaluatedSource => {
  const diagnostics = new Map<string, Diagnostic>()
  const report = (diagnostic: Diagnostic): void => {
    const { summary, at } = diagnostic
    const key = `${at.file}\u0000${at.start.offset}\u0000${summary}`
    if (!diagnostics.has(key)) diagnostics.set(key, diagnostic)
  }
  const run: Run = {
    tree: input.tree,
    imports: input.imports,
    ssm: input.ssm,
    stackOutputs: input.stackOutputs ?? new Map(),
    holes: input.holes ?? [],
    report,
    step: stepCounter(report),
    readTemplate: templateReader(input),
  }
  const source = {
    kind: 'cloudformation',
    id: input.stack,
    locals: new Map(),
  } as const
  try {
    const { stackName, region, account, partition } = input
    const secrets = keepingDigests(input)
    const { parameters, conditions, resources, outputs } = evaluateStack({
      run,
      file: input.file,
      source: input.stack,
      prefix: '',
      deployment: {
        ...(stackName !== undefined && { stackName }),
        ...(region !== undefined && { region }),
        ...(account !== undefined && { account }),
        ...(partition !== undefined && { partition }),
      },
      given: input.parameters,
      others: input.otherParameters,
      undeclared: input.undeclaredParameters ?? 'error',
      ancestors: [],
    })
    return {
      ...source,
      inputs: mapValues(parameters, value => sealValue(value, secrets)),
      outputs: mapValues(outputs, output => sealOutput(output, secrets)),
      conditions: mapValues(conditions, ({ truth }) => truth),
      resources: resources.map(resource => sealResource(resource, secrets)),
      diagnostics: [...diagnostics.values()],
    }
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    report({
      severity: 'error',
      summary: 'Template too deep',
      detail: 'Functions or nested stacks are nested deeper than sotsu can follow.',
      at: startOf(input.file),
    })
    return {
      ...source,
      inputs: new Map(),
      outputs: new Map(),
      conditions: new Map(),
      resources: [],
      diagnostics: [...diagnostics.values()],
    }
  }
}

/** Secrets that come in are digests already, from another source: they leave as they are, to stay comparable with it. */
const keepingDigests = ({ secrets, parameters, imports, ssm, stackOutputs }: TemplateInput): Secrets => {
  if (secrets === 'shown') return secrets
  const digests = new Set<string>()
  for (const values of [parameters, imports, ssm, stackOutputs ?? new Map<string, Value>()])
    for (const value of values.values()) if (value.kind === 'known' && value.sensitive) digests.add(String(value.value))
  return { digest: text => (digests.has(text) ? text : secrets.digest(text)) }
}

const stepCounter = (report: (diagnostic: Diagnostic) => void): Run['step'] => {
  let steps = 0
  return (at, cost = 1) => {
    const before = steps
    steps += cost
    if (steps > maximumSteps && before <= maximumSteps)
      report({
        severity: 'error',
        summary: 'Too much to evaluate',
        detail:
          'Loops, aliases or nested stacks multiply beyond what sotsu follows. From here on the template is not evaluated.',
        at,
      })
    return steps <= maximumSteps
  }
}
