import { conditionFaults } from './conditions.ts'
import { dnsFaults } from './dns.ts'
import { edgeFaults } from './edge.ts'
import type { Fault } from './fault.ts'
import { inputFaults } from './inputs.ts'
import { routingFaults } from './routing.ts'
import { serviceFaults } from './services.ts'
import { settingFaults } from './settings.ts'
import { tlsFaults } from './tls.ts'
import { tokenFaults } from './tokens.ts'

/** Every kind of mistake, in the order of a request's way. */
export const faults: readonly Fault[] = [
  ...inputFaults,
  ...dnsFaults,
  ...edgeFaults,
  ...tlsFaults,
  ...conditionFaults,
  ...routingFaults,
  ...serviceFaults,
  ...settingFaults,
  ...tokenFaults,
]
