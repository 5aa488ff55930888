import { describe, expect, test } from 'vitest'
import { readEntities } from '../../src/aws/concepts.ts'
import type { EvaluatedResource } from '../../src/model/evaluated.ts'
import { addressKey } from '../../src/model/value.ts'
import { plain } from '../helpers/evaluated.ts'

/** Resources in either dialect that have to become the same entities. `beside` are other resources of the environment. */
export interface ReadCase {
  readonly name: string
  readonly from: readonly EvaluatedResource[]
  readonly beside?: readonly EvaluatedResource[]
  readonly gives: readonly unknown[]
}

export const entitiesOf = (resource: EvaluatedResource, beside: readonly EvaluatedResource[] = []) => {
  const all = new Map(beside.map(each => [addressKey(each.address), each]))
  return readEntities(resource, address => all.get(addressKey(address)))
}

export const testReading = (concept: string, cases: readonly ReadCase[]): void => {
  describe(concept, () => {
    for (const { name, from, beside, gives } of cases)
      for (const resource of from)
        test(`${name}: ${resource.dialect} ${resource.type}`, () => {
          expect(entitiesOf(resource, beside)?.map(plain)).toEqual(gives)
        })
  })
}
