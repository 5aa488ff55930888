import type { Files } from '../helpers/example.ts'
import type { Company, Deployment } from './company/deployment.ts'
import { plainStyles, type Styles } from './run.ts'
import { writeRepository } from './write/repository.ts'
import type { Style } from './write/style.ts'

/** An edit after which every request fares as before. */
export interface NeutralEdit {
  readonly name: string
  readonly write: (company: Company) => Files
  /** Where it changes more than how things are written. */
  readonly isMore?: (company: Company) => boolean
}

const inStyles = (name: string, styles: (plain: Styles) => Styles): NeutralEdit => ({
  name,
  write: company => writeRepository(company, styles(plainStyles)),
})

const inProduction = (name: string, style: Partial<Style>): NeutralEdit =>
  inStyles(name, ({ staging, production }) => ({ staging, production: { ...production, ...style } }))

const inBoth = (name: string, style: Partial<Style>): NeutralEdit =>
  inStyles(name, ({ staging, production }) => ({
    staging: { ...staging, ...style },
    production: { ...production, ...style },
  }))

/** A module says of each service by a switch whether it is attached: where the environments differ in that, there is one more input that differs. */
const inModules = (edit: NeutralEdit): NeutralEdit => ({
  ...edit,
  isMore: ({ staging, production }) =>
    production.services.some(({ name, isAttached }) =>
      staging.services.some(twin => twin.name === name && twin.isAttached !== isAttached),
    ),
})

const inTexts = (name: string, path: RegExp, edit: (text: string, path: string) => string): NeutralEdit => ({
  name,
  write: company => {
    const files = writeRepository(company, plainStyles)
    return new Map([...files].map(([file, text]) => [file, path.test(file) ? edit(text, file) : text]))
  },
})

const inDeployments = (name: string, edit: (deployment: Deployment) => Deployment): NeutralEdit => ({
  name,
  write: ({ production, staging }) =>
    writeRepository({ staging: edit(staging), production: edit(production) }, plainStyles),
})

const renumbered = (deployment: Deployment): Deployment => ({
  ...deployment,
  services: deployment.services.map(service => ({
    ...service,
    rules: service.rules.map(({ priority, ...rule }) =>
      priority === undefined ? rule : { ...rule, priority: 100 + 3 * priority },
    ),
  })),
})

const unrelated = `
resource "aws_sqs_queue" "jobs" {
  name = "jobs"
}

resource "aws_cloudwatch_metric_alarm" "depth" {
  alarm_name          = "jobs-waiting"
  comparison_operator = "GreaterThanThreshold"
  evaluation_periods  = 2
  metric_name         = "ApproximateNumberOfMessagesVisible"
  namespace           = "AWS/SQS"
  threshold           = 100
}
`

const moved = (text: string): string => text.replaceAll('infra/production', 'infra/prd')

export const neutralEdits: readonly NeutralEdit[] = [
  inProduction('resources renamed', { prefix: 'the-' }),
  inBoth('resources renamed in both', { prefix: 'main-' }),
  inProduction('blocks reordered', { order: 'reversed' }),
  inProduction('blocks moved to other files', { files: 'by-subject' }),
  inProduction('literals made variables', { values: 'variables' }),
  inBoth('literals made variables in both', { values: 'variables' }),
  inProduction('literals made locals', { values: 'locals' }),
  inBoth('variables in several files', { values: 'variables', variableFiles: 'split' }),
  inProduction('rules made instances by for_each', { rules: 'for_each' }),
  inProduction('rules made instances by count', { rules: 'count' }),
  inProduction('a module extracted', { services: 'modules' }),
  inModules(inBoth('a module extracted in both', { services: 'modules' })),
  inModules(inBoth('a module with variables', { services: 'modules', values: 'variables' })),
  inProduction('jsonencode made a heredoc', { containers: 'heredoc' }),
  inProduction('intrinsics in their long form', { template: 'long-yaml' }),
  inProduction('a template as JSON', { template: 'json' }),
  inProduction('TOML with dotted keys', { toml: 'dotted' }),
  inProduction('YAML with dotted keys', { yaml: 'dotted' }),
  inProduction('dotenv with quotes and export', { dotenv: 'quoted' }),
  inProduction('dotenv reordered', { dotenv: 'reversed' }),
  inTexts('comments and blank lines', /\.tf$/, text => `# reviewed\n\n${text.replaceAll('\n\n', ' # here\n\n\n')}`),
  inTexts('comments among settings', /\.(tfvars|env|toml|ya?ml)$/, text => `# reviewed\n${text}\n# end\n`),
  inTexts('lines that end as on Windows', /\.(tf|tfvars|env|toml)$/, text => text.replaceAll('\n', '\r\n')),
  inTexts('tabs instead of spaces', /\.tf$/, text =>
    text.replaceAll(/^ +/gm, spaces => '\t'.repeat(spaces.length / 2)),
  ),
  inTexts('resources that no request meets', /infra\/\w+\/main\.tf$/, text => text + unrelated),
  inDeployments('priorities renumbered in their order', renumbered),
  {
    name: "priorities of production's renumbered in their order",
    write: ({ staging, production }) => writeRepository({ staging, production: renumbered(production) }, plainStyles),
  },
  inDeployments('services in another order', ({ services, ...rest }) => ({
    ...rest,
    services: services.toReversed(),
  })),
  {
    name: "a root's directory renamed",
    write: company =>
      new Map([...writeRepository(company, plainStyles)].map(([path, text]) => [moved(path), moved(text)])),
  },
]
