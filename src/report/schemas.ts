import * as z from 'zod'

const line = z.int().positive()
const place = { file: z.string(), line }
const stage = z.enum(['dns', 'edge', 'tls', 'route', 'action', 'target', 'token'])
const decider = z.strictObject({ names: z.string(), source: z.string().nullable() })

const disposition = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('accepted'), service: z.string().nullable() }),
  z.strictObject({ kind: z.literal('redirected'), status: z.int(), location: z.string() }),
  z.strictObject({ kind: z.literal('answered'), status: z.int(), body: z.string().optional() }),
  z.strictObject({ kind: z.literal('name-not-found') }),
  z.strictObject({ kind: z.literal('no-listener') }),
  z.strictObject({ kind: z.literal('certificate-mismatch'), names: z.array(z.string()) }),
  z.strictObject({ kind: z.literal('no-target') }),
  z.strictObject({ kind: z.literal('blocked'), status: z.int() }),
  z.strictObject({ kind: z.literal('token-rejected'), claim: z.enum(['iss', 'aud']) }),
  z.strictObject({ kind: z.literal('loop') }),
  z.strictObject({ kind: z.literal('undetermined'), decides: z.array(decider) }),
])

/** One line of `sotsu trace --format json`. */
export const traceSchema = z.strictObject({
  id: z.unknown().optional().describe('As the request had it.'),
  env: z.string(),
  request: z.strictObject({ method: z.string(), url: z.string() }),
  disposition: disposition.describe('How the request ends.'),
  hops: z.array(
    z.strictObject({
      stage,
      outcome: z.enum(['passes', 'fails', 'undetermined']),
      entity: z.string().optional().describe('Address, with the module path.'),
      source: z.string().optional().describe('file:line'),
      detail: z.string(),
    }),
  ),
  rule: z
    .union([z.int(), z.literal('default')])
    .nullable()
    .describe('Priority of the rule that took it.'),
  clientSees: z.strictObject({ status: z.int().optional(), error: z.string().optional() }),
  behind: z
    .array(
      z.strictObject({
        stage,
        disposition,
        entity: z.string().optional(),
        source: z.string().optional(),
        detail: z.string(),
      }),
    )
    .describe('What would fail next, once the failures before are mended.'),
  nearestMiss: z
    .strictObject({
      rule: z.union([z.int(), z.string()]),
      condition: z.string(),
      entity: z.string(),
      source: z.string(),
    })
    .optional(),
})

const evidence = z.array(
  z.strictObject({ label: z.string(), ...place, value: z.string().optional(), environment: z.string() }),
)
const side = z.strictObject({
  environment: z.string(),
  file: z.string().optional(),
  line: line.optional(),
  value: z.string().optional(),
  trace: traceSchema.optional(),
})
const count = z.int().nonnegative()

/** `sotsu check --format json`. */
export const checkSchema = z.strictObject({
  schema: z.literal('sotsu/check/1'),
  environments: z.array(
    z.strictObject({
      name: z.string(),
      sources: z.array(z.strictObject({ kind: z.enum(['terraform', 'cloudformation', 'app']), id: z.string() })),
      counts: z.record(z.string(), count),
    }),
  ),
  comparisons: z.array(
    z.strictObject({
      staging: z.string(),
      production: z.string(),
      rehearsal: z.strictObject({ paths: count, rehearsed: count, share: z.number().min(0).max(1).nullable() }),
      differences: z.strictObject({ total: count, explained: count, mattering: count }),
      findings: z.array(
        z.strictObject({
          rule: z.string(),
          severity: z.enum(['error', 'warning', 'info']),
          confidence: z.enum(['proved', 'likely']),
          subject: z.string(),
          message: z.string(),
          staging: side,
          production: side,
          evidence,
          fix: z.strictObject({ description: z.string(), ...place, text: z.string().optional() }).optional(),
          fingerprint: z.string(),
          status: z.enum(['new', 'known', 'waived']),
        }),
      ),
      undetermined: z.array(
        z.strictObject({
          rule: z.string(),
          subject: z.string(),
          message: z.string(),
          decides: z.array(z.strictObject({ names: z.string(), ...place })),
          evidence,
          fingerprint: z.string(),
          status: z.enum(['new', 'waived']),
        }),
      ),
      splits: z
        .array(
          z.strictObject({
            host: z.string(),
            into: z.array(z.string()),
            evidence,
            findings: z.array(z.string()).describe('Fingerprints.'),
          }),
        )
        .describe('Hosts of staging that production has several for, with the findings that follow from that.'),
    }),
  ),
  diagnostics: z.array(
    z.strictObject({ severity: z.enum(['error', 'warning']), summary: z.string(), detail: z.string(), ...place }),
  ),
  journeys: z
    .array(
      z.strictObject({
        journey: z.string(),
        environment: z.string(),
        outcome: z.enum(['works', 'fails', 'undetermined']),
        because: z.string().optional(),
      }),
    )
    .describe('The requests that must work, in every environment that has a host for them.'),
})
