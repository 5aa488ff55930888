import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { appendToFile } from '../io/append-file.ts'
import { main } from './main.ts'
import type { Runtime } from './runtime.ts'

/** As the runner names an input in the environment: `INPUT_FAIL-ON`. */
const inputOf = ({ env }: Runtime, name: string): string => (env[`INPUT_${name.toUpperCase()}`] ?? '').trim()

/** Several lines between delimiters that nobody can guess, so that no value can end them (GitHub, "Multiline strings"). */
const setOutput = ({ env }: Runtime, name: string, value: string): void => {
  if (!env.GITHUB_OUTPUT) return
  const delimiter = `sotsu-${randomBytes(16).toString('hex')}`
  appendToFile(env.GITHUB_OUTPUT, `${name}<<${delimiter}\n${value}\n${delimiter}\n`)
}

const escapeCommand = (text: string): string =>
  text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')

interface CheckReport {
  readonly comparisons: readonly {
    readonly staging: string
    readonly production: string
    readonly findings: readonly { readonly severity: string; readonly status: string }[]
    readonly undetermined: readonly unknown[]
  }[]
}

const wantedPair = ({ comparisons }: CheckReport, staging: string, production: string) =>
  comparisons.filter(
    one => (staging === '' || one.staging === staging) && (production === '' || one.production === production),
  )

const verdictOf = (comparisons: CheckReport['comparisons']): string => {
  const findings = comparisons.flatMap(one => one.findings).filter(({ status }) => status !== 'waived')
  if (findings.some(({ severity }) => severity === 'error')) return 'fails'
  const isOpen = comparisons.length === 0 || comparisons.some(({ undetermined }) => undetermined.length > 0)
  return isOpen ? 'cannot-tell' : 'works'
}

/** What the action does: the check with its reports, then the comment. Returns the exit code of the step. */
export const action = async (given: Runtime, version: string): Promise<number> => {
  const token = inputOf(given, 'github-token')
  const workspace = given.env.GITHUB_WORKSPACE ?? given.cwd
  const runtime: Runtime = {
    ...given,
    cwd: join(workspace, inputOf(given, 'working-directory')),
    env: { ...given.env, ...(token === '' ? {} : { GITHUB_TOKEN: token }) },
  }
  const input = (name: string): string => inputOf(runtime, name)
  const option = (name: string, flag: string): readonly string[] => (input(name) === '' ? [] : [flag, input(name)])
  const output = (name: string, byDefault: string): string => input(name) || byDefault

  if (input('comment-from') !== '')
    return main(['comment', ...option('comment-from', '--from'), ...option('pull-request', '--pr')], runtime, version)
  const files = join(given.env.RUNNER_TEMP ?? workspace, 'sotsu')
  const json = join(files, 'report.json')
  const sarif = output('sarif-file', '')
  const html = output('html-file', '')
  const code = await main(
    [
      'check',
      ...option('config', '--config'),
      ...option('baseline', '--baseline'),
      ...option('fail-on', '--fail-on'),
      ...option('confidence', '--confidence'),
      ...(input('strict') === 'true' ? ['--strict'] : []),
      ...['--format', 'github', '--format', 'json', '--output', json],
      ...(sarif === '' ? [] : ['--format', 'sarif', '--output', sarif]),
      ...(html === '' ? [] : ['--format', 'html', '--output', html]),
    ],
    runtime,
    version,
  )
  if (code === 2) return code
  const comparisons = wantedPair(await readReport(json), input('staging'), input('production'))
  const findings = comparisons.flatMap(one => one.findings)
  setOutput(runtime, 'verdict', verdictOf(comparisons))
  setOutput(runtime, 'new', String(findings.filter(({ status }) => status === 'new').length))
  setOutput(runtime, 'total', String(findings.length))
  setOutput(runtime, 'report-json', json)
  setOutput(runtime, 'sarif', sarif)
  const saved = join(files, 'comment.json')
  await sayInPullRequest(runtime, version, input('comment'), saved, option('config', '--config'))
  return code
}

const readReport = async (file: string): Promise<CheckReport> => {
  const { readNamedFile } = await import('../io/read-input.ts')
  return JSON.parse(await readNamedFile(file)) as CheckReport
}

/** A pull request from a fork has a token that may not write: then the step summary has to do, and the step does not fail for it. */
const sayInPullRequest = async (
  runtime: Runtime,
  version: string,
  behaviour: string,
  saved: string,
  config: readonly string[],
): Promise<void> => {
  if (behaviour === 'off' || behaviour === '') return
  if (!/^pull_request/.test(runtime.env.GITHUB_EVENT_NAME ?? '')) return
  const errors: string[] = []
  const told: string[] = []
  const listening: Runtime = {
    ...runtime,
    stdout: { isTTY: false, write: text => void told.push(text) },
    stderr: { isTTY: false, write: text => void errors.push(text) },
  }
  const code = await main(['comment', '--save', saved, ...config], listening, version)
  setOutput(runtime, 'comment-json', saved)
  setOutput(runtime, 'comment-url', /https:\/\/\S+/.exec(told.join(''))?.[0] ?? '')
  if (code === 0) return
  const why = escapeCommand(errors.join('').trim())
  runtime.stdout.write(`::warning title=sotsu::the comment was not written; the step summary has the report. ${why}\n`)
}
