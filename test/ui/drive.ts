import type { UiContext } from '../../src/ui/context.ts'
import type { Effect } from '../../src/ui/effect.ts'
import { frame } from '../../src/ui/frame.ts'
import { initialState } from '../../src/ui/initial-state.ts'
import type { Key } from '../../src/ui/keys.ts'
import { textOf } from '../../src/ui/line.ts'
import type { Action } from '../../src/ui/reduce.ts'
import { reduce } from '../../src/ui/reduce.ts'
import type { Size, UiState } from '../../src/ui/state.ts'
import { itemUnderCursor } from '../../src/ui/state.ts'
import { fixtureAnalysis } from './fixture-analysis.ts'
import { fixtureContext } from './fixture-host.ts'

/** The UI without a terminal: state, frames as text, effects. Keys are named as in the keymap; `type` enters text. */
export class Drive {
  state: UiState
  readonly effects: Effect[] = []
  readonly context: UiContext

  constructor(size: Size = { columns: 120, rows: 40 }, context: UiContext = fixtureContext()) {
    this.context = context
    this.state = initialState(size)
  }

  static ready(size?: Size, context?: UiContext): Drive {
    return new Drive(size, context).do({ kind: 'analysed', analysis: fixtureAnalysis })
  }

  do(action: Action): this {
    const { state, effects } = reduce(this.context, this.state, action)
    this.state = state
    this.effects.push(...effects)
    return this
  }

  press(...names: readonly string[]): this {
    for (const name of names) this.do({ kind: 'keys', keys: [{ name }] })
    return this
  }

  /** All characters in one moment, as when they are pasted without brackets. */
  type(text: string): this {
    const keys = [...text].map((character): Key => ({ name: character === ' ' ? 'space' : character }))
    return this.do({ kind: 'keys', keys })
  }

  get screen(): readonly string[] {
    return frame(this.state, this.context).lines.map(textOf)
  }

  get text(): string {
    return this.screen.map(line => line.trimEnd()).join('\n')
  }

  get selected(): string | undefined {
    return itemUnderCursor(this.state)?.rule
  }
}
