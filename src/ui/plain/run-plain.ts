import { createInterface } from 'node:readline'
import { contextFor } from '../context.ts'
import { exitSummary } from '../exit-summary.ts'
import type { UiHost } from '../ui-host.ts'
import type { PlainState } from './plain-reply.ts'
import { plainGreeting, plainReply } from './plain-reply.ts'

/** The UI as questions and answers, one line after the other: for screen readers, and for terminals that can do no more. Gives the exit code. */
export const runPlain = async (host: UiHost): Promise<number> => {
  const say = (lines: readonly string[]): void => void host.stdout.write(`${lines.join('\n')}\n`)
  const early = contextFor(host)
  say([early.phrases.analysing])
  const analysis = await (typeof host.analysis === 'function' ? host.analysis() : host.analysis)
  const context = contextFor({ ...host, ascii: true })
  let state: PlainState = { analysis, comparison: 0, current: undefined }
  say(plainGreeting(state, context))
  // Input that is piped may have ended while its lines are still being answered: from Node 24 on readline throws when it is to ask then.
  const ask = (): void => void host.stdout.write('> ')
  const lines = createInterface({ input: host.stdin, terminal: false })
  ask()
  for await (const line of lines) {
    const reply = plainReply(state, line, context)
    state = reply.state
    say(reply.lines)
    if (reply.isEnd) break
    ask()
  }
  lines.close()
  say(exitSummary(analysis, state.comparison, context.phrases))
  return host.exitCode(analysis)
}
