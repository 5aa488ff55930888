// Entry of the tmux test: the UI over the fixture, in a real terminal.
import { runProgram } from '../../src/ui/run-program.ts'
import { runUi } from '../../src/ui/run-ui.ts'
import { fixtureAnalysis, fixtureRoot, manyFindings } from './fixture-analysis.ts'
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
    run: runProgram(fixtureRoot),
    ...(process.env.SOTSU_TEST_CRASH
      ? {
          explainRule: () => {
            throw new Error('a bug on purpose')
          },
        }
      : {}),
  }),
)
