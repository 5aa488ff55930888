import type { Analysis, ComparisonResult, JourneyOutcome } from '../../model/analysis.ts'
import { cellsOf, truncate } from '../cells.ts'
import type { UiContext } from '../context.ts'
import type { Glyphs } from '../glyphs.ts'
import type { Line } from '../line.ts'
import { column, span } from '../line.ts'
import { shortNames } from '../short-names.ts'
import type { Role } from '../theme.ts'

const mostJourneys = 5
// Narrower than that, only production's answer is told.
const roomForBoth = 16

type Outcome = JourneyOutcome['outcome']

interface Journey {
  readonly name: string
  readonly staging: JourneyOutcome | undefined
  readonly production: JourneyOutcome | undefined
}

const looks: Readonly<Record<Outcome, readonly [keyof Glyphs, Role]>> = {
  works: ['ok', 'ok'],
  fails: ['error', 'error'],
  undetermined: ['undetermined', 'undetermined'],
}

const order: readonly (Outcome | undefined)[] = ['fails', 'undetermined', 'works', undefined]

/** The worst in production first. */
const journeysOf = ({ journeys = [] }: Analysis, { staging, production }: ComparisonResult): readonly Journey[] => {
  const of = (name: string, environment: string): JourneyOutcome | undefined =>
    journeys.find(one => one.journey === name && one.environment === environment)
  return [...new Set(journeys.map(({ journey }) => journey))]
    .map(name => ({ name, staging: of(name, staging), production: of(name, production) }))
    .filter(journey => journey.staging !== undefined || journey.production !== undefined)
    .toSorted((one, other) => order.indexOf(one.production?.outcome) - order.indexOf(other.production?.outcome))
}

const side = (environment: string, found: JourneyOutcome | undefined, { glyphs }: UiContext): Line => {
  if (found === undefined) return [span(`${glyphs.blank} ${environment}  `, 'muted')]
  const [mark, role] = looks[found.outcome]
  return [span(`${glyphs[mark]} ${environment}  `, role)]
}

/** Every journey in both environments, and why it does not work in production. */
export const journeyLines = (
  analysis: Analysis,
  comparison: ComparisonResult,
  columns: number,
  context: UiContext,
): readonly Line[] => {
  const { phrases, glyphs } = context
  const journeys = journeysOf(analysis, comparison)
  const nameCells = Math.min(
    32,
    Math.floor(columns * 0.4),
    Math.max(0, ...journeys.map(({ name }) => cellsOf(name))) + 2,
  )
  const lines = journeys.slice(0, mostJourneys).map(({ name, staging, production }): Line => {
    const sides = [...side(comparison.staging, staging, context), ...side(comparison.production, production, context)]
    const room = columns - nameCells - sides.reduce((sum, { text }) => sum + cellsOf(text), 0)
    if (room < roomForBoth) {
      const [mark, role] = production === undefined ? (['blank', 'muted'] as const) : looks[production.outcome]
      return [span(`${glyphs[mark]} ${truncate(name, columns - 2, glyphs.ellipsis)}`, role)]
    }
    const failures = production?.trace.behind.length ?? 0
    const behind = production?.outcome === 'fails' && failures > 0 ? `  ${phrases.moreBehind(failures)}` : ''
    const why = truncate(shortNames(production?.because ?? ''), Math.max(0, room - cellsOf(behind)), glyphs.ellipsis)
    const role = production?.outcome === 'fails' ? 'error' : 'muted'
    return [column(name, nameCells, glyphs.ellipsis), ...sides, span(why + behind, role)]
  })
  const left = journeys.length - mostJourneys
  return left > 0 ? [...lines, [span(phrases.andMore(left), 'muted')]] : lines
}
