import { ownNames } from '../../align/own-names.ts'
import { isKnown, type Value } from '../../model/value.ts'
import { decisiveLine } from '../evidence.ts'
import { defineRule } from '../rule.ts'
import { bothSides, pairedApps } from './paired-apps.ts'

/** Nothing sets the issuer: the product writes the host that each request names. */
const followsHost = (value: Value): boolean => value.kind === 'unknown' && value.why.names === 'request-host'

/** A login under one host writes tokens that a service which expects another host's refuses. */
export const tokenIssuerFollowsHost = defineRule<{ app: string; hosts: number }>({
  id: 'token-issuer-follows-host',
  patterns: ['J32'],
  title: 'Production writes another issuer for each host',
  severity: 'error',

  message: ({ app, hosts }) =>
    `${app} writes the host of each request as issuer, and production has ${hosts} hosts: a token from one host is refused where another's is expected`,

  *check(context) {
    const [ours, theirs] = [ownNames(context.staging).size, ownNames(context.production).size]
    for (const { staging, production } of pairedApps(context)) {
      const following = production.issuersMinted.find(followsHost)
      if (following === undefined) continue
      const isRehearsed = staging.issuersMinted.some(followsHost) && ours > 1
      if (isRehearsed) continue
      const subject = `issuer that ${production.id} writes`
      const evidence = bothSides(context, 'issued', [following], staging.issuersMinted)
      if (theirs > 1)
        yield {
          kind: 'finding',
          subject,
          data: { app: production.id, hosts: theirs },
          confidence: 'likely',
          evidence,
          fix: { description: 'set a fixed issuer', at: decisiveLine(following) },
        }
      else if (theirs === 0 && staging.issuersMinted.some(isKnown)) {
        const message = `under how many hosts ${production.id} writes tokens in production cannot be told`
        const decides = [{ names: 'hosts of production', at: following.from.at }]
        yield { kind: 'undetermined', subject, message, evidence, decides }
      }
    }
  },
})
