import { decidersOf } from '../../model/deciders.ts'
import { isString } from '../../model/value.ts'
import { lineEvidence, valueEvidence } from '../evidence.ts'
import { defineRule } from '../rule.ts'
import { aliasesOf, handedDown, lists, recordsByLookup, textOf } from './looked-up-distribution.ts'

/** Aliases are unique among all distributions: the one that lists a record's siblings is the one that the record leads to. */
export const siblingRecordNotServed = defineRule<{ host: string; siblings: string }>({
  id: 'sibling-record-not-served',
  patterns: [],
  title: 'A record leads to the distribution of its siblings, which does not list it',
  severity: 'error',

  message: ({ host, siblings }) =>
    `clients of ${host} get 403 from CloudFront: the distribution lists ${siblings}, which lead to it too, and not ${host}`,

  *check({ production }) {
    for (const records of recordsByLookup(production))
      for (const distribution of production.entities.distribution) {
        const siblings = records.filter(record => lists(distribution, record))
        const aliases = aliasesOf(distribution)
        const open = aliases.flatMap(decidersOf)
        if (siblings.length < 2 || distribution.exists === 'no') continue
        for (const record of records.filter(each => !lists(distribution, each) && isString(each.name))) {
          const host = textOf(record.name)
          const places = handedDown(production, distribution)
          const evidence = [
            lineEvidence(production, 'record', record.at, host),
            ...places.map(at => lineEvidence(production, `${host} is not in this list`, at)),
            ...aliases.slice(0, 4).flatMap(alias => valueEvidence(production, 'alias', alias)),
          ]
          const names = siblings.map(({ name }) => textOf(name)).join(', ')
          const message = `whether the distribution lists ${host} cannot be told`
          if (open.length > 0) yield { kind: 'undetermined', subject: `host ${host}`, message, evidence, decides: open }
          else
            yield {
              kind: 'finding',
              subject: `host ${host}`,
              data: { host, siblings: names },
              confidence: 'likely',
              evidence,
              fix: { description: `add ${host} to the aliases`, at: places.at(-1) ?? distribution.at },
            }
        }
      }
  },
})
