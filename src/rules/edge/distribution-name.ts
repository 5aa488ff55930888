import { roleName } from '../../align/role-name.ts'
import type { Distribution } from '../../model/entity.ts'
import { isString } from '../../model/value.ts'

/** What a distribution is known by, whatever its resource is called: its first name, else its role. */
export const distributionName = ({ aliases, address }: Distribution, environment: string): string => {
  const [first] = 'unknown' in aliases ? [] : aliases.filter(isString)
  return first?.value ?? roleName(address.name, environment)
}
