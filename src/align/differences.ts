import deepDiff from 'deep-diff'
import type { Change, DifferenceRoot } from '../model/change.ts'
import { displayValue } from '../model/deciders.ts'
import { type Entity, entityKinds } from '../model/entity.ts'
import type { EnvironmentModel } from '../model/environment-model.ts'
import type { EvaluatedApp } from '../model/evaluated.ts'
import { addressKey, type Value } from '../model/value.ts'
import { type Correspondence, correspond } from './correspondence.ts'
import { roleText } from './features.ts'
import { type Leaves, leavesOf, type TextOf } from './leaves.ts'
import type { Naming } from './naming.ts'
import type { Pairing } from './pairing.ts'
import { type Difference, groupByRoot } from './roots.ts'
import { sharedRoots } from './shared-roots.ts'

/** Things that play one role: what is compared under one name. A side that has nothing is absent. */
interface Subject {
  readonly kind: string
  readonly role: string
  readonly staging: Entity | undefined
  readonly production: Entity | undefined
  readonly leaves: readonly [Leaves, Leaves]
  /** What one side has instead of one, where it has several. */
  readonly shares?: readonly string[]
}

/** Text of a scalar as it is compared: a reference counts as the role of what it points at, everything else as it is. */
const comparable = (value: Value, text: TextOf): string => {
  if (value.kind === 'reference') return text(value)
  if (value.kind === 'unknown') return displayValue(value)
  if (value.kind === 'known') return `${typeof value.value} ${value.value}`
  if (value.kind === 'template') return value.parts.map(part => comparable(part, text)).join('')
  return value.kind
}

/** A pairing as what is compared: of several on one side, the first is; the others are there on one side only. */
const sidesOf = <E>(
  pairing: Pairing<E>,
): readonly { readonly staging?: E | undefined; readonly production?: E | undefined; readonly shares?: E }[] => {
  switch (pairing.kind) {
    case 'paired':
      return [{ staging: pairing.staging, production: pairing.production }]
    case 'only-staging':
      return [{ staging: pairing.staging }]
    case 'only-production':
      return [{ production: pairing.production }]
    case 'split': {
      const [first, ...rest] = pairing.productions
      return [
        { staging: pairing.staging, production: first },
        ...rest.map(production => ({ production, shares: pairing.staging })),
      ]
    }
    case 'merged': {
      const [first, ...rest] = pairing.stagings
      return [
        { staging: first, production: pairing.production },
        ...rest.map(staging => ({ staging, shares: pairing.production })),
      ]
    }
    case 'ambiguous':
      return Array.from({ length: Math.max(pairing.stagings.length, pairing.productions.length) }, (_, index) => ({
        staging: pairing.stagings[index],
        production: pairing.productions[index],
      }))
  }
}

const subjectsOf = (
  { staging, production, correspondence }: Compared,
  texts: readonly [TextOf, TextOf],
): readonly Subject[] => {
  const { naming } = correspondence
  const entities = entityKinds.flatMap(kind =>
    (correspondence.entities[kind] as readonly Pairing<Entity>[]).flatMap(pairing =>
      sidesOf(pairing).map(({ staging: one, production: other, shares }): Subject => {
        const role = one
          ? naming.roleOf(one.address.name, staging.name)
          : naming.roleOf(other?.address.name ?? '', production.name)
        return {
          kind,
          role,
          staging: one,
          production: other,
          leaves: leavesOf([one, other], texts),
          ...(shares ? { shares: [naming.roleOf(shares.address.name, one ? production.name : staging.name)] } : {}),
        }
      }),
    ),
  )
  const apps = correspondence.apps.flatMap(pairing =>
    sidesOf(pairing).map(({ staging: one, production: other }): Subject => {
      const settings = (app: EvaluatedApp | undefined) =>
        app && new Map(app.settings.map(({ key, value }) => [key, value] as const))
      const role = one ? naming.roleOf(one.id, staging.name) : naming.roleOf(other?.id ?? '', production.name)
      const leaves = leavesOf([settings(one), settings(other)], texts)
      return { kind: 'setting', role, staging: undefined, production: undefined, leaves }
    }),
  )
  return unique([...entities, ...apps])
}

/** Two things of one kind may have the same role; each keeps a name of its own. */
const unique = (subjects: readonly Subject[]): readonly Subject[] => {
  const seen = new Map<string, number>()
  return subjects.map(subject => {
    const key = `${subject.kind} ${subject.role}`
    const times = (seen.get(key) ?? 0) + 1
    seen.set(key, times)
    return times === 1 ? subject : { ...subject, role: `${subject.role} ${times}` }
  })
}

interface Compared {
  readonly staging: EnvironmentModel
  readonly production: EnvironmentModel
  readonly correspondence: Correspondence
}

export interface Differences {
  readonly changes: readonly Change[]
  /** What explains most first; those that explain nothing are environments that agree and should not. */
  readonly roots: readonly DifferenceRoot[]
}

const pairKeys = ({ entities }: Correspondence): readonly [Map<string, string>, Map<string, string>] => {
  const names: readonly [Map<string, string>, Map<string, string>] = [new Map(), new Map()]
  for (const kind of entityKinds)
    (entities[kind] as readonly Pairing<Entity>[]).forEach((pairing, index) => {
      for (const { staging, production } of sidesOf(pairing)) {
        if (!staging || !production) continue
        names[0].set(addressKey(staging.address), `${kind} ${index}`)
        names[1].set(addressKey(production.address), `${kind} ${index}`)
      }
    })
  return names
}

/** Every raw difference between two models, aligned by role, under the root that it flows from. */
export const compareModels = (compared: Compared): Differences => {
  const { staging, production, correspondence } = compared
  const naming: Naming = correspondence.naming
  const names = pairKeys(correspondence)
  const texts = [staging, production].map(
    (model, side): TextOf =>
      value =>
        roleText(value, model.name, naming, side === 0 ? names[0] : names[1]),
  ) as unknown as readonly [TextOf, TextOf]
  const subjects = subjectsOf(compared, texts)
  const plain = (side: 0 | 1): Record<string, Record<string, string>> =>
    Object.fromEntries(
      subjects.map(({ kind, role, leaves }) => [
        `${kind} ${role}`,
        Object.fromEntries([...leaves[side]].map(([path, value]) => [path, comparable(value, texts[side])])),
      ]),
    )
  const byKey = new Map(subjects.map(subject => [`${subject.kind} ${subject.role}`, subject]))
  const differences = (deepDiff.diff(plain(0), plain(1)) ?? []).flatMap(({ path = [] }): readonly Difference[] => {
    const [key, field] = path.map(String)
    const subject = byKey.get(key ?? '')
    if (!subject || field === undefined) return []
    const { kind, role, leaves, shares } = subject
    return [
      {
        path: [kind, role, field],
        staging: leaves[0].get(field),
        production: leaves[1].get(field),
        entities: [subject.staging, subject.production],
        ...(shares ? { shares } : {}),
      },
    ]
  })
  const { changes, roots } = groupByRoot(differences, { staging, production, naming }, correspondence.hosts)
  return { changes, roots: [...roots, ...sharedRoots({ staging, production, naming }, correspondence)] }
}

/** The differences one by one. */
export const differencesBetween = (staging: EnvironmentModel, production: EnvironmentModel): readonly Change[] =>
  compareModels({ staging, production, correspondence: correspond(staging, production) }).changes
