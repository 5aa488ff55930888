import * as z from 'zod/mini'

// One file is read once: code made for each schema would not pay for itself.
z.config({ jitless: true })

const path = () => z.string().check(z.minLength(1, 'a path is needed'))
const name = () => z.string().check(z.minLength(1, 'it cannot be empty'))
const scalar = z.union([z.string(), z.number(), z.boolean()])
const parameterValue = z.union([scalar, z.array(scalar)])
const listOf = <T extends z.ZodMiniType>(item: T) => z.nullish(z.array(item))
const mapOf = <T extends z.ZodMiniType>(value: T) => z.nullish(z.record(z.string(), value))
const text = () => z.nullish(z.string())

/** The schema itself, not a copy, with words that go into the JSON Schema: what has words of its own is made anew where it stands. */
const described = <T extends z.ZodMiniType>(schema: T, description: string): T => {
  z.globalRegistry.add(schema, { description })
  return schema
}

const terraform = described(
  z.strictObject({
    dir: described(path(), 'A root module.'),
    varFiles: described(listOf(path()), 'Variable files, beside terraform.tfvars and *.auto.tfvars; later ones win.'),
    backendFiles: described(
      listOf(path()),
      'Files that terraform init is given with -backend-config: they say where the state lies.',
    ),
    vars: described(mapOf(z.json()), 'Values of variables; they win over files.'),
    workspace: described(text(), 'What terraform.workspace is; default: "default".'),
    only: described(
      listOf(z.string()),
      'The part that is this environment’s, where environments share one root module: module or resource addresses, globs.',
    ),
    planFile: described(
      z.nullish(path()),
      'Output of terraform show -json for a plan: its values beat evaluated ones.',
    ),
    stateFile: described(
      z.nullish(path()),
      'Output of terraform show -json for the state: its values beat evaluated ones.',
    ),
  }),
  'A Terraform root module.',
)

const terragrunt = z.strictObject({ dir: described(path(), 'Every unit below it.') })

const cloudformation = described(
  z.strictObject({
    template: path(),
    parameterFiles: described(listOf(path()), 'Parameter files of any common shape; later ones win.'),
    parameters: described(mapOf(parameterValue), 'Values of parameters; they win over files.'),
    stackName: text(),
  }),
  'A CloudFormation stack.',
)

const app = described(
  z.strictObject({
    name: described(name(), 'The application’s name, the same in every environment.'),
    dir: described(path(), 'Layered as its framework layers it.'),
    framework: described(text(), 'auto (default): by what lies in the directory.'),
    profile: described(text(), 'Default: the environment’s name.'),
  }),
  'The configuration of an application.',
)

const environment = z.nullable(
  z.strictObject({
    region: described(text(), 'Default region of everything below.'),
    account: described(
      z.nullish(z.string().check(z.regex(/^\d{12}$/, 'an account is 12 digits'))),
      'Decides AWS::AccountId and aws_caller_identity. In quotes, since it may start with 0.',
    ),
    terraform: listOf(terraform),
    terragrunt: listOf(terragrunt),
    cloudformation: listOf(cloudformation),
    apps: listOf(app),
    variables: described(mapOf(scalar), 'Process environment: TF_VAR_*, get_env, overrides of applications.'),
    variableFiles: described(
      listOf(path()),
      'dotenv files, or workflows whose env: blocks are read; the first that has a variable wins.',
    ),
  }),
)

const journey = described(
  z.strictObject({
    name: name(),
    audience: described(text(), 'Who makes the request: user, partner, …'),
    request: described(
      z.string().check(z.regex(/^(?:[A-Z]+ +)?https?:\/\/\S+$/, 'write it as "GET https://{host}/path"')),
      'Method and URL; {host} is taken from hosts.',
    ),
    hosts: described(mapOf(name()), 'Environment → the host that takes the place of {host}.'),
    headers: mapOf(z.string()),
    token: described(
      z.nullish(z.strictObject({ iss: text(), aud: z.nullish(z.union([z.string(), z.array(z.string())])) })),
      'Claims of the bearer token; what is absent is as the environment’s own issuer writes it.',
    ),
    expect: z.nullish(z.string().check(z.regex(/^service:\S+$/, 'write it as "service:NAME"'))),
  }),
  'A request that must work in every environment.',
)

export const severities = ['off', 'info', 'warning', 'error'] as const
const severity = z.enum(severities)
const rule = z.union([severity, z.strictObject({ severity: z.nullish(severity), options: mapOf(z.json()) })])

/** The whole of `sotsu.yaml`. Everything may be absent; discovery fills it. */
export const sotsuYaml = described(
  z.strictObject({
    environments: mapOf(environment),
    comparisons: described(
      listOf(z.strictObject({ staging: z.string(), production: z.string() })),
      'What rehearses, and what it rehearses for.',
    ),
    links: described(
      listOf(z.strictObject({ from: name(), to: name() })),
      'What cannot be derived: two names for the same thing.',
    ),
    pairs: described(
      listOf(z.strictObject({ staging: name(), production: name() })),
      'Entities that correspond although nothing shows it.',
    ),
    journeys: listOf(journey),
    rules: described(mapOf(rule), 'Rule → severity, or { severity, options }.'),
  }),
  'What the environments of a repository are made of.',
)

export type SotsuYaml = z.infer<typeof sotsuYaml>
export type EnvironmentYaml = NonNullable<z.infer<typeof environment>>
