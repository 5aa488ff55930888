import { Option } from 'commander'
import { colorModes } from './color.ts'
import { type AddCommand, choice, withRepository, withRules } from './options.ts'

export const addUi: AddCommand = (program, runtime, finish) => {
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

export const addInit: AddCommand = (program, runtime, finish) => {
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

export const addExplain: AddCommand = (program, runtime, finish) => {
  program
    .command('explain')
    .description('a rule’s page; without a rule, the list of rules')
    .argument('[rule]')
    .action(async rule => {
      const { explain } = await import('./explain.ts')
      finish(explain(runtime, rule))
    })
}

export const addSchema: AddCommand = (program, runtime, finish) => {
  program
    .command('schema')
    .description('the JSON Schema of config, check, diff, trace, plan, comment or expect')
    .argument('<name>')
    .action(async name => {
      const { schema } = await import('./schema.ts')
      finish(schema(runtime, name))
    })
}
