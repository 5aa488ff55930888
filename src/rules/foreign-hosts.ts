import { ownNames } from '../align/own-names.ts'
import type { EnvironmentModel } from '../model/environment-model.ts'
import { isString, type Value } from '../model/value.ts'
import { nameCovers } from '../trace/certificate-names.ts'
import type { RuleContext } from './rule.ts'

const texts = (values: readonly Value[]): readonly string[] =>
  values.flatMap(value => (isString(value) ? [value.value.toLowerCase()] : []))

const zonesOf = (model: EnvironmentModel): readonly string[] => texts(model.entities.zone.map(({ name }) => name))

interface OwnNames {
  readonly names: ReadonlySet<string>
  readonly wildcards: readonly string[]
}

const namesOf = (model: EnvironmentModel): OwnNames => {
  const names = ownNames(model)
  return { names, wildcards: [...names].filter(name => name.startsWith('*.')) }
}

const holds = ({ names, wildcards }: OwnNames, host: string): 'exact' | 'wildcard' | 'no' =>
  names.has(host) ? 'exact' : wildcards.some(name => nameCovers(name, host)) ? 'wildcard' : 'no'

/**
 * Whether a host is staging's and not production's: by its name, else by the zone it lies in. A host that both have, as where a record
 * or a zone is shared, is nobody's alone.
 */
export const isStagingOnly = ({
  staging,
  production,
}: Pick<RuleContext, 'staging' | 'production'>): ((host: string) => boolean) => {
  const [ours, theirs] = [namesOf(staging), namesOf(production)]
  const zones = zonesOf(production)
  const stagingZones = zonesOf(staging).filter(
    zone => !zones.some(other => other === zone || other.endsWith(`.${zone}`)),
  )
  return name => {
    const host = name.toLowerCase().replace(/\.$/, '')
    const [own, other] = [holds(ours, host), holds(theirs, host)]
    if (other === 'exact') return false
    if (own === 'exact') return true
    if (other === 'wildcard') return false
    return own === 'wildcard' || stagingZones.some(zone => host === zone || host.endsWith(`.${zone}`))
  }
}
