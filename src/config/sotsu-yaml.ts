import * as z from 'zod'

// One file is read once: code made for each schema would not pay for itself.
z.config({ jitless: true })

const path = z.string().min(1, 'a path is needed')
const scalar = z.union([z.string(), z.number(), z.boolean()])
const parameterValue = z.union([scalar, z.array(scalar)])
const listOf = <T extends z.ZodType>(item: T) => z.array(item).nullish()
const mapOf = <T extends z.ZodType>(value: T) => z.record(z.string(), value).nullish()

const terraform = z
  .strictObject({
    dir: path.describe('A root module.'),
    varFiles: listOf(path).describe('Variable files, beside terraform.tfvars and *.auto.tfvars; later ones win.'),
    backendFiles: listOf(path).describe(
      'Files that terraform init is given with -backend-config: they say where the state lies.',
    ),
    vars: mapOf(z.json()).describe('Values of variables; they win over files.'),
    workspace: z.string().nullish().describe('What terraform.workspace is; default: "default".'),
    only: listOf(z.string()).describe(
      'The part that is this environment’s, where environments share one root module: module or resource addresses, globs.',
    ),
    planFile: path.nullish().describe('Output of terraform show -json for a plan: its values beat evaluated ones.'),
    stateFile: path.nullish().describe('Output of terraform show -json for the state: its values beat evaluated ones.'),
  })
  .describe('A Terraform root module.')

const terragrunt = z.strictObject({ dir: path.describe('Every unit below it.') })

const cloudformation = z
  .strictObject({
    template: path,
    parameterFiles: listOf(path).describe('Parameter files of any common shape; later ones win.'),
    parameters: mapOf(parameterValue).describe('Values of parameters; they win over files.'),
    stackName: z.string().nullish(),
  })
  .describe('A CloudFormation stack.')

const app = z
  .strictObject({
    name: z.string().min(1).describe('The application’s name, the same in every environment.'),
    dir: path.describe('Layered as its framework layers it.'),
    framework: z.string().nullish().describe('auto (default): by what lies in the directory.'),
    profile: z.string().nullish().describe('Default: the environment’s name.'),
  })
  .describe('The configuration of an application.')

const environment = z
  .strictObject({
    region: z.string().nullish().describe('Default region of everything below.'),
    account: z
      .string()
      .regex(/^\d{12}$/, 'an account is 12 digits')
      .nullish()
      .describe('Decides AWS::AccountId and aws_caller_identity. In quotes, since it may start with 0.'),
    terraform: listOf(terraform),
    terragrunt: listOf(terragrunt),
    cloudformation: listOf(cloudformation),
    apps: listOf(app),
    variables: mapOf(scalar).describe('Process environment: TF_VAR_*, get_env, overrides of applications.'),
    variableFiles: listOf(path).describe(
      'dotenv files, or workflows whose env: blocks are read; the first that has a variable wins.',
    ),
  })
  .nullable()

const journey = z
  .strictObject({
    name: z.string().min(1),
    audience: z.string().nullish().describe('Who makes the request: user, partner, …'),
    request: z
      .string()
      .regex(/^(?:[A-Z]+ +)?https?:\/\/\S+$/, 'write it as "GET https://{host}/path"')
      .describe('Method and URL; {host} is taken from hosts.'),
    hosts: mapOf(z.string().min(1)).describe('Environment → the host that takes the place of {host}.'),
    headers: mapOf(z.string()),
    token: z
      .strictObject({ iss: z.string().nullish(), aud: z.union([z.string(), z.array(z.string())]).nullish() })
      .nullish()
      .describe('Claims of the bearer token; what is absent is as the environment’s own issuer writes it.'),
    expect: z
      .string()
      .regex(/^service:\S+$/, 'write it as "service:NAME"')
      .nullish(),
  })
  .describe('A request that must work in every environment.')

export const severities = ['off', 'info', 'warning', 'error'] as const
const severity = z.enum(severities)
const rule = z.union([severity, z.strictObject({ severity: severity.nullish(), options: mapOf(z.json()) })])

/** The whole of `sotsu.yaml`. Everything may be absent; discovery fills it. */
export const sotsuYaml = z
  .strictObject({
    environments: mapOf(environment),
    comparisons: listOf(z.strictObject({ staging: z.string(), production: z.string() })).describe(
      'What rehearses, and what it rehearses for.',
    ),
    links: listOf(z.strictObject({ from: z.string().min(1), to: z.string().min(1) })).describe(
      'What cannot be derived: two names for the same thing.',
    ),
    pairs: listOf(z.strictObject({ staging: z.string().min(1), production: z.string().min(1) })).describe(
      'Entities that correspond although nothing shows it.',
    ),
    journeys: listOf(journey),
    rules: mapOf(rule).describe('Rule → severity, or { severity, options }.'),
  })
  .describe('What the environments of a repository are made of.')

export type SotsuYaml = z.infer<typeof sotsuYaml>
export type EnvironmentYaml = NonNullable<z.infer<typeof environment>>
