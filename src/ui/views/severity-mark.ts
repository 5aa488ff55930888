import type { UiContext } from '../context.ts'
import type { ItemSeverity } from '../item.ts'
import type { Line } from '../line.ts'
import { span } from '../line.ts'

/** Mark and word, in the colour of the severity. */
export const severityMark = (severity: ItemSeverity, { glyphs, phrases }: UiContext): Line => [
  span(`${glyphs[severity]} ${phrases.severity[severity]}`, severity),
]
