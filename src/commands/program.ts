import { Command, Option } from 'commander'
import { colorModes } from './color.ts'
import { confidences, failOnLevels } from './exit-code.ts'
import { addFormat, addOutput, type WantedReport } from './report-formats.ts'
import type { Runtime } from './runtime.ts'

const collect = (value: string, before: readonly string[] | undefined): readonly string[] => [...(before ?? []), value]
const many = (flags: string, description: string): Option => new Option(flags, description).argParser(collect)

const choice = (flags: string, description: string, choices: readonly string[], byDefault: string): Option =>
  new Option(flags, description).choices([...choices]).default(byDefault)
const textOrJson = (): Option => choice('--format <format>', 'how to print', ['text', 'json'], 'text')

const withRepository = (command: Command): Command =>
  command
    .option('-C, --repository <dir>', 'look there instead of the repository you stand in')
    .option('--config <file>', 'a configuration instead of sotsu.yaml')

const withRules = (command: Command): Command =>
  command.addOption(
    many('--rules <path>', 'rules of your own: a module or a directory of them, which are executed; repeatable'),
  )

const withLooks = (command: Command): Command =>
  command
    .addOption(choice('--color <when>', 'colours', colorModes, 'auto'))
    .addOption(choice('--lang <language>', 'language of headings', ['en', 'ja'], 'en'))

/**
 * The commands and their options: of the one that is asked for, where its name is one, else all. What a command does is loaded when it is run;
 * `finish` takes its exit code.
 */
export const buildProgram = (
  runtime: Runtime,
  version: string,
  asked: string | undefined,
  finish: (code: number) => void,
): Command => {
  const program = new Command('sotsu')
    .description('A request that works in staging: will it work in production?')
    .version(version)
    .exitOverride()
    .configureOutput({
      writeOut: text => runtime.stdout.write(text),
      writeErr: text => runtime.stderr.write(text),
    })
    .addHelpText(
      'after',
      '\nWithout a command: the terminal UI; where standard output is no terminal, the same as check.',
    )
  const own = asked === undefined ? undefined : makers.get(asked)
  for (const add of own ? [own] : makers.values()) add(program, runtime, finish)
  return program
}

type Finish = (code: number) => void

const addCheck = (program: Command, runtime: Runtime, finish: Finish): void => {
  let reports: readonly WantedReport[] = []
  withRules(withLooks(withRepository(program.command('check'))))
    .description('what would fail in production, with the lines and traces that prove it')
    .addOption(
      new Option('--format <format>', 'text, json, …; repeatable, each beside its --output').argParser(format => {
        reports = addFormat(format, reports)
      }),
    )
    .addOption(
      new Option('--output <file>', 'write the report to a file; repeatable').argParser(output => {
        reports = addOutput(output, reports)
      }),
    )
    .addOption(choice('--fail-on <level>', 'which findings make the exit code 1', failOnLevels, 'error'))
    .addOption(choice('--confidence <least>', 'how sure a finding must be to count for that', confidences, 'likely'))
    .option('--baseline <file>', 'an earlier report as JSON: what it has is known and does not fail')
    .option('--strict', 'exit code 3 when something could not be read or told', false)
    .action(async options => {
      const { check } = await import('./check.ts')
      finish(await check(runtime, { ...options, reports }))
    })
}

const addDiff = (program: Command, runtime: Runtime, finish: Finish): void => {
  withLooks(withRepository(program.command('diff')))
    .description('what the environments differ in, at the roots: which input or line explains how many differences')
    .option('--all', 'every difference under its root', false)
    .option('--outliers', 'where most environments agree and a few do not', false)
    .addOption(textOrJson())
    .action(async options => {
      const { diff } = await import('./diff.ts')
      finish(await diff(runtime, options))
    })
}

const addTrace = (program: Command, runtime: Runtime, finish: Finish): void => {
  withLooks(withRepository(program.command('trace')))
    .description('the path of one request through each environment; nothing is sent')
    .argument('[url]', 'https://host/path')
    .option('--requests <file>', 'JSON lines of requests; - is standard input')
    .addOption(many('--env <name>', 'only this environment; repeatable'))
    .option('--at <address>', 'start at this load balancer or distribution, without DNS')
    .option('--method <method>', 'default: GET')
    .addOption(many('--header <header>', "'Name: value'; repeatable"))
    .option('--source-ip <ip>', 'address of the client')
    .option('--token-issuer <iss>', 'iss of the bearer token; default: as the environment issues it')
    .addOption(many('--token-audience <aud>', 'aud of the bearer token; repeatable'))
    .addOption(textOrJson())
    .action(async (url, options) => {
      const { trace } = await import('./trace.ts')
      finish(await trace(runtime, url, options))
    })
}

const addInspect = (program: Command, runtime: Runtime, finish: Finish): void => {
  withLooks(withRepository(program.command('inspect')))
    .description('what a source evaluates to: a Terraform directory, a template, an application, an environment')
    .argument('[source]', 'a Terraform root module or a CloudFormation template')
    .option('--env <name>', 'everything of one environment')
    .option('--app <dir>', 'an application’s configuration')
    .option('--profile <name>', 'of --app: the environment as the application calls it')
    .option('--framework <name>', 'of --app; default: by what lies there')
    .addOption(many('--env-var <assignment>', 'of --app: NAME=VALUE in the process environment; repeatable'))
    .addOption(many('--var <assignment>', 'Terraform: NAME=VALUE; repeatable'))
    .addOption(many('--var-file <file>', 'Terraform: repeatable'))
    .option('--workspace <name>', 'Terraform')
    .addOption(many('--param <assignment>', 'CloudFormation: NAME=VALUE; repeatable'))
    .addOption(many('--params <file>', 'CloudFormation: a parameter file; repeatable'))
    .option('--imports <file>', 'CloudFormation: JSON of export names and values')
    .option('--ssm <file>', 'CloudFormation: JSON of parameter store names and values')
    .option('--region <region>', 'where the source itself says none')
    .option('--account <id>', 'where the source itself says none')
    .option('--stack-name <name>', 'CloudFormation')
    .option('--batch', 'JSON lines on standard input, JSON lines out')
    .option('--kind <kind>', 'of --batch: cloudformation or app')
    .addOption(textOrJson())
    .action(async (source, options) => {
      const { inspect } = await import('./inspect.ts')
      finish(await inspect(runtime, source, options))
    })
}

const addEval = (program: Command, runtime: Runtime, finish: Finish): void => {
  withLooks(withRepository(program.command('eval')))
    .description('an expression, as Terraform would evaluate it')
    .argument('[expression...]', 'quoted')
    .option('--dir <dir>', 'in this root module')
    .option('--env <name>', 'in this environment’s root module')
    .addOption(many('--var <assignment>', 'NAME=VALUE; repeatable'))
    .addOption(many('--var-file <file>', 'repeatable'))
    .option('--workspace <name>')
    .option('--batch', 'JSON lines on standard input, JSON lines out')
    .addOption(textOrJson())
    .action(async (expressions, options) => {
      const { evaluateExpressions } = await import('./eval.ts')
      finish(await evaluateExpressions(runtime, expressions, options))
    })
}

const addPlan = (program: Command, runtime: Runtime, finish: Finish): void => {
  withRules(withRepository(program.command('plan')))
    .description('the sprint planning review: what has to be settled before the release, by whom, until when')
    .option('--since <revision>', 'say what is new since this git revision')
    .option('--release <date>', 'the day of the release: 2026-12-15')
    .addOption(choice('--format <format>', 'how to print', ['markdown', 'json'], 'markdown'))
    .option('--output <file>', 'instead of standard output')
    .addOption(choice('--lang <language>', 'language of headings', ['en', 'ja'], 'en'))
    .action(async options => {
      const { plan } = await import('./plan.ts')
      finish(await plan(runtime, options))
    })
}

const addComment = (program: Command, runtime: Runtime, finish: Finish): void => {
  withRepository(program.command('comment'))
    .description('what a pull request introduces, fixes and leaves, as one comment that is edited in place')
    .option('--base <revision>', 'compare with this git revision; default: the target branch of the pull request')
    .option('--dry-run', 'print the comment; nothing is sent', false)
    .option('--save <file>', 'write what there is to say as JSON too, for --from')
    .option('--from <file>', 'say what --save wrote; no source is read')
    .option('--tag <name>', 'several comments on one pull request need a name each', 'default')
    .option('--pr <number>', 'number of the pull or merge request; default: from the CI environment')
    .option('--author <login>', 'whose comment it is; default: the owner of the token')
    .addOption(choice('--fail-on <level>', 'which introduced findings make the exit code 1', failOnLevels, 'none'))
    .addOption(choice('--lang <language>', 'language of headings', ['en', 'ja'], 'en'))
    .action(async options => {
      const { comment } = await import('./comment.ts')
      finish(await comment(runtime, options))
    })
}

const addWaive = (program: Command, runtime: Runtime, finish: Finish): void => {
  withRules(withRepository(program.command('waive')))
    .description(
      'accept a difference, with a reason, an owner and a last day; without a fingerprint: what there is to accept',
    )
    .argument('[fingerprint]', 'of a finding, or the start of it')
    .option('--reason <text>', 'why it is intended')
    .option('--owner <name>', 'who answers for it')
    .option('--until <date>', 'the last day on which it counts: 2026-12-31')
    .action(async (fingerprint, options) => {
      const { waive } = await import('./waive.ts')
      finish(await waive(runtime, fingerprint, options))
    })
}

const addUi = (program: Command, runtime: Runtime, finish: Finish): void => {
  withRules(withRepository(program.command('ui')))
    .description('the terminal UI')
    .addOption(choice('--color <when>', 'colours', colorModes, 'auto'))
    .addOption(new Option('--lang <language>', 'default: by LANG').choices(['en', 'ja']))
    .addOption(
      new Option('--theme <name>', 'of colours').choices([
        'default',
        'contrast',
        'blue-orange',
        'dark',
        'light',
        'mono',
      ]),
    )
    .option('--ascii', 'ASCII marks and lines only (SOTSU_ASCII)')
    .option('--no-mouse', 'leave the mouse to the terminal')
    .option('--no-state', 'neither remember the last session nor be remembered')
    .option('--watch', 'analyse again when files change')
    .option('--plain', 'commands and answers line by line, for screen readers (SOTSU_PLAIN)')
    .option('--screenshot <size>', 'print one frame of 120x40 (or another size) and end')
    .option('--keys <keys>', 'of --screenshot: keys pressed before, by name')
    .action(async options => {
      const { ui } = await import('./ui.ts')
      finish(await ui(runtime, options))
    })
}

const addInit = (program: Command, runtime: Runtime, finish: Finish): void => {
  program
    .command('init')
    .description('write sotsu.yaml from what is found in the repository')
    .option('-C, --repository <dir>', 'instead of the repository you stand in')
    .option('--dry-run', 'print instead of writing', false)
    .action(async options => {
      const { init } = await import('./init.ts')
      finish(await init(runtime, options))
    })
}

const addExplain = (program: Command, runtime: Runtime, finish: Finish): void => {
  program
    .command('explain')
    .description('a rule’s page; without a rule, the list of rules')
    .argument('[rule]')
    .action(async rule => {
      const { explain } = await import('./explain.ts')
      finish(explain(runtime, rule))
    })
}

const addSchema = (program: Command, runtime: Runtime, finish: Finish): void => {
  program
    .command('schema')
    .description('the JSON Schema of config, check, diff, trace, plan, comment or expect')
    .argument('<name>')
    .action(async name => {
      const { schema } = await import('./schema.ts')
      finish(schema(runtime, name))
    })
}

/** In the order of the help. */
const makers: ReadonlyMap<string, (program: Command, runtime: Runtime, finish: Finish) => void> = new Map([
  ['check', addCheck],
  ['diff', addDiff],
  ['trace', addTrace],
  ['inspect', addInspect],
  ['eval', addEval],
  ['plan', addPlan],
  ['comment', addComment],
  ['waive', addWaive],
  ['ui', addUi],
  ['init', addInit],
  ['explain', addExplain],
  ['schema', addSchema],
])
