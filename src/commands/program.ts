import { Command } from 'commander'
import type { AddCommand } from './options.ts'
import { addCheck, addDiff, addEval, addInspect, addTrace } from './reading-commands.ts'
import { addComment, addPlan, addWaive } from './review-commands.ts'
import type { Runtime } from './runtime.ts'
import { addExplain, addInit, addSchema, addUi } from './small-commands.ts'

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

/** In the order of the help. */
const makers: ReadonlyMap<string, AddCommand> = new Map([
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
