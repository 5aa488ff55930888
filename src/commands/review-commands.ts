import { failOnLevels } from './exit-code.ts'
import { type AddCommand, choice, withRepository, withRules } from './options.ts'

export const addPlan: AddCommand = (program, runtime, finish) => {
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

export const addComment: AddCommand = (program, runtime, finish) => {
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

export const addWaive: AddCommand = (program, runtime, finish) => {
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
