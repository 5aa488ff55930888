import { environmentRole } from '../../model/environment-names.ts'
import { hostOfUrl } from '../../trace/issuer-origin.ts'
import { isStagingOnly } from '../foreign-hosts.ts'
import type { RuleContext } from '../rule.ts'

/** Whether a text names staging: its name or a spelling of it as a word, or a host that only staging has. */
export const namesStaging = (context: RuleContext): ((text: string) => boolean) => {
  const { staging, production } = context
  const isForeign = isStagingOnly(context)
  const own = environmentRole(staging.name)
  return text => {
    const words = text.toLowerCase().split(/[^a-z\d]+/)
    if (words.includes(production.name.toLowerCase())) return false
    const isNamed = words.some(
      word => word === staging.name.toLowerCase() || (own !== undefined && environmentRole(word) === own),
    )
    return isNamed || isForeign(hostOfUrl(text) ?? '')
  }
}
