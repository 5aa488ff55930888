import type { EvaluatedApp } from '../../model/evaluated.ts'
import { baseName } from '../../model/source-tree.ts'
import type { Value } from '../../model/value.ts'
import { decisiveLine, valueEvidence } from '../evidence.ts'
import { defineRule } from '../rule.ts'
import { pairedApps } from '../token/paired-apps.ts'

/** Files for one developer's machine, which frameworks load over those of the environment. */
const localFile =
  /^(?:local(?:[-.][\w-]+)?\.(?:json5?|ya?ml|toml|js|ts)|\.env(?:\.[\w-]+)?\.local|appsettings\.local\.json|application-local\.(?:ya?ml|properties))$/i

interface LocalSetting {
  readonly file: string
  readonly key: string
  readonly value: Value
}

const localsOf = (app: EvaluatedApp): readonly LocalSetting[] =>
  app.settings.flatMap(({ key, value }) => {
    const { file } = decisiveLine(value)
    return localFile.test(baseName(file)) ? [{ file, key, value }] : []
  })

/** What wins in production is a file that is not meant to be deployed; whether it is in the image, its name does not say. */
export const localFileInProduction = defineRule<{ app: string; file: string; keys: number }>({
  id: 'local-file-in-production',
  patterns: ['J21'],
  title: "A file for a developer's machine decides in production",
  severity: 'warning',

  message: ({ app, file, keys }) =>
    `${file} sets ${keys === 1 ? 'a setting' : `${keys} settings`} of ${app} in production and not in staging: it is loaded over production's own files`,

  *check(context) {
    const { staging, production } = context
    for (const { staging: twin, production: app } of pairedApps(context)) {
      const rehearsed = new Set(localsOf(twin).map(({ file }) => file))
      const found = localsOf(app)
      for (const file of new Set(found.map(each => each.file))) {
        const own = found.filter(each => each.file === file)
        const [first] = own
        if (first === undefined) continue
        const subject = `${baseName(file)} of ${app.id}`
        const counterpart = twin.settings.find(({ key }) => key === first.key)?.value
        const evidence = [
          ...valueEvidence(production, first.key, first.value),
          ...(counterpart ? valueEvidence(staging, first.key, counterpart) : []),
        ]
        const at = decisiveLine(first.value)
        if (!rehearsed.has(file))
          yield {
            kind: 'finding',
            subject,
            data: { app: app.id, file: baseName(file), keys: own.length },
            confidence: 'likely',
            evidence,
            fix: { description: 'keep it out of the repository and of the image', at },
          }
        else {
          const message = `whether ${baseName(file)} is deployed with ${app.id} cannot be told; both environments would read it`
          yield { kind: 'undetermined', subject, message, evidence, decides: [{ names: baseName(file), at }] }
        }
      }
    }
  },
})
