import { decidersOf } from '../../model/deciders.ts'
import type { EnvironmentModel } from '../../model/environment-model.ts'
import { isString, type Value } from '../../model/value.ts'
import { decisiveLine, lineEvidence, valueEvidence } from '../evidence.ts'
import { defineRule } from '../rule.ts'
import { pairedSettings } from './paired-settings.ts'

/** `arn:aws:ssm:eu-west-1:111122223333:parameter/web/key` is `/web/key`. */
const parameterName = (value: Value): string | undefined => {
  if (!isString(value)) return undefined
  const [, inArn] = /^arn:aws[\w-]*:ssm:[^:]*:[^:]*:parameter(\/.*)$/.exec(value.value) ?? []
  return inArn ?? (value.value.startsWith('arn:') ? undefined : value.value)
}

/** The parameter of a model that a secret is read from. */
const parameterOf = ({ entities }: EnvironmentModel, value: Value) => {
  const name = parameterName(value)
  return entities['stored-parameter'].find(
    each =>
      each.exists === 'yes' &&
      ((isString(each.name) && name !== undefined && [name, `/${name}`].includes(each.name.value)) ||
        (value.kind === 'reference' && value.to.source === each.address.source && value.to.name === each.address.name)),
  )
}

/** ECS guide, "Pass sensitive data": a task whose secret is not there stops with ResourceInitializationError. */
export const secretNotMade = defineRule<{ key: string; app: string; parameter: string }>({
  id: 'secret-not-made',
  patterns: ['ECS08'],
  title: 'A parameter that a secret is read from is made in staging only',
  severity: 'error',

  message: ({ key, app, parameter }) =>
    `tasks of ${app} stop with ResourceInitializationError: ${key} is read from ${parameter}, which nothing makes in production; staging makes its own`,

  *check(context) {
    const { staging, production } = context
    for (const { app, key, staging: ours, production: theirs } of pairedSettings(context)) {
      if (!key.startsWith('secret ') || !ours || !theirs) continue
      const made = parameterOf(staging, ours)
      const parameter = parameterName(theirs)
      if (!made || parameter === undefined || parameterOf(production, theirs)) continue
      const setting = key.replace(/^secret /, '')
      const open = production.entities['stored-parameter'].filter(({ name }) => !isString(name))
      const evidence = [
        ...valueEvidence(production, `secret ${setting}`, theirs),
        ...valueEvidence(staging, `secret ${setting}`, ours),
        lineEvidence(staging, 'made here', made.at),
      ]
      const subject = `secret ${setting} of ${app}`
      if (open.length > 0) {
        const message = `whether production makes the parameter ${parameter} cannot be told`
        const decides = open.flatMap(({ name }) => decidersOf(name))
        yield { kind: 'undetermined', subject, message, evidence, decides }
        continue
      }
      yield {
        kind: 'finding',
        subject,
        data: { key: setting, app, parameter },
        confidence: 'likely',
        evidence,
        fix: {
          description: `make the parameter ${parameter} in production, as staging does`,
          at: decisiveLine(theirs),
        },
      }
    }
  },
})
