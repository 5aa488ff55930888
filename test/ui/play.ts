// Entry of the tmux test: the UI over the fixture, in a real terminal.
import { spawn } from 'node:child_process'
import { runUi } from '../../src/ui/run-ui.ts'
import { fixtureAnalysis, manyFindings } from './fixture-analysis.ts'
import { fixtureHost } from './fixture-host.ts'

const [, , lang, count] = process.argv
process.exitCode = await runUi(
  fixtureHost({
    stdin: process.stdin,
    stdout: process.stdout,
    lang: lang === 'ja' ? 'ja' : 'en',
    color: !process.env.NO_COLOR,
    analysis: count === undefined ? fixtureAnalysis : manyFindings(Number(count)),
    env: process.env,
    run: (argv, input) =>
      new Promise((resolve, reject) => {
        const [program = '', ...rest] = argv
        const child = spawn(program, rest, { stdio: input === undefined ? 'inherit' : ['pipe', 'ignore', 'ignore'] })
        child.on('error', reject)
        child.on('close', code => resolve(code ?? 1))
        child.stdin?.end(input)
      }),
  }),
)
