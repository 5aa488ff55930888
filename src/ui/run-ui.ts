import v8 from 'node:v8'
import type { Analysis } from '../model/analysis.ts'
import { act, messageOf, type Stage } from './act.ts'
import { afterRest } from './after-rest.ts'
import { ambiguousWidth, setAmbiguousWidth } from './cells.ts'
import type { UiContext } from './context.ts'
import { contextFor } from './context.ts'
import type { Effect } from './effect.ts'
import { exitSummary } from './exit-summary.ts'
import { frame } from './frame.ts'
import { initialState } from './initial-state.ts'
import type { Screen } from './ink-host.tsx'
import { openScreen } from './ink-host.tsx'
import type { Action } from './reduce.ts'
import { reduce } from './reduce.ts'
import { rememberedOf, withRemembered } from './remembered.ts'
import type { UiState } from './state.ts'
import { analysisOf } from './state.ts'
import type { Terminal } from './terminal.ts'
import { openTerminal } from './terminal.ts'
import type { Painter } from './theme.ts'
import { painter } from './theme.ts'
import type { UiHost } from './ui-host.ts'

const restMilliseconds = 300

/** One run of the UI: holds the state, draws after each change, does the effects. */
class Session {
  readonly #host: UiHost
  readonly #terminal: Terminal
  readonly #painter: Painter
  readonly #finish: (code: number) => void
  readonly #fail: (error: unknown) => void
  #context: UiContext
  #state: UiState
  #screen: Screen | undefined
  #unwatch: (() => void) | undefined
  /** Files change in bursts: what is to be done is done once they rest. */
  readonly #change = afterRest(restMilliseconds, () => this.#changed())
  readonly #stage: Stage
  /** Files that reports were written to. */
  readonly #reports: string[] = []

  constructor(host: UiHost, finish: (code: number) => void, fail: (error: unknown) => void) {
    this.#host = host
    this.#finish = finish
    this.#fail = fail
    this.#painter = painter(host.color, host.theme)
    setAmbiguousWidth(host.ambiguousIsWide === true ? 2 : 1)
    this.#context = contextFor(host)
    this.#terminal = openTerminal(host.stdin, host.stdout, {
      onKeys: keys => this.dispatch({ kind: 'keys', keys }),
      onResize: size => {
        if (!this.#screen) return
        this.#hide()
        this.dispatch({ kind: 'resized', size })
      },
      onAmbiguousWidth: cells => {
        if (host.ambiguousIsWide !== undefined || cells === ambiguousWidth()) return
        setAmbiguousWidth(cells)
        this.#repaint()
      },
      onEnd: signal => this.#end(signal === 'SIGTERM' ? 143 : 129),
    })
    this.#stage = {
      host,
      phrases: () => this.#context.phrases,
      analysis: () => analysisOf(this.#state),
      say: text => this.#say(text),
      lend: use => this.#lend(use),
      written: file => this.#reports.push(file),
      reanalyse: text => this.#reanalyse(text),
    }
    const state: UiState = { ...initialState(this.#terminal.size()), hasMouse: host.mouse !== false }
    this.#state = host.remembered ? withRemembered(state, host.remembered) : state
  }

  start(): void {
    this.#take()
    const { analysis: given, remembered } = this.#host
    this.#host.onProgress?.(text => this.dispatch({ kind: 'progress', text }))
    const analysis = typeof given === 'function' ? given() : given
    if (analysis instanceof Promise) this.#await(analysis, remembered?.pair)
    else this.#analysed({ kind: 'analysed', analysis, pair: remembered?.pair })
  }

  /** Watched anew each time: only an analysis tells which files there are. What it has read already is no news. */
  #analysed(action: Action): void {
    this.#unwatch?.()
    this.#change.cancel()
    this.dispatch(action)
    this.#unwatch = this.#host.watch?.(this.#change.ask)
  }

  #changed(): void {
    if (this.#state.run.kind !== 'ready' || this.#state.isReloading) return
    if (this.#host.reloadsOnChange === true) this.dispatch({ kind: 'keys', keys: [{ name: 'r' }] })
    else this.dispatch({ kind: 'outdated' })
  }

  dispatch(action: Action): void {
    const { state, effects } = reduce(this.#context, this.#state, action)
    this.#state = state
    this.#draw()
    for (const effect of effects) this.#perform(effect)
  }

  #await(analysis: Promise<Analysis>, pair?: { readonly staging: string; readonly production: string }): void {
    analysis.then(
      result => {
        this.#context = contextFor(this.#host)
        this.#analysed({ kind: 'analysed', analysis: result, pair })
      },
      (error: unknown) => {
        if (this.#state.run.kind === 'analysing' && this.#host.isForUser?.(error)) {
          this.#fail(error)
          this.#end(2)
        } else this.dispatch({ kind: 'failed', message: messageOf(error) })
      },
    )
  }

  #draw(): void {
    const drawing = frame(this.#state, this.#context)
    if (!this.#terminal.isEntered()) return
    if (!this.#screen) {
      this.#terminal.clear()
      this.#screen = openScreen(this.#host.stdin, this.#host.stdout, {
        size: this.#state.size,
        painter: this.#painter,
        isOurs: this.#terminal.isEntered,
      })
    }
    this.#screen.show(drawing)
  }

  #take(): void {
    this.#terminal.enter(this.#state.hasMouse)
    this.#state = reduce(this.#context, this.#state, { kind: 'resized', size: this.#terminal.size() }).state
    this.#draw()
  }

  /** Everything anew: what is on the screen may have been measured otherwise. */
  #repaint(): void {
    if (!this.#screen) return
    this.#hide()
    this.#draw()
  }

  #hide(): void {
    this.#screen?.close()
    this.#screen = undefined
  }

  #giveBack(): void {
    this.#hide()
    this.#terminal.leave()
  }

  #perform(effect: Effect): void {
    switch (effect.kind) {
      case 'quit':
        this.#quit()
        break
      case 'suspend':
        this.#suspend()
        break
      case 'reload':
        if (this.#host.reload) this.#await(this.#host.reload())
        break
      case 'compare':
        if (this.#host.compare) this.#await(this.#host.compare(effect.staging, effect.production), effect)
        break
      case 'mouse':
        this.#terminal.setMouse(effect.isOn)
        break
      default:
        void act(this.#stage, effect)
    }
  }

  /** The whole process group stops, as with the terminal's own Ctrl-Z: under `npm run` the shell would hang otherwise. */
  #suspend(): void {
    if (process.platform === 'win32') return
    this.#giveBack()
    // A signal handler does not keep Node running, and nothing else is being waited for.
    const alive = setInterval(() => {}, 60_000)
    process.once('SIGCONT', () => {
      clearInterval(alive)
      this.#take()
    })
    process.kill(0, 'SIGTSTP')
  }

  /** The terminal is the editor's meanwhile. */
  async #lend(use: () => Promise<unknown>): Promise<boolean> {
    this.#giveBack()
    const isDone = await use().then(
      () => true,
      () => false,
    )
    this.#context = contextFor(this.#host)
    this.#take()
    return isDone
  }

  #say(text: string): void {
    this.dispatch({ kind: 'said', text })
  }

  /** What is intended is decided anew, with all the rest. */
  #reanalyse(text: string): void {
    if (!this.#host.reload) this.#say(text)
    this.#host.reload?.().then(
      analysis => {
        this.#analysed({ kind: 'analysed', analysis })
        this.#say(text)
      },
      (error: unknown) => this.dispatch({ kind: 'failed', message: messageOf(error) }),
    )
  }

  #quit(): void {
    const analysis = analysisOf(this.#state)
    const { run } = this.#state
    this.#end(analysis ? this.#host.exitCode(analysis) : run.kind === 'failed' ? 2 : 130)
    if (run.kind === 'failed') this.#host.stdout.write(`${this.#context.phrases.analysisFailed(run.message)}\n`)
    if (!analysis) return
    const lines = exitSummary(analysis, this.#state.comparison, this.#context.phrases)
    this.#host.stdout.write([...lines, ...(this.#host.summaryLines?.(analysis) ?? []), ...this.#reports, ''].join('\n'))
  }

  #end(code: number): void {
    this.#hide()
    this.#change.cancel()
    this.#unwatch?.()
    this.#terminal.close()
    if (this.#state.run.kind === 'ready') this.#host.remember?.(rememberedOf(this.#state))
    this.#finish(code)
  }
}

// Drawing makes a lot of short-lived objects. V8 answers with an ever larger room for them, twice the memory for a tenth of the time.
const keepYoungSpaceSmall = (): void => v8.setFlagsFromString('--semi-space-growth-factor=1')

/** Shows the terminal UI until it is left; gives the exit code. Standard input and output must both be terminals. */
export const runUi = (host: UiHost): Promise<number> => {
  keepYoungSpaceSmall()
  return new Promise((resolve, reject) => new Session(host, resolve, reject).start())
}
