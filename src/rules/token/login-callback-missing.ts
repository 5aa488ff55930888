import { roleName } from '../../align/role-name.ts'
import { decidersOf } from '../../model/deciders.ts'
import type { UserPoolClient } from '../../model/entity.ts'
import type { EnvironmentModel } from '../../model/environment-model.ts'
import type { Evidence } from '../../model/finding.ts'
import { decisiveLine, lineEvidence, valueEvidence } from '../evidence.ts'
import { defineRule, type RuleContext } from '../rule.ts'
import { listsCallback, neededCallbacks } from './needed-callbacks.ts'

/** The callback URLs of a client, or where it should have some. */
const callbackLines = (model: EnvironmentModel, { callbackUrls, at }: UserPoolClient): readonly Evidence[] => {
  const urls = callbackUrls === undefined ? [] : 'unknown' in callbackUrls ? [callbackUrls.unknown] : callbackUrls
  return urls.length === 0
    ? [lineEvidence(model, 'client without callback URLs', at)]
    : urls.slice(0, 3).flatMap(url => valueEvidence(model, 'callback URL of the client', url))
}

const twinOf = ({ correspondence }: RuleContext, client: UserPoolClient): UserPoolClient | undefined => {
  for (const pairing of correspondence.entities['user-pool-client'])
    if (pairing.kind === 'paired' && pairing.production === client) return pairing.staging
  return undefined
}

/** Cognito sends browsers back to the URLs that a client lists and to no other: the login ends with `redirect_mismatch` (Cognito guide, "App client settings"). */
export const loginCallbackMissing = defineRule<{ url: string; client: string }>({
  id: 'login-callback-missing',
  patterns: ['JWT09'],
  title: 'A login cannot come back: the client does not list its callback URL',
  severity: 'error',

  message: ({ url, client }) => `logins to come back to ${url} end with redirect_mismatch: ${client} does not list it`,

  *check(context) {
    const { staging, production } = context
    for (const { url, client, because, label } of neededCallbacks(context)) {
      const listed = listsCallback(client, url)
      if (listed === true) continue
      const twin = twinOf(context, client)
      const subject = `callback ${url} of ${roleName(client.address.name, production.name)}`
      const evidence = [
        ...callbackLines(production, client),
        ...valueEvidence(production, label, because),
        ...(twin ? callbackLines(staging, twin) : []),
      ]
      if (listed !== false) {
        const message = `whether logins come back to ${url} cannot be told`
        yield { kind: 'undetermined', subject, message, evidence, decides: listed.flatMap(value => decidersOf(value)) }
        continue
      }
      const urls = client.callbackUrls
      const [first] = urls && !('unknown' in urls) ? urls : []
      yield {
        kind: 'finding',
        subject,
        data: { url, client: client.address.name },
        confidence: 'proved',
        evidence,
        fix: { description: `add ${url} to the callback URLs`, at: first ? decisiveLine(first) : client.at },
      }
    }
  },
})
