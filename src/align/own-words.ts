import { entityKinds } from '../model/entity.ts'
import type { EnvironmentModel } from '../model/environment-model.ts'
import { environmentRole, isEnvironmentWord } from '../model/environment-names.ts'
import { isKnown, type Value } from '../model/value.ts'
import { wordsOf } from './role-name.ts'

/** Words that are one environment's and not the other's, learnt from what its inputs say in the places where the other's inputs say something else. */
export interface OwnWords {
  readonly staging: SideWords
  readonly production: SideWords
}

export interface SideWords {
  /** Domains of its own, by the name of the input that another domain stands in elsewhere; the longest first. */
  readonly domains: readonly (readonly [domain: string, input: string])[]
  /** Words that say which environment it is: no other environment has any use for them. */
  readonly names: ReadonlySet<string>
  /** These, and words that take the same place in several inputs. */
  readonly all: ReadonlySet<string>
}

/** Inputs that are there to say which environment it is: one is enough to learn a word from. */
const namesEnvironment =
  /(?<![^_.-])(env|environment|stage|tier|workspace|profile|deployment|namespace|account_?(name|alias))([_.-]?name)?$/

/** Every known text among the inputs of an environment and the settings of its apps, by name. */
const textsByName = (model: EnvironmentModel): ReadonlyMap<string, string> => {
  const texts = new Map<string, string>()
  const add = (name: string, value: Value): void => {
    if (value.kind === 'map') for (const [key, entry] of value.entries) add(`${name}.${key}`, entry)
    else if (value.kind === 'list' || value.kind === 'set')
      value.items.forEach((item, index) => {
        add(`${name}.${index}`, item)
      })
    else if (isKnown(value) && !value.sensitive && typeof value.value === 'string' && value.value.length <= 200)
      texts.set(name, value.value)
  }
  for (const { inputs } of model.sources) for (const [name, value] of inputs) add(`input ${name}`, value)
  for (const { settings, framework } of model.apps)
    for (const { key, value } of settings) add(`${framework} ${key}`, value)
  return texts
}

/** The words in which two texts differ, where the rest of them is the same and there is a rest, or all of both. */
const differingWords = (one: string, other: string): readonly [readonly string[], readonly string[]] => {
  const [first, second] = [wordsOf(one), wordsOf(other)]
  let start = 0
  while (start < first.length && start < second.length && first[start] === second[start]) start++
  let end = 0
  while (
    end < first.length - start &&
    end < second.length - start &&
    first[first.length - 1 - end] === second[second.length - 1 - end]
  )
    end++
  return [first.slice(start, first.length - end), second.slice(start, second.length - end)]
}

/** A number says how much, unless it is an account's. */
const canBeOwn = (word: string): boolean => word.length > 1 && (!/^\d+$/.test(word) || word.length === 12)

/**
 * The words of both environments. A word counts where an input that names the environment differs by it, or where two inputs or more differ by the
 * same two words. What both environments say somewhere is nobody's own.
 */
export const learnOwnWords = (staging: EnvironmentModel, production: EnvironmentModel): OwnWords => {
  const [ours, theirs] = [textsByName(staging), textsByName(production)]
  const support = new Map<string, { readonly words: readonly [string, string]; readonly names: Set<string> }>()
  const [naming, namingThere] = [new Set<string>(), new Set<string>()]
  const domains = ownDomains(ours, theirs)
  for (const [name, text] of ours) {
    const twin = theirs.get(name)
    if (twin === undefined || twin === text) continue
    const [one, other] = differingWords(text, twin)
    if (one.length <= 2 && other.length <= 2 && namesEnvironment.test(name.toLowerCase())) {
      for (const word of one) naming.add(word)
      for (const word of other) namingThere.add(word)
    }
    const [word, twinWord] = [one[0], other[0]]
    if (one.length !== 1 || other.length !== 1 || word === undefined || twinWord === undefined) continue
    const key = `${word} ${twinWord}`
    const found = support.get(key) ?? { words: [word, twinWord], names: new Set<string>() }
    support.set(key, found)
    found.names.add(name)
  }
  const placed = [...support.values()].flatMap(({ words, names }) => (names.size < 2 ? [] : [words]))
  const side = (index: 0 | 1, model: EnvironmentModel, named: ReadonlySet<string>, saidThere: ReadonlySet<string>) => {
    const role = environmentRole(model.name)
    const isOwn = (word: string): boolean => {
      if (!canBeOwn(word)) return false
      // A common word for another environment is that one's, whatever stands there.
      return isEnvironmentWord(word) ? role === undefined || environmentRole(word) === role : !saidThere.has(word)
    }
    const placedHere = placed.map(words => words[index])
    const names = new Set([...named, ...placedHere.filter(word => /^\d{12}$/.test(word))].filter(isOwn))
    return { domains: domains[index], names, all: new Set([...names, ...placedHere.filter(isOwn)]) }
  }
  return {
    staging: side(0, staging, naming, usedWords(production, theirs)),
    production: side(1, production, namingThere, usedWords(staging, ours)),
  }
}

/** Every word that an environment's inputs say, or that its resources and apps are called. */
const usedWords = (model: EnvironmentModel, texts: ReadonlyMap<string, string>): ReadonlySet<string> =>
  new Set(
    [
      ...texts.values(),
      ...model.apps.map(({ id }) => id),
      ...entityKinds.flatMap(kind => model.entities[kind].map(({ address }) => address.name)),
    ].flatMap(text => wordsOf(text)),
  )

const domain = /^(?:\*\.)?((?:[a-z\d_](?:[a-z\d_-]*[a-z\d])?\.)+[a-z][a-z\d-]+)$/i

/** Domains that stand in one input each: a domain with several counterparts is none of them. */
const ownDomains = (
  ours: ReadonlyMap<string, string>,
  theirs: ReadonlyMap<string, string>,
): readonly [SideWords['domains'], SideWords['domains']] => {
  const pairs = new Map<string, readonly [string, string, string]>()
  const [seen, seenThere] = [new Map<string, Set<string>>(), new Map<string, Set<string>>()]
  for (const [name, text] of ours) {
    const [one, other] = [text, theirs.get(name) ?? ''].map(each => domain.exec(each)?.[1]?.toLowerCase())
    if (one === undefined || other === undefined || one === other) continue
    seen.set(one, (seen.get(one) ?? new Set()).add(other))
    seenThere.set(other, (seenThere.get(other) ?? new Set()).add(one))
    if (!pairs.has(`${one} ${other}`)) pairs.set(`${one} ${other}`, [one, other, name.replace(/^\S+ /, '')])
  }
  const kept = [...pairs.values()].filter(
    ([one, other]) => seen.get(one)?.size === 1 && seenThere.get(other)?.size === 1,
  )
  const longestFirst = (list: readonly (readonly [string, string])[]) =>
    list.toSorted(([one], [other]) => other.length - one.length).slice(0, 50)
  return [
    longestFirst(kept.map(([one, , name]) => [one, name])),
    longestFirst(kept.map(([, other, name]) => [other, name])),
  ]
}
