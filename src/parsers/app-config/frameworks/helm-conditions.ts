import type { Value } from '../../../model/value.ts'
import { getPath } from '../layers/merge.ts'

/** What is known of a condition. */
export type Answer = 'yes' | 'no' | 'undetermined'

export interface DecidedTemplate {
  /** The template with the lines of branches that are not taken as comments: offsets stay. */
  readonly text: string
  /** The condition that decides whether a line is there, by the line's number, for lines of which that is not known. */
  readonly open: ReadonlyMap<number, string>
}

interface Block {
  /** `if` decides what is there; `range`, `with`, `define` and `block` only have to be closed. */
  readonly isIf: boolean
  readonly condition: string
  /** Whether the lines of the current branch are there. */
  branch: Answer
  /** Whether an earlier branch was taken. */
  taken: Answer
}

const action = /\{\{-?\s*(if|else\s+if|else|end|range|with|define|block)\b\s*([^}]*?)\s*-?\}\}/g

/** Whether a value counts as true in a Go template. One that no file gives may be given on the command line. https://helm.sh/docs/chart_template_guide/control_structures/ */
const truthOf = (value: Value | undefined): Answer => {
  if (value === undefined) return 'undetermined'
  switch (value.kind) {
    case 'known':
      if (typeof value.value === 'string' && value.value.includes('{{')) return 'undetermined'
      return value.value ? 'yes' : 'no'
    case 'map':
      return value.entries.size > 0 ? 'yes' : 'no'
    case 'list':
      return value.items.length > 0 ? 'yes' : 'no'
    default:
      return 'undetermined'
  }
}

const negated = (answer: Answer): Answer => (answer === 'undetermined' ? answer : answer === 'yes' ? 'no' : 'yes')

const both = (one: Answer, other: Answer): Answer => {
  if (one === 'no' || other === 'no') return 'no'
  return one === 'yes' && other === 'yes' ? 'yes' : 'undetermined'
}

const reference = /^\$?\.Values\.([\w.-]+)$/

const isTrue = (condition: string, values: Value): Answer => {
  const words = (condition.match(/"[^"]*"|[()]|[^\s()]+/g) ?? []).slice(0, 40)
  let at = 0
  const operand = (): Answer => {
    const word = words[at++] ?? ''
    if (word !== '(') return reference.test(word) ? truthOf(namedBy(word)) : 'undetermined'
    const answer = call()
    at += 1
    return answer
  }
  const namedBy = (word: string): Value | undefined => getPath(values, (reference.exec(word)?.[1] ?? '').split('.'))
  const textOf = (word: string): string | undefined => {
    const quoted = /^"([^"]*)"$/.exec(word)?.[1]
    if (quoted !== undefined) return quoted
    const value = reference.test(word) ? namedBy(word) : undefined
    return value?.kind === 'known' && !String(value.value).includes('{{') ? String(value.value) : undefined
  }
  const rest = (): readonly Answer[] => {
    const answers: Answer[] = []
    while (at < words.length && words[at] !== ')' && answers.length < 10) answers.push(operand())
    return answers
  }
  const call = (): Answer => {
    const name = words[at]
    if (name === 'not') {
      at += 1
      return negated(operand())
    }
    if (name === 'and' || name === 'or') {
      at += 1
      const answers = rest()
      return name === 'and' ? answers.reduce(both, 'yes') : negated(answers.map(negated).reduce(both, 'yes'))
    }
    if (name === 'eq' || name === 'ne') {
      const [one, other] = [textOf(words[at + 1] ?? ''), textOf(words[at + 2] ?? '')]
      at += 3
      if (one === undefined || other === undefined) return 'undetermined'
      return (one === other) === (name === 'eq') ? 'yes' : 'no'
    }
    return operand()
  }
  const answer = call()
  return at === words.length ? answer : 'undetermined'
}

/** Takes the branches of `if` that the values decide. */
export const decideConditions = (text: string, values: Value): DecidedTemplate => {
  const blocks: Block[] = []
  const open = new Map<number, string>()
  const lines = text.split('\n').map((line, index) => {
    const actions = [...line.matchAll(action)]
    for (const [, word = '', argument = ''] of actions) {
      const current = blocks.at(-1)
      if (word === 'end') blocks.pop()
      else if (word.startsWith('else')) {
        if (!current?.isIf) continue
        const own = word === 'else' ? 'yes' : isTrue(argument, values)
        current.branch = both(negated(current.taken), own)
        current.taken = negated(both(negated(current.taken), negated(own)))
      } else {
        const answer = word === 'if' ? isTrue(argument, values) : 'yes'
        blocks.push({ isIf: word === 'if', condition: argument, branch: answer, taken: answer })
      }
    }
    if (actions.length > 0) return line
    const isThere = blocks.reduce((there, { branch }) => both(there, branch), 'yes' as Answer)
    if (isThere === 'no') return line === '' ? line : `#${line.slice(1)}`
    const deciding = blocks.find(({ branch }) => branch === 'undetermined')
    if (deciding) open.set(index + 1, deciding.condition)
    return line
  })
  return { text: lines.join('\n'), open }
}
