import { Option } from 'commander'
import { confidences, failOnLevels } from './exit-code.ts'
import { type AddCommand, choice, many, textOrJson, withLooks, withRepository, withRules } from './options.ts'
import { addFormat, addOutput, type WantedReport } from './report-formats.ts'

export const addCheck: AddCommand = (program, runtime, finish) => {
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

export const addDiff: AddCommand = (program, runtime, finish) => {
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

export const addTrace: AddCommand = (program, runtime, finish) => {
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

export const addInspect: AddCommand = (program, runtime, finish) => {
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

export const addEval: AddCommand = (program, runtime, finish) => {
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
