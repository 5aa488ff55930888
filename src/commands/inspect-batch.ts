import { UsageError } from '../config/config-error.ts'
import { exitCodes } from './exit-code.ts'
import type { Runtime } from './runtime.ts'

type AnswerLine = (line: string) => string

const answererOf = async (kind: string | undefined, salt: string): Promise<AnswerLine> => {
  if (kind === 'cloudformation') return (await import('../parsers/cloudformation/inspect-batch.ts')).inspectTemplateLine
  if (kind === 'app') {
    const { inspectAppLine } = await import('../parsers/app-config/inspect-batch.ts')
    return line => inspectAppLine(line, salt)
  }
  throw new UsageError('--batch needs --kind cloudformation or --kind app')
}

/** JSON lines in, JSON lines out, in order. */
export const answerLines = (text: string, answer: AnswerLine): string => {
  const answers: string[] = []
  for (const line of text.split('\n')) if (line.trim() !== '') answers.push(`${answer(line)}\n`)
  return answers.join('')
}

/** `sotsu inspect --batch --kind KIND < cases.jsonl` */
export const inspectBatch = async (runtime: Runtime, kind: string | undefined): Promise<number> => {
  const answer = await answererOf(kind, runtime.salt)
  runtime.stdout.write(answerLines(await runtime.readStdin(), answer))
  return exitCodes.ok
}
