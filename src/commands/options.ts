import { type Command, Option } from 'commander'
import { colorModes } from './color.ts'
import type { Runtime } from './runtime.ts'

/** Adds a command and its options; what it does is loaded when it is run, and gives its exit code. */
export type AddCommand = (program: Command, runtime: Runtime, finish: (code: number) => void) => void

const collect = (value: string, before: readonly string[] | undefined): readonly string[] => [...(before ?? []), value]
export const many = (flags: string, description: string): Option => new Option(flags, description).argParser(collect)

export const choice = (flags: string, description: string, choices: readonly string[], byDefault: string): Option =>
  new Option(flags, description).choices([...choices]).default(byDefault)
export const textOrJson = (): Option => choice('--format <format>', 'how to print', ['text', 'json'], 'text')

export const withRepository = (command: Command): Command =>
  command
    .option('-C, --repository <dir>', 'look there instead of the repository you stand in')
    .option('--config <file>', 'a configuration instead of sotsu.yaml')

export const withRules = (command: Command): Command =>
  command.addOption(
    many('--rules <path>', 'rules of your own: a module or a directory of them, which are executed; repeatable'),
  )

export const withLooks = (command: Command): Command =>
  command
    .addOption(choice('--color <when>', 'colours', colorModes, 'auto'))
    .addOption(choice('--lang <language>', 'language of headings', ['en', 'ja'], 'en'))
