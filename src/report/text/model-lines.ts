import { displayValue } from '../../model/deciders.ts'
import { entityKinds } from '../../model/entity.ts'
import type { EnvironmentModel } from '../../model/environment-model.ts'
import type { EvaluatedApp } from '../../model/evaluated.ts'
import { formatLocation } from '../../model/source-location.ts'
import { escapeLine } from '../escape.ts'
import { columns, indent } from './layout.ts'
import { type Paint, paintFor } from './paint.ts'
import { troubleLines } from './source-lines.ts'
import { originsOf } from './value-lines.ts'

/** Token settings and settings of an application, for people. */
export const renderApp = (app: EvaluatedApp, { color }: { readonly color: boolean }): string =>
  `${[...appLines(app, paintFor(color)), '', ...troubleLines(app.diagnostics, paintFor(color))].join('\n').trimEnd()}\n`

const appLines = (app: EvaluatedApp, paint: Paint): readonly string[] => {
  const tokens = [
    ['issuers accepted', app.issuersAccepted],
    ['issuers minted', app.issuersMinted],
    ['audiences', app.audiences],
    ['jwks', app.jwks],
    ['algorithms', app.algorithms],
    ['leeway', app.leeway.map(({ value }) => value)],
    ['required claims', app.requiredClaims],
  ] as const
  return [
    `${paint.bold(escapeLine(app.id))}  ${escapeLine(app.framework)}, profile ${escapeLine(app.profile)}`,
    ...indent(
      [
        ...tokens.flatMap(([name, values]) =>
          values.map(value => {
            const origins = originsOf(value)
            return `${name}: ${escapeLine(displayValue(value))}${origins === '' ? '' : paint.dim(`  from ${origins}`)}`
          }),
        ),
        ...columns(
          app.domainTied.map(({ role, key, value, confidence, because }) => [
            `${role}:`,
            escapeLine(displayValue(value)),
            escapeLine(key),
            paint.dim(`${confidence} ${because}`),
          ]),
        ),
        ...app.unresolved.map(name => paint.yellow(`not resolved: ${escapeLine(name)}`)),
        ...columns(
          app.settings.map(({ key, value }) => [
            escapeLine(key),
            escapeLine(displayValue(value)),
            paint.dim(originsOf(value)),
          ]),
        ),
      ],
      2,
    ),
  ]
}

/** Everything of one environment: its entities by kind, its applications, and where its sources meet. */
export const renderModel = (model: EnvironmentModel, { color }: { readonly color: boolean }): string => {
  const paint = paintFor(color)
  const lines = [
    paint.bold(escapeLine(model.name)),
    ...entityKinds.flatMap(kind => {
      const entities = model.entities[kind]
      if (entities.length === 0) return []
      const rows = entities.map(({ address, at, exists }) => [
        escapeLine(address.name),
        escapeLine(address.source),
        paint.dim(escapeLine(formatLocation(at))),
        exists === 'undetermined' ? paint.yellow('may not exist') : '',
      ])
      return ['', paint.bold(`${kind} (${entities.length})`), ...indent(columns(rows), 2)]
    }),
    ...model.apps.flatMap(app => ['', ...appLines(app, paint)]),
    ...(model.links.length === 0 ? [] : ['', paint.bold('links')]),
    ...indent(
      columns(
        model.links.map(({ from, to, reliability, because }) => [
          escapeLine(from.name),
          `-> ${escapeLine(to.name)}`,
          reliability,
          paint.dim(escapeLine(because)),
        ]),
      ),
      2,
    ),
    ...(model.unmodelled.size === 0 ? [] : ['', paint.bold('seen and not modelled')]),
    ...indent(
      [...model.unmodelled].map(([type, count]) => `${escapeLine(type)} ${count}`),
      2,
    ),
    ...(model.diagnostics.length === 0 ? [] : ['', ...troubleLines(model.diagnostics, paint)]),
  ]
  return `${lines.join('\n')}\n`
}
