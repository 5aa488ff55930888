import { serviceRole } from '../../align/correspondence.ts'
import { decidersOf } from '../../model/deciders.ts'
import { decisiveLine, lineEvidence, valueEvidence } from '../evidence.ts'
import { defineRule } from '../rule.ts'
import { keepAlives } from './keep-alives.ts'

/** A load balancer may send a request on a connection that the service just closed: 502 now and then (ELB guide, "HTTP 502: Bad gateway"). */
export const keepAliveTooShort = defineRule<{ app: string; seconds: number; idle: number }>({
  id: 'keep-alive-too-short',
  patterns: ['ALB26'],
  title: 'A service closes idle connections before its load balancer does',
  severity: 'warning',

  message: ({ app, seconds, idle }) =>
    `clients of ${app} get 502 now and then: it closes idle connections after ${seconds} s, and its load balancer keeps them for ${idle} s`,

  *check({ staging, production }) {
    const rehearsed = keepAlives(staging)
    for (const { service, balancer, key, setting, seconds, idle } of keepAlives(production)) {
      const app = serviceRole(production, service.address)
      const twin = rehearsed.find(other => serviceRole(staging, other.service.address) === app)
      const isRehearsed = twin?.seconds !== undefined && twin.idle !== undefined && twin.seconds <= twin.idle
      if (isRehearsed || (seconds !== undefined && idle !== undefined && seconds > idle)) continue
      const subject = `keep-alive of ${app}`
      const { idleTimeout } = balancer
      const evidence = [
        ...valueEvidence(production, key, setting),
        ...(idleTimeout
          ? valueEvidence(production, 'idle timeout', idleTimeout)
          : [lineEvidence(production, 'load balancer without an idle timeout', balancer.at, '60')]),
        ...(twin ? valueEvidence(staging, key, twin.setting) : []),
      ]
      if (seconds === undefined || idle === undefined) {
        const decides = [setting, idleTimeout].flatMap(value => (value ? decidersOf(value) : []))
        const message = `whether ${app} closes idle connections before its load balancer cannot be told`
        if (decides.length > 0) yield { kind: 'undetermined', subject, message, evidence, decides }
      } else
        yield {
          kind: 'finding',
          subject,
          data: { app, seconds, idle },
          confidence: 'likely',
          evidence,
          fix: { description: `keep connections for longer than ${idle} s`, at: decisiveLine(setting) },
        }
    }
  },
})
